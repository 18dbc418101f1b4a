package dev.signet.settings;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/**
 * The JSON Schema (draft 2020-12) of what a reader asks for. The reader runs on an empty object,
 * then on one with each object that it has asked for, and so on, until it asks for nothing new.
 */
public final class SettingsSchema {
  private static final String PLACEHOLDER = "\\$\\{";

  /** Filters within a filter, which would never end. */
  private static final Set<String> RECURSIVE = Set.of("any", "none");

  private final Map<String, Map<String, ValueKind>> asked = new LinkedHashMap<>();
  private final BinaryOperator<String> descriptions;

  private SettingsSchema(BinaryOperator<String> descriptions) {
    this.descriptions = descriptions;
  }

  /** With the description of a setting, given by the path of its object and its name. */
  public static SettingsSchema of(
      Consumer<SettingsObject> reader, BinaryOperator<String> descriptions) {
    SettingsSchema schema = new SettingsSchema(descriptions);
    int known;
    do {
      known = schema.size();
      reader.accept(
          SettingsObject.root(schema.skeleton(""), Placeholders.ofThisProcess(), schema::isAsked));
    } while (schema.size() > known);
    return schema;
  }

  private int size() {
    return asked.values().stream().mapToInt(Map::size).sum();
  }

  private void isAsked(String path, String name, ValueKind kind) {
    asked.computeIfAbsent(path, p -> new LinkedHashMap<>()).putIfAbsent(name, kind);
  }

  private static boolean isObject(ValueKind kind) {
    return kind.type() == ValueKind.ValueType.OBJECT || kind.type() == ValueKind.ValueType.OBJECTS;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private JsonObject skeleton(String path) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    asked
        .getOrDefault(path, Map.of())
        .forEach(
            (name, kind) -> {
              if (isObject(kind) && !RECURSIVE.contains(name)) {
                object.add(name, skeleton(join(path, name)));
              }
            });
    return object.build();
  }

  /** The names in an object, by its path. */
  public Set<String> names(String path) {
    return asked.getOrDefault(path, Map.of()).keySet();
  }

  /** The paths of all objects; that of the file is empty. */
  public Set<String> paths() {
    return asked.keySet();
  }

  /** The words of each enumeration, by its path. */
  public Map<String, List<String>> enumerations() {
    Map<String, List<String>> words = new LinkedHashMap<>();
    asked.forEach(
        (path, settings) ->
            settings.forEach(
                (name, kind) -> {
                  if (!kind.words().isEmpty()) {
                    words.put(join(path, name), kind.words());
                  }
                }));
    return words;
  }

  public JsonObject json() {
    JsonObjectBuilder definitions = Json.createObjectBuilder();
    asked.keySet().stream()
        .filter(path -> !path.isEmpty())
        .forEach(path -> definitions.add(path, object(path)));
    JsonObjectBuilder schema =
        Json.createObjectBuilder()
            .add("$schema", "https://json-schema.org/draft/2020-12/schema")
            .add("title", "signet.json");
    object("").build().forEach(schema::add);
    return schema.add("$defs", definitions).build();
  }

  private JsonObjectBuilder object(String path) {
    JsonObjectBuilder properties = Json.createObjectBuilder();
    asked
        .getOrDefault(path, Map.of())
        .forEach(
            (name, kind) -> {
              JsonObjectBuilder property =
                  Json.createObjectBuilder().add("description", descriptions.apply(path, name));
              value(path, name, kind).build().forEach(property::add);
              properties.add(name, property);
            });
    return Json.createObjectBuilder()
        .add("type", "object")
        .add("additionalProperties", JsonValue.FALSE)
        .add("properties", properties);
  }

  private static JsonObjectBuilder value(String path, String name, ValueKind kind) {
    return switch (kind.type()) {
      case TEXT -> text(kind.words());
      case TEXTS -> oneOrMore(text(kind.words()).build());
      case FLAG -> Json.createObjectBuilder().add("type", "boolean");
      case NUMBER -> number(kind.lowest(), kind.highest());
      case DURATION ->
          anyOf(
              number(0, Integer.MAX_VALUE).build(),
              text("^(" + DurationText.TEXT.pattern() + ")$|" + PLACEHOLDER).build());
      case OBJECT -> reference(path, name);
      case OBJECTS -> oneOrMore(reference(path, name).build());
      case TABLE ->
          Json.createObjectBuilder()
              .add("type", "object")
              .add("additionalProperties", oneOrMore(text(List.of()).build()));
    };
  }

  private static JsonObjectBuilder reference(String path, String name) {
    String of = RECURSIVE.contains(name) ? path : join(path, name);
    return Json.createObjectBuilder().add("$ref", "#/$defs/" + of);
  }

  private static JsonObjectBuilder number(long lowest, long highest) {
    return Json.createObjectBuilder()
        .add("type", "integer")
        .add("minimum", lowest)
        .add("maximum", highest);
  }

  private static JsonObjectBuilder text(String pattern) {
    return text(List.of()).add("pattern", pattern);
  }

  private static JsonObjectBuilder text(List<String> words) {
    if (words.isEmpty()) {
      return Json.createObjectBuilder().add("type", "string").add("minLength", 1);
    }
    return anyOf(
        Json.createObjectBuilder().add("enum", Json.createArrayBuilder(words)).build(),
        text(PLACEHOLDER).build());
  }

  private static JsonObjectBuilder oneOrMore(JsonObject one) {
    JsonObjectBuilder array = Json.createObjectBuilder().add("type", "array").add("items", one);
    return anyOf(one, array.build());
  }

  private static JsonObjectBuilder anyOf(JsonObject... choices) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    List.of(choices).forEach(all::add);
    return Json.createObjectBuilder().add("anyOf", all);
  }
}
