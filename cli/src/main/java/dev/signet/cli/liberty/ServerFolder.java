package dev.signet.cli.liberty;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.xml.XmlDocument;
import dev.signet.cli.xml.XmlElement;
import dev.signet.cli.xml.XmlMistakeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The server's configuration directory, which holds {@code server.xml} and will hold {@code
 * signet.json}.
 *
 * @param path the directory, absolute
 */
public record ServerFolder(Path path) {
  private static final String KEYS = "resources/security/";

  /** Liberty's names for folders, as they lie to the configuration directory unless moved. */
  private static final Map<String, String> NAMED = named();

  private static Map<String, String> named() {
    Map<String, String> folders = new LinkedHashMap<>();
    folders.put("${server.config.dir}", "");
    folders.put("${server.output.dir}", "");
    folders.put("${shared.config.dir}", "../../shared/config/");
    folders.put("${shared.resource.dir}", "../../shared/resources/");
    folders.put("${shared.app.dir}", "../../shared/apps/");
    folders.put("${wlp.user.dir}", "../../");
    folders.put("${wlp.install.dir}", "../../../");
    return folders;
  }

  /**
   * The directory of a server.
   *
   * @param serverXml the server's own file
   * @return its folder
   */
  public static ServerFolder of(Path serverXml) {
    Path folder = serverXml.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      throw new CommandFailedException(serverXml, "is a folder, not a file");
    }
    return new ServerFolder(folder);
  }

  /**
   * How messages name a file.
   *
   * @param file a file
   * @return as it lies to the configuration directory
   */
  public String shown(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      return path.relativize(absolute).toString().replace('\\', '/');
    } catch (IllegalArgumentException e) {
      return absolute.toString();
    }
  }

  /**
   * Reads one of the server's files.
   *
   * @param file the file
   * @return its root element
   * @throws CommandFailedException where it cannot be used, or has a document type
   */
  public XmlElement xml(Path file) {
    if (Files.isDirectory(file)) {
      throw new CommandFailedException(file, "is a folder, not a file");
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return XmlDocument.readWithoutDoctype(bytes, shown(file));
    } catch (XmlMistakeException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      String problem = Files.exists(file) ? "cannot be read" : "does not exist";
      throw new CommandFailedException(file, problem, e);
    }
  }

  /**
   * A location with a folder's name in front.
   *
   * @param location such as {@code ${server.config.dir}/key.p12}
   * @return as it lies to the configuration directory; empty without such a name
   */
  public static Optional<String> relative(String location) {
    for (Map.Entry<String, String> folder : NAMED.entrySet()) {
      if (location.startsWith(folder.getKey())) {
        String rest = location.substring(folder.getKey().length()).replaceFirst("^[/\\\\]+", "");
        return Optional.of(folder.getValue() + rest);
      }
    }
    return Optional.empty();
  }

  /**
   * Liberty looks for a key store beside the process first, then among the server's keys.
   *
   * @param location as the element has it
   * @return as it lies to the configuration directory
   */
  public String keyStore(String location) {
    Optional<String> inNamedFolder = relative(location);
    if (inNamedFolder.isPresent()) {
      return inNamedFolder.get();
    }
    boolean asItIs =
        location.startsWith("${")
            || location.matches("[A-Za-z]:.*|[/\\\\].*")
            || Files.isRegularFile(file(location));
    return asItIs ? location : KEYS + location;
  }

  /**
   * The key store of a server that names none: an old server's one is still a JKS.
   *
   * @return as it lies to the configuration directory
   */
  public String defaultKeyStore() {
    boolean old =
        !Files.exists(file(KEYS + "key.p12")) && Files.isRegularFile(file(KEYS + "key.jks"));
    return KEYS + (old ? "key.jks" : "key.p12");
  }

  private Path file(String location) {
    try {
      return path.resolve(location);
    } catch (InvalidPathException e) {
      return path;
    }
  }
}
