package dev.signet.liberty.applications;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The bindings without an access id in an application's {@code META-INF/ibm-application-bnd.xml}.
 */
final class BindingsOfFile {
  static final String FILE = "META-INF/ibm-application-bnd.xml";

  private BindingsOfFile() {}

  /**
   * Those of an archive or a folder.
   *
   * @return none where it has no such file, or one that Liberty cannot read either
   */
  static List<Binding> of(Path application) {
    String place = FILE + " of " + application.getFileName();
    try {
      if (Files.isDirectory(application)) {
        Path file = application.resolve(FILE);
        if (!Files.isRegularFile(file)) {
          return List.of();
        }
        try (InputStream bytes = Files.newInputStream(file)) {
          return read(bytes, place);
        }
      }
      if (!Files.isRegularFile(application)) {
        return List.of();
      }
      try (ZipFile archive = new ZipFile(application.toFile())) {
        var entry = archive.getEntry(FILE);
        if (entry == null) {
          return List.of();
        }
        try (InputStream bytes = archive.getInputStream(entry)) {
          return read(bytes, place);
        }
      }
    } catch (IOException | XMLStreamException e) {
      return List.of();
    }
  }

  /**
   * Where Liberty looks for an application.
   *
   * @param location absolute, or relative to one of the folders for applications
   * @return the first that is there
   */
  static Optional<Path> find(String location) {
    Path path = Path.of(location);
    if (path.isAbsolute()) {
      return Optional.of(path).filter(Files::exists);
    }
    return Stream.of("server.config.dir", "shared.app.dir")
        .map(System::getProperty)
        .filter(folder -> folder != null)
        .map(Path::of)
        .flatMap(folder -> Stream.of(folder.resolve("apps").resolve(path), folder.resolve(path)))
        .filter(Files::exists)
        .findFirst();
  }

  private static List<Binding> read(InputStream bytes, String place) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(bytes);
    List<Binding> bindings = new ArrayList<>();
    String role = "";
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      String element = xml.getLocalName();
      String name = Optional.ofNullable(xml.getAttributeValue(null, "name")).orElse("");
      if (element.equals("security-role")) {
        role = name;
      } else if ((element.equals("group") || element.equals("user"))
          && xml.getAttributeValue(null, "access-id") == null) {
        bindings.add(new Binding(role, element, name, place));
      }
    }
    return bindings;
  }
}
