package dev.signet.cli.liberty;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server's variables, in Liberty's order: what {@code server.xml} gives a value wins over files
 * with variables, those over the environment, and that over the default values in {@code
 * server.xml}.
 */
public final class Variables {
  private static final int MAX_LENGTH = 10_000;
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");
  private static final Pattern LIST = Pattern.compile("list\\((.*)\\)");

  private final Map<String, String> values;
  private final Map<String, String> defaults;
  private final Map<String, String> environment;
  private final boolean isKept;

  private Variables(
      Map<String, String> values,
      Map<String, String> defaults,
      Map<String, String> environment,
      boolean isKept) {
    this.values = Map.copyOf(values);
    this.defaults = Map.copyOf(defaults);
    this.environment = Map.copyOf(environment);
    this.isKept = isKept;
  }

  /**
   * A text with its variables replaced.
   *
   * @param text where a variable is not known, {@code ${env.NAME}} stands in its place: Liberty
   *     would look for an environment variable of that name too
   * @param unknown the variables that are not known, as they were written, and the names of those
   *     environment variables
   * @param defaulted the variables that have a default value and no other, as they were written
   */
  public record Resolved(
      String text, Map<String, String> unknown, Map<String, Default> defaulted) {}

  /**
   * A default value.
   *
   * @param variable the environment variable that the server would take instead
   * @param value the default value
   */
  public record Default(String variable, String value) {}

  /** Those outside of {@code server.xml}, and the environment of the server. */
  static Variables of(Map<String, String> values, Map<String, String> environment) {
    return new Variables(values, Map.of(), environment, false);
  }

  /** These, and the {@code variable} elements of the server's configuration. */
  Variables with(List<Part> parts) {
    Map<String, String> set = new LinkedHashMap<>();
    Map<String, String> fallbacks = new LinkedHashMap<>();
    for (Part part : parts) {
      Map<String, String> attributes = part.element().attributes();
      String name = part.element().attribute("name", "");
      boolean keep = part.onConflict() == OnConflict.IGNORE;
      put(set, name, attributes.get("value"), keep);
      put(fallbacks, name, attributes.get("defaultValue"), keep);
    }
    Map<String, String> all = new HashMap<>(values);
    all.putAll(set);
    return new Variables(all, fallbacks, environment, isKept);
  }

  /**
   * The same for a file in which the server itself replaces variables.
   *
   * @return with texts that stay as they are written
   */
  public Variables kept() {
    return new Variables(values, defaults, environment, true);
  }

  /**
   * Whether texts stay as they are written.
   *
   * @return true for those of {@link #kept}
   */
  public boolean isKept() {
    return isKept;
  }

  private static void put(
      Map<String, String> to, String name, @Nullable String value, boolean keep) {
    if (value != null && !(keep && to.containsKey(name))) {
      to.put(name, value);
    }
  }

  /**
   * The value that the files give a variable, or else the environment.
   *
   * @param name the name of the variable
   * @return empty where neither has it
   */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name))
        .map(value -> now(value).text())
        .or(() -> inEnvironment(name).map(variable -> environment.getOrDefault(variable, "")));
  }

  /**
   * The environment of the server, as far as it is known here.
   *
   * @return by name
   */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * What the file that is written may hold: in signet.json a value of the environment stays a
   * placeholder; in server.xml the whole text stays.
   *
   * @param text with variables
   * @return with their values
   */
  public Resolved resolve(String text) {
    Resolved resolved = new Resolution(false).of(text);
    return isKept ? new Resolved(text, resolved.unknown(), Map.of()) : resolved;
  }

  /**
   * What a text stands for, as far as it is known while this runs.
   *
   * @param text with variables
   * @return with their values
   */
  public Resolved now(String text) {
    return new Resolution(true).of(text);
  }

  /** Under which name the environment has a variable: Liberty tries three. */
  private Optional<String> inEnvironment(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9]", "_");
    return Stream.of(name, plain, plain.toUpperCase(Locale.ROOT))
        .filter(environment::containsKey)
        .findFirst();
  }

  /**
   * Each variable is resolved once, and none becomes too long: they may name each other at will.
   */
  private final class Resolution {
    private final boolean withEnvironment;
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, String> unknown = new LinkedHashMap<>();
    private final Map<String, Default> defaulted = new LinkedHashMap<>();

    Resolution(boolean withEnvironment) {
      this.withEnvironment = withEnvironment;
    }

    Resolved of(String text) {
      return new Resolved(resolve(text), unknown, defaulted);
    }

    private String resolve(String text) {
      return REFERENCE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(value(m)));
    }

    private String value(MatchResult match) {
      Matcher list = LIST.matcher(match.group(1));
      String name = list.matches() ? list.group(1) : match.group(1);
      if (name.startsWith("env.")) {
        return ofEnvironment(name.substring("env.".length()));
      }
      String before = known.get(name);
      return before != null ? before : firstTime(match.group(), name);
    }

    private String ofEnvironment(String variable) {
      String value = withEnvironment ? environment.get(variable) : null;
      return value == null ? "${env." + variable + "}" : value;
    }

    private String firstTime(String written, String name) {
      Optional<String> there = inEnvironment(name);
      String set = values.get(name);
      if (set == null && there.isPresent()) {
        return ofEnvironment(there.get());
      }
      String variable = environmentName(name);
      Optional<String> resolved = once(name, set == null ? defaults.get(name) : set);
      if (resolved.isEmpty()) {
        unknown.put(written, variable);
        return "${env." + variable + "}";
      }
      if (set == null) {
        defaulted.put(written, new Default(variable, resolved.get()));
      }
      if (set == null && !withEnvironment) {
        return "${env." + variable + "}";
      }
      known.put(name, resolved.get());
      return resolved.get();
    }

    /** Empty where there is no value, or none that ends. */
    private Optional<String> once(String name, @Nullable String value) {
      if (value == null || !open.add(name)) {
        return Optional.empty();
      }
      String resolved = resolve(value);
      open.remove(name);
      return resolved.length() > MAX_LENGTH ? Optional.empty() : Optional.of(resolved);
    }
  }

  /**
   * How Liberty looks a variable up in the environment, last of all.
   *
   * @param name the name of the variable
   * @return the name of the environment variable
   */
  public static String environmentName(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /**
   * The name of an environment variable, where that is all there is in a text.
   *
   * @param text with or without a placeholder
   * @return empty where there is anything else
   */
  public static Optional<String> environmentVariable(String text) {
    Matcher matcher = Pattern.compile("\\$\\{env\\.([A-Za-z0-9_]+)}").matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * The name of an environment variable for a value that is not copied.
   *
   * @param id what it belongs to
   * @param what what it is
   * @return a name in capitals
   */
  public static String secretName(String id, String what) {
    String words = id.replaceAll("([a-z0-9])([A-Z])", "$1_$2") + "_" + what;
    String name = environmentName(words);
    return Character.isDigit(name.charAt(0)) ? "KEY_STORE_" + name : name;
  }
}
