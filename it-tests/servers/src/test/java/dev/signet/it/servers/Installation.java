package dev.signet.it.servers;

import dev.signet.it.tokens.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** How a server is made ready, before its adapter starts it: the steps of its recipe. */
interface Installation {

  /** The server's configuration directory, where Signet looks for its file. */
  Path configuration();

  /** Everything but Signet's own files. */
  void prepare() throws IOException;

  /** The one of this execution. */
  static Installation ofServerUnderTest() {
    return of(ServerUnderTest.property("arquillian.launch"));
  }

  /** The one for the container that this execution launches. */
  private static Installation of(String container) {
    return switch (container) {
      case "liberty" -> new LibertyInstallation();
      case "tomcat" -> new TomcatInstallation();
      case "wildfly" -> new WildFlyInstallation();
      case "payara", "glassfish" -> new GlassFishInstallation();
      default -> throw new IllegalArgumentException(container);
    };
  }

  /** The whole recipe. */
  default void install() throws IOException {
    prepare();
    Files.copy(
        Matrix.documentation().resolve("signet.json"),
        configuration().resolve("signet.json"),
        StandardCopyOption.REPLACE_EXISTING);
    delete(configuration().resolve(Revoked.FILE));
    String key = Keys.pem("PUBLIC KEY", Keys.trusted().getPublic().getEncoded());
    Files.writeString(configuration().resolve("signer.pem"), key);
  }

  /** A file as it was unpacked, whatever an earlier run has made of it. */
  static String unpacked(Path file) throws IOException {
    Path original = file.resolveSibling(file.getFileName() + ".unpacked");
    if (!Files.exists(original)) {
      Files.copy(file, original);
    }
    return Files.readString(original);
  }

  /** Copies what a folder holds, where there is one. */
  static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Deletes a file, or a folder with what it holds, where it is there. */
  static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    }
  }
}
