package dev.signet.cli.migrate;

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
 * Reads one file of a server's configuration. A document type is refused, so that there are no
 * entities, and nothing but the file itself is ever opened.
 */
final class XmlFile {
  private static final int MAX_DEPTH = 100;

  private final XMLStreamReader reader;
  private final String shown;

  private XmlFile(XMLStreamReader reader, String shown) {
    this.reader = reader;
    this.shown = shown;
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @param shown how messages name it
   * @return its root element
   */
  static XmlElement read(Path file, String shown) {
    if (Files.isDirectory(file)) {
      throw new MigrationFailedException(file, "is a folder, not a file");
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return new XmlFile(factory().createXMLStreamReader(bytes), shown).root();
    } catch (IOException e) {
      String problem = Files.exists(file) ? "cannot be read" : "does not exist";
      throw new MigrationFailedException(file, problem, e);
    } catch (XMLStreamException e) {
      // the parser's own message may quote the file, and so a password
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      throw new MigrationFailedException(new XmlLocation(shown, line), "is no well-formed XML", e);
    }
  }

  /** In which encoding a file is written, which {@link #read} has read. */
  static Charset charset(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      String name = factory().createXMLStreamReader(bytes).getEncoding();
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IOException | XMLStreamException | IllegalArgumentException e) {
      throw new MigrationFailedException(file, "has an encoding that is not known here", e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private XmlElement root() throws XMLStreamException {
    while (true) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD) {
        throw new MigrationFailedException(here(), "a DOCTYPE is refused");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        return element(here(), 1);
      }
    }
  }

  /** The reader stands at its start tag; where that began was known one event earlier. */
  private XmlElement element(XmlLocation start, int depth) throws XMLStreamException {
    if (depth > MAX_DEPTH) {
      throw new MigrationFailedException(start, "elements are nested too deeply");
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
