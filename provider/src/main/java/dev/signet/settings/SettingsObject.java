package dev.signet.settings;

import dev.signet.settings.ValueKind.ValueType;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One JSON object of the configuration, read by name. A value of the wrong type is recorded as a
 * mistake with its path and reads as absent, so that one pass finds every mistake. A name that is
 * never read is a mistake as well.
 */
public final class SettingsObject {
  private final JsonObject json;
  private final Place place;
  private final ValueReader values;
  private final Set<String> knownNames;

  private SettingsObject(JsonObject json, Place place, ValueReader values, Set<String> knownNames) {
    this.json = json;
    this.place = place;
    this.values = values;
    this.knownNames = knownNames;
  }

  /**
   * The configuration as a whole.
   *
   * @param json the outermost object
   * @param placeholders what placeholders in its values stand for
   * @return an object that shares its lists of mistakes and of warnings with all objects in it
   */
  public static SettingsObject root(JsonObject json, Placeholders placeholders) {
    return root(json, placeholders, ValueKind.Asked.BY_NOBODY);
  }

  /** The same, with a listener to what readers ask for. */
  static SettingsObject root(JsonObject json, Placeholders placeholders, ValueKind.Asked asked) {
    ValueReader values = new ValueReader(placeholders, asked);
    return new SettingsObject(json, new Place("", ""), values, new LinkedHashSet<>());
  }

  /**
   * The same object, which warnings call by a name instead of by its path.
   *
   * @param id how an administrator knows the object
   * @return an object with the same settings, of which the same names are known
   */
  public SettingsObject named(String id) {
    return new SettingsObject(json, new Place(place.path(), id), values, knownNames);
  }

  /** Whether the name is present, whatever its value. */
  public boolean has(String name) {
    return json.containsKey(name);
  }

  /**
   * Where the object stands.
   *
   * @return its path, such as {@code issuers[0]}
   */
  public String path() {
    return place.path();
  }

  /**
   * Adds a mistake.
   *
   * @param name the setting that is wrong; empty where it is the object itself
   * @param message what is wrong and what would be right
   */
  public void problem(String name, String message) {
    values.problem(place.pathTo(name), message);
  }

  /**
   * Adds a warning for the log: a setting makes the server trust more than it has to.
   *
   * @param name the setting
   * @param message what it brings about
   */
  public void warn(String name, String message) {
    values.warn(place.nameOf(name), message);
  }

  /** The mistakes found so far in the whole configuration, in the order they were found. */
  public List<ConfigProblem> problems() {
    return values.problems();
  }

  /** The warnings so far about the whole configuration, in the order they were found. */
  public List<ConfigProblem> warnings() {
    return values.warnings();
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

  /** Reads one of the words of an enumeration, which are its constants in lower case. */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> words) {
    values.isAsked(place.path(), name, ValueKind.oneOf(ValueType.TEXT, Choice.words(words)));
    return read(name, text -> Choice.of(words, text));
  }

  /**
   * Reads one of several words.
   *
   * @param name the setting
   * @param words the words
   * @param otherwise the message for another text
   * @return the word; empty where the name is absent or the text is another one
   */
  public Optional<String> word(String name, List<String> words, String otherwise) {
    values.isAsked(place.path(), name, ValueKind.oneOf(ValueType.TEXT, words));
    return text(name).filter(text -> isOneOf(name, text, words, otherwise));
  }

  /** Reads one or several of several words; each other text is a mistake. */
  public List<String> words(String name, List<String> words) {
    values.isAsked(place.path(), name, ValueKind.oneOf(ValueType.TEXTS, words));
    String otherwise = " is not one of " + String.join(", ", words);
    return texts(name).stream()
        .filter(text -> isOneOf(name, text, words, "\"" + text + "\"" + otherwise))
        .toList();
  }

  private boolean isOneOf(String name, String text, List<String> words, String otherwise) {
    if (!words.contains(text)) {
      problem(name, otherwise);
    }
    return words.contains(text);
  }

  /** A string with its placeholders resolved; empty where the name is absent. */
  public Optional<String> text(String name) {
    return value(name, ValueType.TEXT).flatMap(v -> values.text(place.pathTo(name), v));
  }

  /**
   * A text in which <code>${name}</code> without a dot, and {@code $1}, refer to groups of a
   * pattern. The value of a placeholder is quoted with {@link
   * java.util.regex.Matcher#quoteReplacement(String)}, so a dollar in it refers to nothing.
   */
  public Optional<String> template(String name) {
    return value(name, ValueType.TEXT).flatMap(v -> values.template(place.pathTo(name), v));
  }

