package dev.signet.cli.migrate;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.settings.ConfigProblem;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Signet's own reader says of a file before it is written. The key stores and the environment
 * of the server may not be here, so the file is read twice: as it is, and with stand-ins for them.
 */
final class ReadBack {
  private static final Pattern ISSUER = Pattern.compile("issuers\\[(\\d+)]\\.?(.*)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.([^}]*)}");

  /** What only the server has: key stores, and what stands in them. */
  private static final Set<String> FROM_KEY_STORES =
      Set.of(
          "trustStoreRef", "jwkTrustStoreRef", "keyStoreRef", "keyManagementKeyAlias", "keyStores");

  private final Path folder;
  private final Target target;
  private final Map<String, String> environment;

  /**
   * A reader.
   *
   * @param folder where the file will be
   * @param target which file it is
   * @param environment the environment of the server, as far as it is known
   */
  ReadBack(Path folder, Target target, Map<String, String> environment) {
    this.folder = folder;
    this.target = target;
    this.environment = Map.copyOf(environment);
  }

  /**
   * A mistake in the file itself.
   *
   * @param definition which of the issuers it is in; none for the file as a whole
   * @param setting the setting
   * @param message what is wrong
   */
  record Mistake(Optional<Integer> definition, String setting, String message) {

    static Mistake of(ConfigProblem problem) {
      Matcher issuer = ISSUER.matcher(problem.path());
      return issuer.matches()
          ? new Mistake(
              Optional.of(Integer.valueOf(issuer.group(1))), issuer.group(2), problem.message())
          : new Mistake(Optional.empty(), problem.path(), problem.message());
    }
  }

  /** The mistakes that no key store and no environment can put right. */
  List<Mistake> mistakes(JsonObject json) {
    return problems(map(json, true)).stream().map(Mistake::of).toList();
  }

  /**
   * What cannot be read here; empty where the file was read as the server will read it. The key
   * stores that server.xml refers to are the server's own, and are not opened.
   */
  List<String> unread(JsonObject json) {
    List<String> unread = new ArrayList<>();
    addUnset("", json, unread);
    if (target == Target.SERVER_XML) {
      return unread;
    }
    Map<String, Object> here = map(json, false);
    problems(here).stream().map(ConfigProblem::toString).forEach(unread::add);
    return unread;
  }

  /** Adds the variables that the environment of the server has to have. */
  private void addUnset(String path, JsonValue value, List<String> unset) {
    if (value instanceof JsonObject object) {
      object.forEach(
          (name, member) -> addUnset(path.isEmpty() ? name : path + "." + name, member, unset));
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        addUnset(path + "[" + i + "]", array.get(i), unset);
      }
    } else if (value instanceof JsonString string) {
      VARIABLE
          .matcher(string.getString())
          .results()
          .map(variable -> variable.group(1))
          .filter(name -> !environment.containsKey(name))
          .forEach(name -> unset.add(path + ": the environment variable " + name + " is not set"));
    }
  }

  private List<ConfigProblem> problems(Map<String, Object> settings) {
    try {
      SignetConfig config = SignetConfig.of(settings, target.toString(), folder);
      return config.issuers().isEmpty()
          ? List.of(new ConfigProblem("issuers", "names none"))
          : List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  private Map<String, Object> map(JsonObject json, boolean standIns) {
    Map<String, Object> map = new LinkedHashMap<>();
    json.forEach(
        (name, value) -> {
          if (standIns && name.equals("trustAliasName")) {
            map.put("jwkEndpointUrl", "https://stand-in.invalid/");
          } else if (!standIns || !FROM_KEY_STORES.contains(name)) {
            map.put(name, plain(name, value, standIns));
          }
        });
    return map;
  }

  private Object plain(String name, JsonValue value, boolean standIns) {
    if (value instanceof JsonObject object) {
      return map(object, standIns);
    }
    if (value instanceof JsonArray array) {
      return array.stream().map(member -> plain(name, member, standIns)).toList();
    }
    if (value instanceof JsonString string) {
      String text = string.getString();
      return withoutVariables(name, text, standIns ? Map.of() : environment);
    }
    return value.getValueType() == JsonValue.ValueType.TRUE;
  }

  private static String withoutVariables(
      String name, String text, Map<String, String> environment) {
    boolean isAll = VARIABLE.matcher(text).matches();
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    Optional.ofNullable(environment.get(match.group(1)))
                        .orElseGet(() -> standIn(name, isAll, match))));
  }

  /** A name of its own for each, so that two of them are not taken for the same. */
  private static String standIn(String name, boolean isAll, MatchResult variable) {
    String unique = "stand-in-" + variable.group(1).replace('_', '-').toLowerCase(Locale.ROOT);
    if (isAll && (name.equals("clockSkew") || name.equals("maxTokenAge"))) {
      return "60s";
    }
    return isAll && name.endsWith("Url") ? "https://" + unique + ".invalid/" : unique;
  }
}
