package dev.signet.it.browser;

import dev.signet.it.proxies.JunctionProcess;
import dev.signet.it.server.Await;
import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.Server;
import dev.signet.it.setup.CleanLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command {@code demo} in a process of its own, which starts a server of its own. */
final class DemoProcess {
  /** Longer than the command itself is patient, so that it says what is the matter. */
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);

  private static final Duration ENDS_WITHIN = Duration.ofMinutes(1);

  private final Process process;
  private final URI page;

  private DemoProcess(Process process, URI page) {
    this.process = process;
    this.page = page;
  }

  /** Returns when it says that its page can be opened. */
  static DemoProcess start() {
    List<Integer> ports = Stream.generate(ChildProcess::freePort).distinct().limit(3).toList();
    URI page = URI.create("https://127.0.0.1:" + ports.get(2) + "/");
    Path output = Server.target().resolve("demo.log");
    Process process =
        ChildProcess.start(JunctionProcess.command(arguments(ports)), Map.of(), output).process();
    String said =
        Await.until(
            STARTS_WITHIN, () -> read(output), s -> s.contains("Ctrl-C") || !process.isAlive());
    if (!said.contains("In a browser: " + page)) {
      process.destroy();
      throw new IllegalStateException(said);
    }
    return new DemoProcess(process, page);
  }

  /** As liberty-config has it, but for ports, folder, and a key that is rolled sooner. */
  private static List<String> arguments(List<Integer> ports) {
    Path made = Server.demo().resolve("junction");
    return List.of(
        "demo",
        "--server-home=" + Server.demo().resolve("wlp"),
        "--http-port=" + ports.get(0),
        "--https-port=" + ports.get(1),
        "--junction-port=" + ports.get(2),
        "--keystore=" + made.resolve("junction.p12"),
        "--tls-keystore=" + server().resolve("resources/security/key.p12"),
        "--password-file=" + made.resolve("password"),
        "--tls-certificate=" + made.resolve("tls.pem"),
        "--headers=" + folder(),
        "--lifetime=6");
  }

  private static Path server() {
    return Server.demo().resolve("wlp/usr/servers/signet");
  }

  /** Where it keeps its secrets while it runs. */
  static Path folder() {
    return Server.target().resolve("demo");
  }

  URI page() {
    return page;
  }

  /** Stops it as Ctrl-C does, and returns what it has left running. */
  List<ProcessHandle> stop() {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process.toHandle());
    process.destroy();
    Await.until(ENDS_WITHIN, process::isAlive, alive -> !alive);
    List<ProcessHandle> left = family.stream().filter(ProcessHandle::isAlive).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    return left;
  }

  /** The log of its server. */
  static String serverSays() {
    return read(server().resolve("logs/messages.log"));
  }

  /** What its server's logs say that they must not. */
  static List<String> findings() {
    try (Stream<Path> logs = Files.list(server().resolve("logs"))) {
      return logs.filter(Files::isRegularFile)
          .flatMap(log -> CleanLogs.findings(log, read(log), List.of("eyJ")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
