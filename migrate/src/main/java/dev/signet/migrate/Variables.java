package dev.signet.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server's variables. What {@code server.xml} gives a value wins over the properties files, and
 * those over the default values in {@code server.xml}.
 */
final class Variables {
  private static final int MAX_LENGTH = 10_000;
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");
  private static final Pattern LIST = Pattern.compile("list\\((.*)\\)");

  private final Map<String, String> values;

  private Variables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * A text with every known variable replaced.
   *
   * @param text where a variable is not known, {@code ${env.NAME}} stands in its place: Liberty
   *     would look for an environment variable of that name too
   * @param unknown the variables that are not known, as they were written, and the names of those
   *     environment variables
   */
  record Resolved(String text, Map<String, String> unknown) {}

  /** Those of properties files; a later file wins over an earlier one. */
  static Variables ofFiles(List<Path> files) {
    Map<String, String> values = new HashMap<>();
    for (Path file : files) {
      Properties properties = new Properties();
      try (InputStream bytes = Files.newInputStream(file)) {
        properties.load(bytes);
      } catch (IOException e) {
        String problem = Files.exists(file) ? "cannot be read" : "does not exist";
        throw new MigrationFailedException(file, problem, e);
      } catch (IllegalArgumentException e) {
        throw new MigrationFailedException(file, "is no properties file", e);
      }
      properties.forEach((name, value) -> values.put((String) name, (String) value));
    }
    return new Variables(values);
  }

  /** These, and the {@code variable} elements of the server's configuration. */
  Variables with(List<Part> parts) {
    Map<String, String> set = new LinkedHashMap<>();
    Map<String, String> defaults = new LinkedHashMap<>();
    for (Part part : parts) {
      Map<String, String> attributes = part.element().attributes();
      String name = part.element().attribute("name", "");
      boolean keep = part.onConflict() == OnConflict.IGNORE;
      put(set, name, attributes.get("value"), keep);
      put(defaults, name, attributes.get("defaultValue"), keep);
    }
    Map<String, String> all = new HashMap<>(defaults);
    all.putAll(values);
    all.putAll(set);
    return new Variables(all);
  }

  private static void put(
      Map<String, String> to, String name, @Nullable String value, boolean keep) {
    if (value != null && !(keep && to.containsKey(name))) {
      to.put(name, value);
    }
  }

  Resolved resolve(String text) {
    return new Resolution().of(text);
  }

  /**
   * Each variable is resolved once, and none becomes too long: they may name each other at will.
   */
  private final class Resolution {
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Map<String, String> unknown = new LinkedHashMap<>();

    Resolved of(String text) {
      return new Resolved(resolve(text), unknown);
    }

    private String resolve(String text) {
      return REFERENCE.matcher(text).replaceAll(m -> Matcher.quoteReplacement(value(m)));
    }

    private String value(MatchResult match) {
      Matcher list = LIST.matcher(match.group(1));
      String name = list.matches() ? list.group(1) : match.group(1);
      if (name.startsWith("env.")) {
        return "${" + name + "}";
      }
      String before = known.get(name);
      if (before != null) {
        return before;
      }
      String value = values.get(name);
      if (value != null && open.add(name)) {
        String resolved = resolve(value);
        open.remove(name);
        if (resolved.length() <= MAX_LENGTH) {
          known.put(name, resolved);
          return resolved;
        }
      }
      unknown.put(match.group(), environmentName(name));
      return "${env." + environmentName(name) + "}";
    }
  }

  /** How Liberty looks a variable up in the environment. */
  static String environmentName(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** The name of an environment variable, where that is all there is in a text. */
  static Optional<String> environmentVariable(String text) {
    Matcher matcher = Pattern.compile("\\$\\{env\\.([A-Za-z0-9_]+)}").matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
