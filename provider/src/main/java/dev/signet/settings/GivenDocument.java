package dev.signet.settings;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.parsson.JsonProviderImpl;
import org.jspecify.annotations.Nullable;

/**
 * Settings that a server has in a form of its own, and a {@code signet.json} beside them. The
 * definitions and key stores of both add up; of any other setting only one of them may speak.
 *
 * @param settings the content of the JSON object: texts, lists and maps. A number, a boolean and a
 *     duration are texts too
 * @param source the place of the settings, for messages
 * @param folder the folder to which locations in them are relative; with a file, its folder
 * @param file a {@code signet.json}; empty where there is none
 * @param places from the path of an object in the JSON document, such as {@code issuers[0]}, or of
 *     a setting outside of it, to the place as the server's administrator knows it
 * @param problems what is wrong already, by its place
 * @param warnings what the log has to say of them, by its place
 */
public record GivenDocument(
    Map<String, Object> settings,
    String source,
    Path folder,
    Optional<Path> file,
    UnaryOperator<String> places,
    List<ConfigProblem> problems,
    List<ConfigProblem> warnings) {
  private static final List<String> ADD_UP = List.of("issuers", "keyStores");
  private static final Pattern IN_A_LIST = Pattern.compile("(issuers|keyStores)\\[(\\d+)](.*)");
  private static final JsonProviderImpl JSON = new JsonProviderImpl();

  /** Copies the lists. */
  public GivenDocument {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * One document of both.
   *
   * @param ofFile the content of the file; an empty object where there is none
   * @return first the definitions of the file, then the others
   */
  public JsonObject with(JsonObject ofFile) {
    JsonObjectBuilder both = JSON.createObjectBuilder(ofFile);
    settings.forEach((name, value) -> both.add(name, add(ofFile.get(name), name, json(value))));
    return both.build();
  }

  private static JsonValue add(@Nullable JsonValue ofFile, String name, JsonValue value) {
    if (ofFile == null || !ADD_UP.contains(name)) {
      return value;
    }
    JsonArrayBuilder all = JSON.createArrayBuilder();
    if (ofFile instanceof JsonArray several) {
      several.forEach(all::add);
    } else {
      all.add(ofFile);
    }
    value.asJsonArray().forEach(all::add);
    return all.build();
  }

  private static JsonValue json(Object value) {
    if (value instanceof Map<?, ?> map) {
      JsonObjectBuilder object = JSON.createObjectBuilder();
      map.forEach((name, member) -> object.add(String.valueOf(name), json(member)));
      return object.build();
    }
    if (value instanceof Collection<?> list) {
      JsonArrayBuilder array = JSON.createArrayBuilder();
      list.forEach(member -> array.add(json(member)));
      return array.build();
    }
    return new ElementText(String.valueOf(value));
  }

  /**
   * The settings of which both speak though only one may.
   *
   * @param ofFile the content of the file
   * @return their names
   */
  public List<String> doubled(JsonObject ofFile) {
    return settings.keySet().stream()
        .filter(name -> ofFile.containsKey(name) && !ADD_UP.contains(name))
        .toList();
  }

  /**
   * The place of an object or a setting as an administrator knows it.
   *
   * @param path its path in the document of both
   * @param ofFile the content of the file
   * @return the file with the path in it, or the place that the server has
   */
  public String place(String path, JsonObject ofFile) {
    Matcher list = IN_A_LIST.matcher(path);
    if (!list.matches()) {
      String name = path.replaceFirst("[.\\[].*", "");
      boolean isOfFile = ofFile.containsKey(name) && !settings.containsKey(name);
      return isOfFile ? inFile(path) : places.apply(path);
    }
    int before = count(ofFile.get(list.group(1)));
    int index = Integer.parseInt(list.group(2));
    return index < before
        ? inFile(path)
        : places.apply(list.group(1) + "[" + (index - before) + "]") + list.group(3);
  }

  private String inFile(String path) {
    return file.map(it -> it + ": ").orElse("") + path;
  }

  private static int count(@Nullable JsonValue value) {
    if (value instanceof JsonArray several) {
      return several.size();
    }
    return value == null ? 0 : 1;
  }
}
