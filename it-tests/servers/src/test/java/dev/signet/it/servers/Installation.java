package dev.signet.it.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.it.tokens.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How a server is made ready, before its adapter starts it: the steps of its recipe. */
interface Installation {

  /** The server's configuration directory, where Signet looks for its file. */
  Path configuration();

  /** The folder from which the running server takes applications. */
  Path deployments();

  /**
   * Whether the server says that it has done with an application; without a word, its pages tell.
   */
  default boolean says(String file) {
    return true;
  }

  /** What starts the server in the foreground. */
  List<String> command();

  /** What its scripts take from the environment. */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** Everything but Signet's own files, whatever an earlier run has left. */
  void prepare() throws IOException;

  /** Signet's jar in the place where it serves every application, as the recipe says. */
  void serveAll(Path jar) throws IOException;

  /** The jar of a provider of signatures beside Signet's own, as {@code CONFIGURATION.md} says. */
  default void verifySignaturesBy(Path jar) throws IOException {
    throw new UnsupportedOperationException(jar.toString());
  }

  /** What other applications need for logins of their own, where it is the server that has it. */
  default void letOthersLogIn() throws IOException {}

  /** The one of this execution. */
  static Installation ofServerUnderTest() {
    return of(ServerUnderTest.property("server.kind"));
  }

  private static Installation of(String kind) {
    return switch (kind) {
      case "liberty" -> new LibertyInstallation();
      case "tomcat" -> new TomcatInstallation();
      case "wildfly" -> new WildFlyInstallation();
      case "glassfish" -> new GlassFishInstallation();
      case "jetty" -> new JettyInstallation();
      case "embedded" -> new EmbeddedInstallation();
      default -> throw new IllegalArgumentException(kind);
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

  /** A step of a recipe that is a command. */
  static void run(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", ServerUnderTest.java().toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(List.of(command) + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Copies a file into a folder. */
  static void copyInto(Path file, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.copy(
        file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
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
