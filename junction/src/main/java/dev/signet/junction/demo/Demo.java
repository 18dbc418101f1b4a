package dev.signet.junction.demo;

import dev.signet.cli.command.Console;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A running demo: the junction, the server behind it, and the requests to try. Closing it stops
 * both and deletes the files that they made.
 */
final class Demo implements AutoCloseable {
  private final Console console;
  private final LibertyServer server;
  private final DemoScript script;
  private final StatusProbe probe;
  private final DemoJunction.Setup setup;
  private @Nullable DemoJunction junction;
  private boolean closed;

  Demo(
      Console console,
      LibertyServer server,
      DemoJunction.Setup setup,
      DemoScript script,
      StatusProbe probe) {
    this.console = console;
    this.setup = setup;
    this.server = server;
    this.script = script;
    this.probe = probe;
  }

  /** Starts the junction while the server is starting. */
  synchronized void startJunction() {
    if (!closed) {
      junction = DemoJunction.start(setup, script, probe, console::line);
    }
  }

  /** Returns true when the pages answer, false when this is closed before that. */
  boolean awaitReady(Duration patience) {
    console.line("Starting Open Liberty on " + script.http() + " and " + script.https() + " ...");
    long start = System.nanoTime();
    if (!server.awaitReady(this::answers, patience)) {
      return false;
    }
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    console.line("Ready after " + seconds + " s.");
    return true;
  }

  /** Prints the requests and returns when this is closed. */
  void serve() {
    console.line("Paste a line; the expected status is beside it.");
    String caller = "";
    for (DemoRequest request : script.requests()) {
      caller = headed(caller, request);
      console.line(line(request));
    }
    console.line("");
    console.line("For demonstration and tests, never for production.");
    console.line("In a browser: " + script.junction());
    console.line("Ctrl-C stops the junction and the server, and deletes the files that they made.");
    server.awaitClose();
  }

  /** Prints the requests, sends them, and prints whether each got the expected status. */
  boolean check() {
    int broken = 0;
    String caller = "";
    for (DemoRequest request : script.requests()) {
      caller = headed(caller, request);
      OptionalInt status = probe.status(request);
      boolean kept = status.equals(OptionalInt.of(request.expectedStatus()));
      console.line(line(request) + (kept ? " ok" : " BUT " + inWords(status)));
      broken += kept ? 0 : 1;
    }
    console.line("");
    console.line(
        broken == 0
            ? "All " + script.requests().size() + " answers have the printed status."
            : broken
                + " of "
                + script.requests().size()
                + " answers do not have the printed status.");
    return new DemoTour(console, script).succeeds() && broken == 0;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    console.line("Stopping Open Liberty ...");
    try {
      server.close();
    } finally {
      if (junction != null) {
        junction.close();
      }
      DemoJunction.clear(setup);
      script.headers().close();
    }
  }

  private boolean answers() {
    return script.readiness().stream().allMatch(probe::answersAsExpected);
  }

  private String headed(String callerBefore, DemoRequest request) {
    if (!request.caller().equals(callerBefore)) {
      console.line("");
      console.line("# " + request.caller());
    }
    return request.caller();
  }

  private static String line(DemoRequest request) {
    return request.curl() + "  # " + request.expectedStatus();
  }

  private static String inWords(OptionalInt status) {
    return status.isPresent() ? "got " + status.getAsInt() : "got no answer";
  }
}
