package dev.signet.cli.xml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a document, by its local name: namespaces changed from version to version.
 *
 * @param name without its namespace
 * @param place the line its tag begins in
 * @param attributes in the order of the parser
 * @param children the elements directly inside
 * @param text the text directly inside, without the blanks around it
 */
public record XmlElement(
    String name,
    XmlLocation place,
    Map<String, String> attributes,
    List<XmlElement> children,
    String text) {

  /** Copies the collections. */
  public XmlElement {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    children = List.copyOf(children);
  }

  /**
   * An attribute.
   *
   * @param attributeName its local name
   * @return empty where it is absent
   */
  public Optional<String> attribute(String attributeName) {
    return Optional.ofNullable(attributes.get(attributeName));
  }

  /**
   * An attribute.
   *
   * @param attributeName its local name
   * @param otherwise what counts where it is absent
   * @return its value
   */
  public String attribute(String attributeName, String otherwise) {
    return attributes.getOrDefault(attributeName, otherwise);
  }

  /**
   * The children of a name.
   *
   * @param childName the local name
   * @return in the order of the document
   */
  public Stream<XmlElement> all(String childName) {
    return children.stream().filter(child -> child.name.equals(childName));
  }

  /**
   * The first child of a name.
   *
   * @param childName the local name
   * @return empty where there is none
   */
  public Optional<XmlElement> first(String childName) {
    return all(childName).findFirst();
  }

  /**
   * This element and all below it that have a name.
   *
   * @param wanted the local name
   * @return in the order of the document
   */
  public Stream<XmlElement> anywhere(String wanted) {
    Stream<XmlElement> below = children.stream().flatMap(child -> child.anywhere(wanted));
    return name.equals(wanted) ? Stream.concat(Stream.of(this), below) : below;
  }

  /**
   * The texts of the children of a name.
   *
   * @param childName the local name
   * @return in the order of the document
   */
  public List<String> texts(String childName) {
    return all(childName).map(XmlElement::text).toList();
  }
}
