package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.server.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The script of {@code docs/GOING-LIVE.md} against the server as its recipe leaves it. */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@DisabledIfSystemProperty(
    named = "server.id",
    matches = ".*-soteria.*",
    disabledReason = "the same server as without")
class GoingLiveIT {
  private static final String APPLICATION = "going-live";

  /** They take no header as long as a token with many groups, unless they are told to. */
  private static final Set<String> SHORT = Set.of("tomcat", "glassfish", "jetty");

  @Deployment(testable = false)
  static WebArchive application() {
    return Wars.plain(APPLICATION);
  }

  private static String kind() {
    String kind = ServerUnderTest.property("server.kind");
    return kind.equals("embedded") ? "glassfish" : kind;
  }

  private record Checked(int status, List<String> lines) {}

  private static Checked check(String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash"));
    command.add(Matrix.documentation().resolve("check.sh").toString());
    command.addAll(List.of("--server", kind(), "--header", "jwt"));
    command.addAll(List.of("--app", Server.http() + "/" + APPLICATION));
    command.addAll(List.of("--protected", "/rolea/caller", "--open", "/open/caller"));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.println("going live, " + ServerUnderTest.title() + "\n" + text);
    return new Checked(process.waitFor(), text.lines().toList());
  }

  /** Of a server that has one by its recipe. */
  private static String[] accessLog() throws IOException {
    Path folder =
        Installation.ofServerUnderTest()
            .configuration()
            .resolveSibling(kind().equals("wildfly") ? "log" : "logs");
    if (!Set.of("tomcat", "wildfly").contains(kind())) {
      return new String[0];
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().contains("access_log"))
          .findFirst()
          .map(file -> new String[] {"--access-log", file.toString()})
          .orElseThrow();
    }
  }

  private static Path protectedConfiguration() throws IOException {
    Path file = Installation.ofServerUnderTest().configuration().resolve("signet.json");
    try (Stream<Path> all = Files.list(file.getParent())) {
      // Payara and GlassFish come with key stores that everybody may read
      for (Path secret : all.filter(GoingLiveIT::isSecret).toList()) {
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
      }
    }
    return file;
  }

  private static boolean isSecret(Path file) {
    return file.getFileName().toString().matches("signet\\.json|.*\\.(p12|jks)");
  }

  @Test
  void eachLineIsProved() throws Exception {
    List<String> options = new ArrayList<>(List.of("--token-bytes", "6000"));
    options.addAll(List.of("--health", "/open/caller"));
    options.addAll(List.of("--config", protectedConfiguration().toString()));
    options.addAll(List.of("--closed", "http://127.0.0.1:1/"));
    options.addAll(List.of(accessLog()));
    Checked checked = check(options.toArray(String[]::new));
    assertEquals(0, checked.status(), checked::toString);
    assertEquals(
        options.contains("--access-log") ? 8 : 7,
        checked.lines().stream().filter(line -> line.startsWith("ok ")).count(),
        checked::toString);
  }

  @Test
  void aLongTokenReachesSignetOrTheScriptNamesTheSetting() throws Exception {
    Checked checked = check("--token-bytes", "12800");
    String line = "a token of 12800 bytes reaches Signet";
    assertEquals(
        SHORT.contains(kind()) ? 1 : 0,
        checked.lines().stream().filter(l -> l.startsWith("FAIL  " + line)).count(),
        checked::toString);
    assertEquals(SHORT.contains(kind()) ? 1 : 0, checked.status());
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    Path file = Installation.ofServerUnderTest().configuration().resolve("signet.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    Checked checked =
        check(
            "--token-bytes", "100",
            "--protected", "/open/caller",
            "--health", "/rolea/caller",
            "--config", file.toString(),
            "--closed", Server.http() + "/");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertEquals(1, checked.status());
    for (String failed :
        List.of(
            "FAIL  a protected page asks for a token: ",
            "FAIL  the health check needs no token: ",
            "FAIL  nobody but the server and its administrators reads or changes the configuration:"
                + " chmod",
            "FAIL  the server answers the proxy alone: ")) {
      assertTrue(checked.lines().stream().anyMatch(l -> l.startsWith(failed)), checked::toString);
    }
  }
}
