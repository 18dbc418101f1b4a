package dev.signet.settings;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
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
 * One JSON object of the configuration, read by name. A value of the wrong kind becomes a mistake
 * with its path and reads as absent, so that one pass finds every mistake; a name nobody asked for
 * is a mistake as well.
 */
public final class SettingsObject {
  private final JsonObject json;
  private final Place place;
  private final Findings findings;
  private final Placeholders placeholders;
  private final Set<String> knownNames;

  private SettingsObject(
      JsonObject json,
      Place place,
      Findings findings,
      Placeholders placeholders,
      Set<String> knownNames) {
    this.json = json;
    this.place = place;
    this.findings = findings;
    this.placeholders = placeholders;
    this.knownNames = knownNames;
  }

  /** What is wrong, and what has been relaxed, in a whole configuration. */
  private record Findings(List<ConfigProblem> problems, List<ConfigProblem> warnings) {}

  /**
   * The configuration as a whole.
   *
   * @param json the outermost object
   * @param placeholders what placeholders in its values stand for
   * @return an object that shares its lists of mistakes and of warnings with all objects in it
   */
  public static SettingsObject root(JsonObject json, Placeholders placeholders) {
    Findings findings = new Findings(new ArrayList<>(), new ArrayList<>());
    Place place = new Place("", "");
    return new SettingsObject(json, place, findings, placeholders, new LinkedHashSet<>());
  }

  /**
   * The same object, which warnings call by a name instead of by its path.
   *
   * @param id how an administrator knows the object
   * @return an object with the same settings, of which the same names are known
   */
  public SettingsObject named(String id) {
    Place named = new Place(place.path(), id);
    return new SettingsObject(json, named, findings, placeholders, knownNames);
  }

  /** Whether the name is there, whatever its value. */
  public boolean has(String name) {
    return json.containsKey(name);
  }

  /**
   * Adds a mistake.
   *
   * @param name the setting that is wrong; empty where it is the object itself
   * @param message what is wrong and what would be right
   */
  public void problem(String name, String message) {
    problemAt(pathTo(name), message);
  }

  private void problemAt(String path, String message) {
    findings.problems().add(new ConfigProblem(path, message));
  }

  /**
   * Adds a warning for the log: a setting makes the server trust more than it has to.
   *
   * @param name the setting
   * @param message what it brings about
   */
  public void warn(String name, String message) {
    findings.warnings().add(new ConfigProblem(place.nameOf(name), message));
  }

  /** The mistakes found so far in the whole configuration, in the order they were found. */
  public List<ConfigProblem> problems() {
    return List.copyOf(findings.problems());
  }

  /** The warnings so far about the whole configuration, in the order they were found. */
  public List<ConfigProblem> warnings() {
    return List.copyOf(findings.warnings());
  }

  /** A setting that has no place here, whatever its value. */
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
   * A text in which <code>${name}</code> without a dot, and {@code $1}, stand for something else
   * than a placeholder does. A placeholder's value is quoted as {@link
   * java.util.regex.Matcher#quoteReplacement(String)} does it: in there a dollar is a dollar.
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
      problem(name, "must lie between " + lowest + " and " + highest);
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

  /** The objects of an array, or the one object that stands in its place. */
  public List<SettingsObject> objects(String name) {
    Optional<JsonValue> value = value(name);
    if (value.isPresent() && value.get() instanceof JsonObject single) {
      return List.of(child(single, name));
    }
    List<SettingsObject> objects = new ArrayList<>();
    if (value.isPresent() && value.get() instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        String at = name + "[" + i + "]";
        JsonValue element = array.get(i);
        if (element instanceof JsonObject object) {
          objects.add(child(object, at));
        } else {
          wrongKind(pathTo(at), "an object", element);
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
                    ? Optional.of(child(object, name))
                    : wrongKind(pathTo(name), "an object", v));
  }

  /** An object whose names are the administrator's own, each with a string or an array of them. */
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

  /** To be called last: what was never asked for is unknown. */
  public void refuseUnknownNames() {
    for (String name : json.keySet()) {
      if (!knownNames.contains(name)) {
        String nearest =
            NearestName.to(name, knownNames).map(n -> "; did you mean \"" + n + "\"?").orElse("");
        problem(name, "is not a setting" + nearest);
      }
    }
  }

  Set<String> knownNames() {
    return Set.copyOf(knownNames);
  }

  /** The same settings once more, for a row of a table. */
  public SettingsObject forRow(Table.Row row) {
    return new SettingsObject(
        json, place.at(row), findings, placeholders.with(row), new LinkedHashSet<>());
  }

  private SettingsObject child(JsonObject object, String name) {
    return new SettingsObject(
        object, place.of(name), findings, placeholders, new LinkedHashSet<>());
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
        problemAt(at, "is empty");
        return Optional.empty();
      }
      return Optional.of(text);
    } catch (IllegalArgumentException e) {
      problemAt(at, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private <T> Optional<T> wrongKind(String at, String expected, JsonValue actual) {
    String kind = actual.getValueType().name().toLowerCase(Locale.ROOT);
    problemAt(at, "must be " + expected + ", not " + kind);
    return Optional.empty();
  }

  private String pathTo(String name) {
    return place.pathTo(name);
  }
}
