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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The elements that are carried over, where they stand: there they go, or become others. */
final class OldElements {
  private final Path serverXml;
  private final ServerFolder folder;
  private final List<Element> carried;
  private final Target target;

  OldElements(Path serverXml, ServerFolder folder, List<Element> carried, Target target) {
    this.serverXml = serverXml;
    this.folder = folder;
    this.carried = carried;
    this.target = target;
  }

  /** Says which elements of which files are to be taken out. */
  void tell(List<Part> parts, Report report) {
    String main = folder.shown(serverXml);
    for (Part part : parts) {
      XmlElement xml = part.element();
      boolean inMain = xml.place().file().equals(main);
      boolean isReplaced = inMain && target == Target.SERVER_XML;
      if (of(xml).isPresent() && !isReplaced) {
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

  /** The element that is carried over and that this is a part of. */
  private Optional<Element> of(XmlElement xml) {
    String id = xml.attribute("id", "");
    return carried.stream()
        .filter(element -> element.name().equals(xml.name()))
        .filter(element -> element.id().map(id::equals).orElse(element.place().equals(xml.place())))
        .findFirst();
  }

  /** The server's own file without them. */
  ServerXml without() {
    return rewritten((element, indent) -> List.of());
  }

  /**
   * The server's own file with something else in their place, and those of other files at its end.
   *
   * @param lines what is written for an element, behind an indent
   * @param last lines before its end
   */
  ServerXml with(BiFunction<Element, String, List<String>> lines, List<String> last) {
    Set<Element> here = new HashSet<>();
    ServerXml replaced =
        rewritten(
            (element, indent) -> here.add(element) ? lines.apply(element, indent) : List.of());
    List<String> end = new ArrayList<>(last);
    carried.stream()
        .filter(element -> !here.contains(element))
        .forEach(element -> end.addAll(lines.apply(element, "  ")));
    return end.isEmpty() ? replaced : replaced.ending(end);
  }

  private ServerXml rewritten(BiFunction<Element, String, List<String>> lines) {
    List<XmlElement> children = folder.xml(serverXml).children();
    try {
      Charset charset = XmlDocument.charset(serverXml);
      String text = new String(Files.readAllBytes(serverXml), charset);
      return ServerXml.of(
          text,
          charset,
          (name, line, indent) ->
              children.stream()
                  .filter(x -> x.name().equals(name) && x.place().line() == line)
                  .flatMap(x -> of(x).stream())
                  .findFirst()
                  .map(element -> lines.apply(element, indent)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(serverXml, "has an encoding that is not known here", e);
    } catch (IOException e) {
      throw new CommandFailedException(serverXml, "cannot be read", e);
    }
  }
}