  /**
   * A string that must be there.
   *
   * @param name the setting
   * @param why what it is for, which the mistake says
   * @return the string, or an empty one where there was a mistake
   */
  public String requiredText(String name, String why) {
    Optional<String> text = text(name);
    if (text.isEmpty() && !json.containsKey(name)) {
      problem(name, "is missing: " + why);
    }
    return text.orElse("");
  }

  /** A string or an array of strings; empty where the name is absent. */
  public List<String> texts(String name) {
    Optional<JsonValue> value = value(name, ValueType.TEXTS);
    if (value.isPresent() && value.get() instanceof JsonArray array) {
      if (array.isEmpty()) {
        problem(name, "is an empty array");
      }
      return IntStream.range(0, array.size())
          .mapToObj(i -> values.text(place.pathTo(name) + "[" + i + "]", array.get(i)))
          .flatMap(Optional::stream)
          .toList();
    }
    return value.flatMap(v -> values.text(place.pathTo(name), v)).stream().toList();
  }

  /** True or false; the default where the name is absent. */
  public boolean flag(String name, boolean otherwise) {
    return value(name, ValueType.FLAG)
        .flatMap(v -> values.flag(place.pathTo(name), v))
        .orElse(otherwise);
  }

  /** A whole number within its bounds, both included; the default where the name is absent. */
  public long number(String name, long otherwise, long lowest, long highest) {
    values.isAsked(place.path(), name, ValueKind.number(lowest, highest));
    Optional<Long> number =
        value(name, ValueType.NUMBER).flatMap(v -> values.number(place.pathTo(name), v));
    if (number.isPresent() && (number.get() < lowest || number.get() > highest)) {
      problem(name, "must be between " + lowest + " and " + highest);
      return otherwise;
    }
    return number.orElse(otherwise);
  }

  /** A number of seconds, or Liberty's text such as {@code 5m}; never negative. */
  public Duration duration(String name, Duration otherwise) {
    Optional<JsonValue> value = value(name, ValueType.DURATION);
    if (value.isPresent() && value.get() instanceof JsonNumber) {
      return Duration.ofSeconds(number(name, otherwise.toSeconds(), 0, Integer.MAX_VALUE));
    }
    return read(name, DurationText::parse).orElse(otherwise);
  }

  /** The objects of an array, or the one object that is given instead of an array. */
  public List<SettingsObject> objects(String name) {
    Optional<JsonValue> value = value(name, ValueType.OBJECTS);
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
          values.wrongKind(place.pathTo(at), "an object", element);
        }
      }
    } else {
      value.ifPresent(v -> values.wrongKind(place.pathTo(name), "an array of objects", v));
    }
    return objects;
  }

  /** One object; empty where the name is absent. */
  public Optional<SettingsObject> object(String name) {
    return value(name, ValueType.OBJECT)
        .flatMap(
            v ->
                v instanceof JsonObject object
                    ? Optional.of(child(object, name))
                    : values.wrongKind(place.pathTo(name), "an object", v));
  }

  /**
   * An object with names of the administrator's choice, each with a string or an array of strings.
   */
  public Map<String, List<String>> table(String name) {
    values.isAsked(place.path(), name, ValueKind.of(ValueType.TABLE));
    Map<String, List<String>> table = new LinkedHashMap<>();
    object(name)
        .ifPresent(rows -> rows.json.keySet().forEach(key -> table.put(key, rows.texts(key))));
    return table;
  }

  /**
   * What a reader makes of a setting; what it refuses with IllegalArgumentException is a mistake.
   */
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
        problem(name, "is not a setting" + NearestName.hint(name, knownNames));
      }
    }
  }

  /** The same settings for one row of a table. */
  public SettingsObject forRow(Table.Row row) {
    return new SettingsObject(json, place.at(row), values.with(row), new LinkedHashSet<>());
  }

  private SettingsObject child(JsonObject object, String name) {
    return new SettingsObject(object, place.of(name), values, new LinkedHashSet<>());
  }

  private Optional<JsonValue> value(String name, ValueType type) {
    knownNames.add(name);
    values.isAsked(place.path(), name, ValueKind.of(type));
    return Optional.ofNullable(json.get(name));
  }
}
