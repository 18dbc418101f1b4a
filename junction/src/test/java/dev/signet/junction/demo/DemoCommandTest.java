package dev.signet.junction.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.junction.Junction;
import dev.signet.junction.command.LoopbackPort;
import dev.signet.junction.testing.MadeKeys;
import dev.signet.junction.testing.Run;
import dev.signet.junction.testing.ToyLiberty;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class DemoCommandTest {
  @TempDir static Path keyFolder;

  @TempDir Path folder;

  private final int junction = freePort();

  @BeforeAll
  static void makeKeys() {
    MadeKeys.in(keyFolder);
  }

  @Test
  void onceTriesEveryPrintedLineAndLeavesNothingBehind() throws Exception {
    int http = freePort();
    int https = freePort();

    Run once = demo(ToyLiberty.installIn(folder, keys()), http, https, "--once", "--lifetime=6");

    assertEquals("", once.err());
    assertEquals(0, once.exitCode(), once.out());
    List<String> lines = once.out().lines().filter(line -> line.startsWith("curl ")).toList();
    String asTestuser =
        " --cacert " + keys().tlsCertificate() + " -H @" + folder + "/headers/testuser.header";
    String server = " https://127.0.0.1:" + junction + "/jwtjct";
    assertEquals(10, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.endsWith(" ok")), once.out());
    assertTrue(
        lines.contains("curl -i" + asTestuser + server + "/rolea/whoami.jsp  # 200 ok"),
        once.out());
    assertTrue(lines.contains("curl -i http://127.0.0.1:" + http + "/dump.jsp  # 401 ok"));
    assertTrue(once.out().contains("13 of 13 buttons of the page do what they say."), once.out());
    assertFalse(Files.exists(folder.resolve("headers")));
    assertFree(http);
    assertFree(https);
    assertFree(junction);
  }

  @Test
  void onceFailsWhenAnAnswerIsNotAsPrinted() throws Exception {
    Path home = ToyLiberty.installIn(folder, keys());
    Path script = home.resolve("bin/server");
    Files.writeString(script, Files.readString(script).stripTrailing() + " " + ToyLiberty.BROKEN);

    Run once = demo(home, freePort(), freePort(), "--once", "--lifetime=6");

    assertEquals(1, once.exitCode());
    assertTrue(once.out().contains("/roleb/whoami.jsp  # 403 BUT got 500"), once.out());
    assertTrue(once.out().contains("/roleb/whoami.jsp  # 200 BUT got 500"), once.out());
    assertTrue(once.out().contains("2 of 10 answers do not have the printed status."), once.out());
    assertFalse(Files.exists(folder.resolve("headers")));
  }

  @Test
  void aServerThatIsNeverReadyIsReportedWithTheEndOfItsLog() throws Exception {
    Path home = ToyLiberty.installIn(folder, keys());
    Path script = home.resolve("bin/server");
    Path otherKeys = Files.createDirectory(folder.resolve("other"));
    MadeKeys.in(otherKeys);
    String text = Files.readString(script);

    // Its TLS key is not the one that the demo trusts, so it never becomes ready.
    Files.writeString(script, text.replace(keys().folder().toString(), otherKeys.toString()));
    Run once = demo(home, freePort(), freePort(), "--once=true", "--patience=4");

    assertEquals(1, once.exitCode());
    assertTrue(once.err().contains("Open Liberty is not ready after 4 s;"), once.err());
    assertTrue(once.err().contains("\n  The toy is up."), once.err());
    assertFalse(once.out().contains("curl"));
  }

  @Test
  void aServerThatEndsIsReportedWithItsExitCodeAndTheEndOfItsLog() throws Exception {
    Path home =
        ToyLiberty.installIn(folder, "for i in $(seq 1 40); do echo line $i; done; exit 21");

    Run ended = demo(home, freePort(), freePort());

    assertEquals(1, ended.exitCode());
    Path log = home.resolve("usr/servers/signet/logs/console.log");
    String head = "Open Liberty has ended with exit code 21; the end of " + log + ":\n  line 26\n";
    assertTrue(ended.err().startsWith("signet-junction demo: " + head), ended.err());
    assertTrue(ended.err().endsWith("\n  line 40\n"), ended.err());
    assertFalse(Files.exists(folder.resolve("headers")));
  }

  @Test
  void aTakenPortIsNamedWithItsOptionBeforeAnythingStarts() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      demo(folder, port, freePort())
          .isFailure(
              "demo",
              "port "
                  + port
                  + " on 127.0.0.1 is taken; choose another with --http-port (with Maven"
                  + " -Dhttp.port)");
      demo(folder, freePort(), port)
          .isFailure(
              "demo",
              "port "
                  + port
                  + " on 127.0.0.1 is taken; choose another with --https-port (with Maven"
                  + " -Dhttps.port)");
    }
  }

  @Test
  void wrongOptionsAreNamed() throws Exception {
    int port = freePort();
    demo(folder, port, port).isUsageError("demo", "--http-port and --https-port are the same port");
    demo(folder, junction, port)
        .isUsageError("demo", "--http-port and --junction-port are the same port");
    demo(folder, 0, port).isUsageError("demo", "--http-port: 0 is not a port");
    demo(folder, port, 65536).isUsageError("demo", "--https-port: 65536 is not a port");
    demo(folder, port, freePort())
        .isFailure("demo", folder + ": is not the home of an Open Liberty: no bin/server");
  }

  @Test
  void theEndOfTheDemoIsTheEndOfTheServerAndOfTheSessions() throws Exception {
    int http = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Junction.class.getName());
    command.addAll(options(ToyLiberty.installIn(folder, keys()), http, freePort()));
    Process demo = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<ProcessHandle> servers;
    try (BufferedReader output = demo.inputReader()) {
      String line = output.readLine();
      while (line != null && !line.startsWith("Ctrl-C")) {
        line = output.readLine();
      }
      servers = demo.descendants().toList();
      assertEquals(1, servers.size());
      assertTrue(Files.exists(folder.resolve("headers/testuser.header")));
      demo.destroy();
      assertTrue(demo.waitFor(30, TimeUnit.SECONDS));
    }
    assertFalse(servers.get(0).isAlive());
    assertFalse(Files.exists(folder.resolve("headers")));
    assertFree(http);
  }

  private Run demo(Path home, int http, int https, String... more) {
    return Run.of(options(home, http, https), more);
  }

  private List<String> options(Path home, int http, int https) {
    List<String> options = new ArrayList<>(keys().signWith("demo"));
    options.add("--server-home=" + home);
    options.add("--http-port=" + http);
    options.add("--https-port=" + https);
    options.add("--junction-port=" + junction);
    options.add("--tls-keystore=" + keys().server());
    options.add("--tls-certificate=" + keys().tlsCertificate());
    options.add("--headers=" + folder.resolve("headers"));
    return options;
  }

  private static MadeKeys keys() {
    return new MadeKeys(keyFolder);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertFree(int port) {
    new LoopbackPort(port, "").requireFree();
  }
}
