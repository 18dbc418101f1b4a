package dev.signet.settings;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One JSON object of the configuration, read by name. A value of the wrong type is recorded as a
 * mistake with its path and reads as absent, so that one pass finds every mistake. A name that is
 * never read is a mistake as well.
 */
public final class SettingsObject {
  private final JsonObject json;
  private final String path;
  private final List<ConfigProblem> problems;
  private final Placeholders placeholders;
  private final Set<String> knownNames = new LinkedHashSet<>();

  public SettingsObject(
      JsonObject json, String path, List<ConfigProblem> problems, Placeholders placeholders) {
    this.json = json;
    this.path = path;
    this.problems = problems;
    this.placeholders = placeholders;
  }

  /** Whether the name is present, whatever its value. */
  public boolean has(String name) {
    return json.containsKey(name);
  }

  public void problem(String name, String message) {
    problems.add(new ConfigProblem(pathTo(name), message));
  }

  /** Records a mistake where a setting is present that is not allowed here. */
  public void refuse(String name, String why) {
    knownNames.add(name);
    if (has(name)) {
      problem(name, why);
    }
  }

  /** Reads a value with a reader that throws IllegalArgumentException for what it refuses. */
  public <T> Optional<T> read(String name, Function<String, T> reader) {
    return text(name).flatMap(text -> checked(name, () -> reader.apply(text)));
  }

  public Optional<String> text(String name) {
    return value(name).flatMap(v -> text(pathTo(name), v));
  }

  /**
   * A text in which <code>${name}</code> without a dot, and {@code $1}, refer to groups of a
   * pattern. The value of a placeholder is quoted with {@link
   * java.util.regex.Matcher#quoteReplacement(String)}, so a dollar in it refers to nothing.
   */
  public Optional<String> template(String name) {
    return value(name).flatMap(v -> text(pathTo(name), v, placeholders::resolveInTemplate));
  }

  public String requiredText(String name, String why) {
    Optional<String> text = text(name);
    if (text.isEmpty() && !json.containsKey(name)) {
      problem(name, "is missing: " + why);
    }
    return text.orElse("");
  }

  /** A string or an array of strings; empty where the name is absent. */
  public List<String> texts(String name) {
    Optional<JsonValue> value = value(name);
    if (value.isPresent() && value.get() instanceof JsonArray array) {
      if (array.isEmpty()) {
        problem(name, "is an empty array");
      }
      return IntStream.range(0, array.size())
          .mapToObj(i -> text(pathTo(name) + "[" + i + "]", array.get(i)))
          .flatMap(Optional::stream)
          .toList();
    }
    return value.flatMap(v -> text(pathTo(name), v)).stream().toList();
  }

  public boolean flag(String name, boolean otherwise) {
    return value(name)
        .flatMap(
            v ->
                switch (v.getValueType()) {
                  case TRUE -> Optional.of(true);
                  case FALSE -> Optional.of(false);
                  default -> wrongKind(pathTo(name), "true or false", v);
                })
        .orElse(otherwise);
  }

  public long number(String name, long otherwise, long lowest, long highest) {
    Optional<Long> number =
        value(name)
            .flatMap(
                v ->
                    v instanceof JsonNumber n && n.isIntegral()
                        ? Optional.of(n.longValue())
                        : wrongKind(pathTo(name), "a whole number", v));
    if (number.isPresent() && (number.get() < lowest || number.get() > highest)) {
      problem(name, "must be between " + lowest + " and " + highest);
      return otherwise;
    }
    return number.orElse(otherwise);
  }

  /** A number of seconds, or Liberty's text such as {@code 5m}; never negative. */
  public Duration duration(String name, Duration otherwise) {
    Optional<JsonValue> value = value(name);
    if (value.isPresent() && value.get() instanceof JsonNumber) {
      return Duration.ofSeconds(number(name, otherwise.toSeconds(), 0, Integer.MAX_VALUE));
    }
    return read(name, DurationText::parse).orElse(otherwise);
  }

  /** The objects of an array, or the one object that is given instead of an array. */
  public List<SettingsObject> objects(String name) {
    Optional<JsonValue> value = value(name);
    if (value.isPresent() && value.get() instanceof JsonObject single) {
      return List.of(child(single, pathTo(name)));
    }
    List<SettingsObject> objects = new ArrayList<>();
    if (value.isPresent() && value.get() instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        String at = pathTo(name) + "[" + i + "]";
        JsonValue element = array.get(i);
        if (element instanceof JsonObject object) {
          objects.add(child(object, at));
        } else {
          wrongKind(at, "an object", element);
        }
      }
    } else {
      value.ifPresent(v -> wrongKind(pathTo(name), "an array of objects", v));
    }
    return objects;
  }

  /** One object; empty where the name is absent. */
  public Optional<SettingsObject> object(String name) {
    return value(name)
        .flatMap(
            v ->
                v instanceof JsonObject object
                    ? Optional.of(child(object, pathTo(name)))
                    : wrongKind(pathTo(name), "an object", v));
  }

  /**
   * An object with names of the administrator's choice, each with a string or an array of strings.
   */
  public Map<String, List<String>> table(String name) {
    Map<String, List<String>> table = new LinkedHashMap<>();
    object(name)
        .ifPresent(rows -> rows.json.keySet().forEach(key -> table.put(key, rows.texts(key))));
    return table;
  }

  public <T> Optional<T> checked(String name, Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (IllegalArgumentException e) {
      problem(name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Records a mistake for each name that was never read. To be called last. */
  public void refuseUnknownNames() {
    for (String name : json.keySet()) {
      if (!knownNames.contains(name)) {
        String nearest =
            NearestName.to(name, knownNames).map(n -> "; did you mean \"" + n + "\"?").orElse("");
        problem(name, "is not a setting" + nearest);
      }
    }
  }

  public Set<String> knownNames() {
    return Set.copyOf(knownNames);
  }

  /** The same settings for one row of a table. */
  public SettingsObject forRow(Table.Row row) {
    return new SettingsObject(
        json, path + " (" + row.place() + ")", problems, placeholders.with(row));
  }

  private SettingsObject child(JsonObject object, String at) {
    return new SettingsObject(object, at, problems, placeholders);
  }

  private Optional<JsonValue> value(String name) {
    knownNames.add(name);
    return Optional.ofNullable(json.get(name));
  }

  private Optional<String> text(String at, JsonValue value) {
    return text(at, value, placeholders::resolve);
  }

  private Optional<String> text(String at, JsonValue value, UnaryOperator<String> resolver) {
    if (!(value instanceof JsonString string)) {
      return wrongKind(at, "a string", value);
    }
    try {
      String text = resolver.apply(string.getString());
      if (text.isBlank()) {
        problems.add(new ConfigProblem(at, "is empty"));
        return Optional.empty();
      }
      return Optional.of(text);
    } catch (IllegalArgumentException e) {
      problems.add(new ConfigProblem(at, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private <T> Optional<T> wrongKind(String at, String expected, JsonValue actual) {
    String kind = actual.getValueType().name().toLowerCase(Locale.ROOT);
    problems.add(new ConfigProblem(at, "must be " + expected + ", not " + kind));
    return Optional.empty();
  }

  private String pathTo(String name) {
    return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
  }

  /**
   * The path of a file that a setting names.
   *
   * @param baseDirectory the folder of {@code signet.json}, which a relative location starts from
   * @param location the text of the setting
   * @return the normalized path
   * @throws IllegalArgumentException where the text is not a path of this operating system
   */
  public static Path resolve(Path baseDirectory, String location) {
    try {
      return baseDirectory.resolve(location).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path of this operating system", e);
    }
  }
}
