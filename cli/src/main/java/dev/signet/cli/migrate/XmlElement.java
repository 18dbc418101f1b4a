package dev.signet.cli.migrate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An element as one file has it.
 *
 * @param name without its namespace
 * @param place the line its tag begins in
 * @param attributes in the order of the parser
 * @param children the elements directly inside
 * @param text the text directly inside, without the blanks around it
 */
record XmlElement(
    String name,
    XmlLocation place,
    Map<String, String> attributes,
    List<XmlElement> children,
    String text) {

  XmlElement {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    children = List.copyOf(children);
  }

  String attribute(String name, String otherwise) {
    return attributes.getOrDefault(name, otherwise);
  }
}
