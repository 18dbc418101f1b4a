package dev.signet.cli.xml;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An element of a descriptor, by its local name: namespaces changed from version to version. The
 * document type of an old descriptor is passed over, and nothing that it names is opened.
 */
public final class XmlTree {
  private static final int MOST_DEPTH = 100;

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<XmlTree> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private XmlTree(String name) {
    this.name = name;
  }

  /**
   * Reads a document.
   *
   * @param bytes the document
   * @param source what a message calls it
   * @return its root element
   * @throws IOException with a message that names the source and holds nothing of the document
   */
  public static XmlTree read(InputStream bytes, String source) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      return read(factory.createXMLStreamReader(bytes), source);
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      throw new IOException(source + ": line " + line + " is no well-formed XML", e);
    }
  }

  private static XmlTree read(XMLStreamReader reader, String source)
      throws XMLStreamException, IOException {
    Deque<XmlTree> open = new ArrayDeque<>();
    @Nullable XmlTree root = null;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          XmlTree element = started(reader);
          if (open.size() >= MOST_DEPTH) {
            throw new IOException(source + ": its elements are nested too deeply");
          }
          if (open.isEmpty()) {
            root = element;
          } else {
            open.peek().children.add(element);
          }
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlTree unused = open.pop();
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.peek().text.append(reader.getText());
          }
        }
        default -> {
          // comments and the like
        }
      }
    }
    if (root == null) {
      throw new IOException(source + ": is empty");
    }
    return root;
  }

  private static XmlTree started(XMLStreamReader reader) {
    XmlTree element = new XmlTree(reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return element;
  }

  /**
   * The local name of the element.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The children of a name.
   *
   * @param childName the local name
   * @return in the order of the document
   */
  public Stream<XmlTree> all(String childName) {
    return children.stream().filter(child -> child.name.equals(childName));
  }

  /**
   * The first child of a name.
   *
   * @param childName the local name
   * @return empty where there is none
   */
  public Optional<XmlTree> first(String childName) {
    return all(childName).findFirst();
  }

  /**
   * This element and all below it that have a name.
   *
   * @param wanted the local name
   * @return in the order of the document
   */
  public Stream<XmlTree> anywhere(String wanted) {
    Stream<XmlTree> below = children.stream().flatMap(child -> child.anywhere(wanted));
    return name.equals(wanted) ? Stream.concat(Stream.of(this), below) : below;
  }

  /**
   * The texts of the children of a name.
   *
   * @param childName the local name
   * @return in the order of the document
   */
  public List<String> texts(String childName) {
    return all(childName).map(XmlTree::text).toList();
  }

  /**
   * The text of the element itself.
   *
   * @return without space at both ends
   */
  public String text() {
    return text.toString().strip();
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
}
