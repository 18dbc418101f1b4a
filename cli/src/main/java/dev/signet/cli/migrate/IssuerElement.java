package dev.signet.cli.migrate;

import dev.signet.cli.xml.XmlElement;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A definition as an element of the feature: each setting is an attribute of its name. */
final class IssuerElement {
  private static final String NAME = "signet_issuer";
  private static final int WIDTH = 118;

  private IssuerElement() {}

  /**
   * The lines of an element.
   *
   * @param issuer the definition, as signet.json would have it, but for its filter
   * @param filter the conditions of Liberty's own authFilter
   * @param indent what each line begins with
   */
  static List<String> lines(JsonObject issuer, List<XmlElement> filter, String indent) {
    List<String> attributes = new ArrayList<>();
    List<String> nested = new ArrayList<>();
    issuer.forEach(
        (name, value) -> {
          List<String> texts = texts(value);
          if (texts.stream().noneMatch(text -> text.contains(",")) || texts.size() == 1) {
            attributes.add(attribute(name, String.join(",", texts)));
          } else {
            texts.forEach(text -> nested.add("<%1$s>%2$s</%1$s>".formatted(name, escaped(text))));
          }
        });
    if (!filter.isEmpty()) {
      nested.add("<authFilter>");
      filter.forEach(condition -> nested.add("  " + condition(condition)));
      nested.add("</authFilter>");
    }
    return lines(attributes, nested, indent);
  }

  private static List<String> lines(List<String> attributes, List<String> nested, String indent) {
    List<String> lines = new ArrayList<>();
    String line = indent + "<" + NAME;
    for (String attribute : attributes) {
      if (line.length() + attribute.length() + 1 > WIDTH) {
        lines.add(line);
        line = indent + "   ";
      }
      line += " " + attribute;
    }
    lines.add(line + (nested.isEmpty() ? "/>" : ">"));
    nested.forEach(inner -> lines.add(indent + "  " + inner));
    if (!nested.isEmpty()) {
      lines.add(indent + "</" + NAME + ">");
    }
    return lines;
  }

  private static List<String> texts(JsonValue value) {
    if (value instanceof JsonArray array) {
      return array.stream().flatMap(member -> texts(member).stream()).toList();
    }
    return List.of(value instanceof JsonString string ? string.getString() : value.toString());
  }

  private static String condition(XmlElement condition) {
    Stream<String> attributes =
        condition.attributes().entrySet().stream()
            .map(entry -> " " + attribute(entry.getKey(), entry.getValue()));
    return "<" + condition.name() + String.join("", attributes.toList()) + "/>";
  }

  private static String attribute(String name, String value) {
    return name + "=\"" + escaped(value) + "\"";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;")
        .replace("\n", "&#10;");
  }
}
