package dev.signet.cli.migrate;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.liberty.Part;
import dev.signet.cli.liberty.ServerFolder;
import dev.signet.cli.migrate.Finding.Kind;
import dev.signet.cli.xml.XmlDocument;
import dev.signet.cli.xml.XmlElement;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The elements that are carried over, where they stand: there they have to go. */
final class OldElements {
  private final Path serverXml;
  private final ServerFolder folder;
  private final List<Element> carried;

  OldElements(Path serverXml, ServerFolder folder, List<Element> carried) {
    this.serverXml = serverXml;
    this.folder = folder;
    this.carried = carried;
  }

  /** Says which elements of which files are to be taken out. */
  void tell(List<Part> parts, Report report) {
    String main = folder.shown(serverXml);
    for (Part part : parts) {
      XmlElement xml = part.element();
      if (isCarried(xml)) {
        boolean inMain = xml.place().file().equals(main);
        report.add(
            new Finding(
                xml.place(),
                Element.label(xml),
                "",
                Kind.TO_DO,
                inMain
                    ? "take it out when Signet is loaded, otherwise both process the token:"
                        + " --server-xml writes the file without it"
                    : "take it out of this file when Signet is loaded, otherwise both process the"
                        + " token"));
      }
    }
  }

  private boolean isCarried(XmlElement xml) {
    String id = xml.attribute("id", "");
    return carried.stream()
        .filter(element -> element.name().equals(xml.name()))
        .anyMatch(
            element -> element.id().map(id::equals).orElse(element.place().equals(xml.place())));
  }

  /** The server's own file without them. */
  ServerXml without() {
    List<XmlElement> mine =
        folder.xml(serverXml).children().stream().filter(this::isCarried).toList();
    try {
      Charset charset = XmlDocument.charset(serverXml);
      String text = new String(Files.readAllBytes(serverXml), charset);
      return ServerXml.of(
          text,
          charset,
          (name, line) ->
              mine.stream().anyMatch(x -> x.name().equals(name) && x.place().line() == line));
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(serverXml, "has an encoding that is not known here", e);
    } catch (IOException e) {
      throw new CommandFailedException(serverXml, "cannot be read", e);
    }
  }
}
