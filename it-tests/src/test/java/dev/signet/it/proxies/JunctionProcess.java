package dev.signet.it.proxies;

import dev.signet.it.server.Server;
import dev.signet.it.setup.Settings;
import dev.signet.it.tokens.ServerCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The junction's proxy in a process of its own, with keys and users of its own. */
public final class JunctionProcess implements AutoCloseable {
  private final Process process;
  private final URI uri;

  private JunctionProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** In front of a path of the server, as {@code /jwtjct}; with the users of the seed. */
  public static JunctionProcess start(String behind, String... options) {
    try {
      Path folder = Files.createDirectories(Server.target().resolve("junction"));
      Path users = folder.resolve("users.json");
      Files.deleteIfExists(users);
      addUser(users, "testuser", "testpass", "--group=groupa", "--operator");
      addUser(users, "otheruser", "otherpass", "--group=groupb");
      Path signer = folder.resolve("signer.p12");
      Files.deleteIfExists(signer);
      run("keys", "--password-file=" + Server.keys("password"), "--keystore=" + signer);
      Path certificate = folder.resolve("tls.pem");
      ServerCertificate.writePem(certificate);
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "proxy",
                  "--port=0",
                  "--keystore=" + signer,
                  "--password-file=" + Server.keys("password"),
                  "--users=" + users,
                  "--junction=/jwtjct=" + Server.https().resolve(behind),
                  "--trust-certificate=" + certificate));
      arguments.addAll(Arrays.asList(options));
      return running(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The proxy for developers, with a key and users of its own. */
  public static JunctionProcess startDev(String... options) {
    List<String> arguments = new ArrayList<>(List.of("dev", "--port=0"));
    arguments.addAll(Arrays.asList(options));
    try {
      return running(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JunctionProcess running(List<String> arguments) throws IOException {
    Process process = begin(arguments);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return new JunctionProcess(process, address(process));
  }

  private static void addUser(Path users, String name, String password, String... options)
      throws IOException {
    Path file = Files.writeString(users.resolveSibling(name + ".password"), password + "\n");
    List<String> arguments =
        new ArrayList<>(
            List.of("user", "--users=" + users, "--user=" + name, "--user-password-file=" + file));
    arguments.addAll(Arrays.asList(options));
    run(arguments.toArray(String[]::new));
  }

  /** The command line of the runnable jar. */
  public static List<String> command(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Server.artifact("signet-junction.jar").toString()));
    command.addAll(arguments);
    return command;
  }

  private static Process begin(List<String> arguments) throws IOException {
    return new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
  }

  private static void run(String... arguments) throws IOException {
    Process process = begin(List.of(arguments));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its greeting says where it listens; whatever it says later is read, so that it never waits. */
  private static URI address(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> said = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      if (line.startsWith("Open ")) {
        Thread reader = new Thread(() -> out.lines().forEach(ignored -> {}), "junction-output");
        reader.setDaemon(true);
        reader.start();
        return URI.create(line.substring("Open ".length()));
      }
    }
    throw new IllegalStateException(said.toString());
  }

  /** The settings of a server that takes this junction's keys from where it publishes them. */
  public Settings settings() {
    return Settings.keyFrom("jwkEndpointUrl", uri.resolve("/jwks").toString())
        .with("httpsRequired", false);
  }

  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
