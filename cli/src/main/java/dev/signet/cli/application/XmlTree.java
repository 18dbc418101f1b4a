package dev.signet.cli.application;

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
final class XmlTree {
  private static final int MOST_DEPTH = 100;

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<XmlTree> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private XmlTree(String name) {
    this.name = name;
  }

  /** Reads a document; its source is named in the message of a mistake. */
  static XmlTree read(InputStream bytes, String source) throws IOException {
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

  Stream<XmlTree> all(String childName) {
    return children.stream().filter(child -> child.name.equals(childName));
  }

  Optional<XmlTree> first(String childName) {
    return all(childName).findFirst();
  }

  /** The texts of the children of a name. */
  List<String> texts(String childName) {
    return all(childName).map(XmlTree::text).toList();
  }

  String text() {
    return text.toString().strip();
  }

  Optional<String> attribute(String attributeName) {
    return Optional.ofNullable(attributes.get(attributeName));
  }
}
