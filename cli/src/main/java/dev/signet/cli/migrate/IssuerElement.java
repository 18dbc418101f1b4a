package dev.signet.cli.migrate;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A definition as an element of the feature: each setting has its name. A text and a list are an
 * attribute, an object is an element inside, several objects are several.
 */
final class IssuerElement {
  private static final int WIDTH = 118;

  private IssuerElement() {}

  /**
   * The lines of an element.
   *
   * @param issuer the definition, as signet.json would have it
   * @param indent what each line begins with
   */
  static List<String> lines(JsonObject issuer, String indent) {
    return lines("signet_issuer", issuer, indent);
  }

  private static List<String> lines(String name, JsonObject settings, String indent) {
    List<String> attributes = new ArrayList<>();
    List<String> nested = new ArrayList<>();
    settings.forEach(
        (setting, value) -> {
          if (objects(value).isEmpty()) {
            addTexts(setting, texts(value), attributes, nested, indent + "  ");
          }
          objects(value).forEach(object -> nested.addAll(lines(setting, object, indent + "  ")));
        });
    List<String> lines = new ArrayList<>(head(name, attributes, indent));
    int last = lines.size() - 1;
    lines.set(last, lines.get(last) + (nested.isEmpty() ? "/>" : ">"));
    if (!nested.isEmpty()) {
      lines.addAll(nested);
      lines.add(indent + "</" + name + ">");
    }
    return lines;
  }

  /** Liberty takes the text of an attribute apart at commas; an element inside is one value. */
  private static void addTexts(
      String setting,
      List<String> texts,
      List<String> attributes,
      List<String> nested,
      String indent) {
    boolean isList = texts.size() > 1;
    if (isList && texts.stream().anyMatch(text -> text.contains(","))) {
      texts.forEach(
          text -> nested.add("%s<%s>%s</%2$s>".formatted(indent, setting, escaped(text))));
    } else {
      attributes.add(setting + "=\"" + escaped(String.join(",", texts)) + "\"");
    }
  }

  private static List<String> head(String name, List<String> attributes, String indent) {
    List<String> lines = new ArrayList<>();
    String line = indent + "<" + name;
    for (String attribute : attributes) {
      if (line.length() + attribute.length() + 1 > WIDTH) {
        lines.add(line);
        line = indent + "   ";
      }
      line += " " + attribute;
    }
    lines.add(line);
    return lines;
  }

  private static List<JsonObject> objects(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.stream().flatMap(member -> objects(member).stream()).toList();
    }
    return value instanceof JsonObject object ? List.of(object) : List.of();
  }

  private static List<String> texts(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.stream().flatMap(member -> texts(member).stream()).toList();
    }
    return List.of(value instanceof JsonString string ? string.getString() : value.toString());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;")
        .replace("\n", "&#10;");
  }
}
