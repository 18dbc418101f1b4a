package dev.signet.junction.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.junction.Junction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A {@code proxy} or {@code dev} that runs beside a test, on a real port, until it is closed. */
public final class RunningProxy implements AutoCloseable {
  private final Thread thread;
  private final CompletableFuture<Integer> exitCode;
  private final List<String> greeting = new ArrayList<>();
  private final URI uri;
  private final StringWriter err;

  private RunningProxy(
      Thread thread, CompletableFuture<Integer> exitCode, StringWriter err, BufferedReader out)
      throws IOException {
    this.thread = thread;
    this.exitCode = exitCode;
    this.err = err;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      greeting.add(line);
      if (line.startsWith("Ctrl-C")) {
        break;
      }
    }
    uri =
        greeting.stream()
            .filter(line -> line.startsWith("Open "))
            .map(line -> URI.create(line.substring("Open ".length())))
            .findFirst()
            .orElseThrow(() -> new AssertionError(err.toString()));
  }

  /**
   * The users testuser (groupa, operator) and otheruser (groupb), with the passwords of the seed.
   */
  public static Path users(Path folder) {
    Path users = folder.resolve("users.json");
    if (!Files.exists(users)) {
      add(users, "testuser", "testpass", "--group=groupa", "--operator", "--claim=level=3");
      add(users, "otheruser", "otherpass", "--group=groupb", "--group=groupc");
    }
    return users;
  }

  private static void add(Path users, String name, String password, String... options) {
    try {
      Path file = Files.writeString(users.resolveSibling(name + ".password"), password + "\n");
      Run run =
          Run.of(
              List.of("user", "--users=" + users, "--user=" + name, "--user-password-file=" + file),
              options);
      assertEquals(0, run.exitCode(), run.err());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RunningProxy start(MadeKeys keys, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(keys.signWith("proxy"));
    arguments.add("--users=" + users(keys.folder()));
    arguments.add("--port=0");
    arguments.addAll(Arrays.asList(options));
    return start(arguments);
  }

  /** A {@code dev}, with keys of its own, on any free port. */
  public static RunningProxy startDev(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("dev", "--port=0"));
    arguments.addAll(Arrays.asList(options));
    return start(arguments);
  }

  private static RunningProxy start(List<String> arguments) throws IOException {
    StringWriter err = new StringWriter();
    PipedReader reader = new PipedReader();
    PipedWriter writer = new PipedWriter(reader);
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (PrintWriter out = new PrintWriter(writer)) {
                String[] all = arguments.toArray(new String[0]);
                exitCode.complete(Junction.run(out, new PrintWriter(err, true), all));
              }
            },
            "proxy");
    thread.start();
    return new RunningProxy(thread, exitCode, err, new BufferedReader(reader));
  }

  public URI uri() {
    return uri;
  }

  public List<String> greeting() {
    return List.copyOf(greeting);
  }

  /** What it has written to standard error so far. */
  public String err() {
    return err.toString();
  }

  /** Interrupts the command, which ends as it should. */
  @Override
  public void close() {
    thread.interrupt();
    assertEquals(0, exitCode.orTimeout(60, TimeUnit.SECONDS).join());
  }
}
