package dev.signet.cli.migrate;

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
record ServerFolder(Path path) {
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

  static ServerFolder of(Path serverXml) {
    Path folder = serverXml.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      throw new MigrationFailedException(serverXml, "is a folder, not a file");
    }
    return new ServerFolder(folder);
  }

  /** How messages name a file: as it lies to the configuration directory. */
  String shown(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      return path.relativize(absolute).toString().replace('\\', '/');
    } catch (IllegalArgumentException e) {
      return absolute.toString();
    }
  }

  /** A location with a folder's name in front, as it lies to the configuration directory. */
  static Optional<String> relative(String location) {
    for (Map.Entry<String, String> folder : NAMED.entrySet()) {
      if (location.startsWith(folder.getKey())) {
        String rest = location.substring(folder.getKey().length()).replaceFirst("^[/\\\\]+", "");
        return Optional.of(folder.getValue() + rest);
      }
    }
    return Optional.empty();
  }

  /** Liberty looks for a key store beside the process first, then among the server's keys. */
  String keyStore(String location) {
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

  /** The key store of a server that names none: an old server's one is still a JKS. */
  String defaultKeyStore() {
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
