package dev.signet.cli.xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document. There are no entities, and nothing but the document itself is ever opened,
 * whatever its document type names.
 */
public final class XmlDocument {
  private static final int MAX_DEPTH = 100;

  private final XMLStreamReader reader;
  private final String shown;
  private final boolean refusesDoctype;

  private XmlDocument(XMLStreamReader reader, String shown, boolean refusesDoctype) {
    this.reader = reader;
    this.shown = shown;
    this.refusesDoctype = refusesDoctype;
  }

  /**
   * Reads a descriptor. The document type that old ones have is passed over.
   *
   * @param bytes the document
   * @param shown how messages name it
   * @return its root element
   * @throws IOException where it cannot be read; an {@link XmlMistakeException} where it is no XML,
   *     or is nested too deeply
   */
  public static XmlElement read(InputStream bytes, String shown) throws IOException {
    return read(bytes, shown, false);
  }

  /**
   * The same for files that never have a document type: one is refused.
   *
   * @param bytes the document
   * @param shown how messages name it
   * @return its root element
   * @throws IOException as above
   */
  public static XmlElement readWithoutDoctype(InputStream bytes, String shown) throws IOException {
    return read(bytes, shown, true);
  }

  private static XmlElement read(InputStream bytes, String shown, boolean refusesDoctype)
      throws IOException {
    try {
      return new XmlDocument(factory().createXMLStreamReader(bytes), shown, refusesDoctype).root();
    } catch (XMLStreamException e) {
      throw new XmlMistakeException(
          shown, e.getLocation() == null ? 1 : e.getLocation().getLineNumber());
    }
  }

  /**
   * In which encoding a document is written.
   *
   * @param file the file, which {@link #read} has read
   * @return the encoding that it declares, else UTF-8
   * @throws IOException where it cannot be read
   * @throws IllegalArgumentException where Java does not know the encoding
   */
  public static Charset charset(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      String name = factory().createXMLStreamReader(bytes).getEncoding();
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (XMLStreamException e) {
      throw new XmlMistakeException(file.toString(), 1);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private XmlElement root() throws XMLStreamException, XmlMistakeException {
    while (true) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD && refusesDoctype) {
        throw new XmlMistakeException(here(), "a DOCTYPE is refused");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        XmlElement root = element(here(), 1);
        awaitEnd();
        return root;
      }
    }
  }

  /** What follows the root must be well-formed as well. */
  private void awaitEnd() throws XMLStreamException {
    while (reader.hasNext()) {
      int unused = reader.next();
    }
  }

  /** The reader stands at its start tag; where that began was known one event earlier. */
  private XmlElement element(XmlLocation start, int depth)
      throws XMLStreamException, XmlMistakeException {
    if (depth > MAX_DEPTH) {
      throw new XmlMistakeException(start, "elements are nested too deeply");
    }
    String name = reader.getLocalName();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    List<XmlElement> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      XmlLocation next = here();
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        children.add(element(next, depth + 1));
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        return new XmlElement(name, start, attributes, children, text.toString().strip());
      }
    }
  }

  private XmlLocation here() {
    return new XmlLocation(shown, Math.max(1, reader.getLocation().getLineNumber()));
  }
}
