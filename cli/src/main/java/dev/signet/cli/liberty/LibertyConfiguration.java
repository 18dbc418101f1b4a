package dev.signet.cli.liberty;

import dev.signet.cli.xml.XmlElement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a Liberty server reads at its start: {@code server.xml}, its includes, {@code
 * configDropins}, and the variables.
 *
 * @param folder the server's configuration directory
 * @param parts the elements directly below {@code server}, but for the includes, in Liberty's order
 * @param variables from these elements, the files beside them and the environment
 */
public record LibertyConfiguration(ServerFolder folder, List<Part> parts, Variables variables) {

  /** Copies the list. */
  public LibertyConfiguration {
    parts = List.copyOf(parts);
  }

  /**
   * Reads all of it. Nothing else is opened, and no network is used.
   *
   * @param serverXml the server's own file
   * @param propertiesFiles variables outside of it; a later file wins
   * @param environment the environment of this process, which {@code server.env} wins over
   * @return the configuration
   * @throws dev.signet.cli.command.CommandFailedException where a file cannot be used; the message
   *     names it and holds no value
   */
  public static LibertyConfiguration read(
      Path serverXml, List<Path> propertiesFiles, Map<String, String> environment) {
    ServerFolder folder = ServerFolder.of(serverXml);
    Variables outside = OutsideFiles.read(folder.path(), propertiesFiles, environment);
    List<Part> parts = ServerFiles.read(serverXml, folder, outside);
    Variables variables =
        outside.with(parts.stream().filter(p -> p.element().name().equals("variable")).toList());
    return new LibertyConfiguration(folder, parts, variables);
  }

  /**
   * The elements of a name.
   *
   * @param name such as {@code library}
   * @return in the order of the files; those with one id are not put together
   */
  public Stream<XmlElement> all(String name) {
    return parts.stream().map(Part::element).filter(element -> element.name().equals(name));
  }

  /**
   * What a value stands for.
   *
   * @param value of an attribute or an element
   * @return with its variables replaced by their values, as far as they are known here; a folder in
   *     front of it is written as the path to it
   */
  public String resolved(String value) {
    return variables
        .now(
            ServerFolder.relative(value)
                .map(relative -> folder.path().resolve(relative).normalize().toString())
                .orElse(value))
        .text();
  }
}
