package dev.signet.cli.migrate;

import dev.signet.cli.xml.XmlElement;
import dev.signet.cli.xml.XmlLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of the server's configuration, put together from all that have its id.
 *
 * @param name such as {@code keyStore}
 * @param id where it has one
 * @param place where the first of its parts begins
 * @param attributes by name; a later part's win
 * @param children of all parts, in their order
 */
record Element(
    String name,
    Optional<String> id,
    XmlLocation place,
    Map<String, Attribute> attributes,
    List<XmlElement> children) {

  /** A value and where it stands. */
  record Attribute(String value, XmlLocation place) {}

  Element {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    children = List.copyOf(children);
  }

  static Element of(Optional<String> id, XmlElement part) {
    return new Element(part.name(), id, part.place(), attributes(part), part.children());
  }

  Element with(XmlElement part) {
    Map<String, Attribute> merged = new LinkedHashMap<>(attributes);
    merged.putAll(attributes(part));
    List<XmlElement> both = new ArrayList<>(children);
    both.addAll(part.children());
    return new Element(name, id, place, merged, both);
  }

  private static Map<String, Attribute> attributes(XmlElement part) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    part.attributes()
        .forEach((name, value) -> attributes.put(name, new Attribute(value, part.place())));
    return attributes;
  }

  /** How the report names it. */
  String label() {
    return label(name, id.orElse(""));
  }

  /** How the report names a part of one. */
  static String label(XmlElement part) {
    return label(part.name(), part.attribute("id", ""));
  }

  private static String label(String name, String id) {
    return id.isEmpty() ? name : name + " \"" + id + "\"";
  }

  Finding finding(String attribute, Finding.Kind kind, String text) {
    Attribute at = attributes.get(attribute);
    return new Finding(at == null ? place : at.place(), label(), attribute, kind, text);
  }
}
