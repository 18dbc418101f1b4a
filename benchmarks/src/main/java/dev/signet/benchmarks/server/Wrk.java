package dev.signet.benchmarks.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends load with the program {@code wrk}. */
final class Wrk {
  private static final Pattern RESULT = Pattern.compile("(\\w+)=(-?\\d+)");
  private static final long MICROS = 1_000_000;

  private final Path script;

  /** Where in a file of tokens each server's clients have arrived. */
  private final Map<String, Long> positions = new HashMap<>();

  private final Set<Process> sending = ConcurrentHashMap.newKeySet();

  Wrk(Path folder) throws IOException {
    Files.createDirectories(folder);
    this.script = Files.writeString(folder.resolve("load.lua"), WrkScript.TEXT);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> sending.forEach(Process::destroy)));
  }

  /**
   * Sends load for a while.
   *
   * @throws IOException where an answer was not what it must be; such a window measures nothing
   */
  Measurement send(Load load, Contender contender, ServerProcess server, Duration duration)
      throws IOException, InterruptedException {
    Duration before = server.processorTime();
    Map<String, Long> result = start(load, contender, server, duration, 0).await();
    Duration work = server.processorTime().minus(before);
    return measurement(result, work);
  }

  /** Starts to send; with a delay, each connection rests for so long before each request. */
  Running start(
      Load load, Contender contender, ServerProcess server, Duration duration, int delayMillis)
      throws IOException {
    TokenFile tokens = load.tokens();
    String key = server.pid() + " " + (tokens == null ? "-" : tokens.path());
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-s", script.toString()));
    // wrk knows whole seconds only
    command.add("-d" + Math.max(1, duration.toSeconds()) + "s");
    command.add("-c" + load.connections());
    command.add(server.uri(contender.page()).toString());
    command.add("--");
    command.add(tokens == null ? "-" : tokens.path().toString());
    // an open page does not look at a token: it may have the same ones again
    command.add(load.isOnce() ? contender.isOpen() ? "again" : "once" : "turn");
    command.add(Long.toString(contender.isOpen() ? 0 : positions.getOrDefault(key, 0L)));
    command.add(Integer.toString(delayMillis));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    sending.add(process);
    boolean isRefused = !load.isAccepted() && !contender.isOpen();
    return new Running(process, key, load.name() + " at " + contender.name(), isRefused);
  }

  static Measurement measurement(Map<String, Long> result, Duration work) {
    double requests = result.getOrDefault("requests", 0L);
    return new Measurement(
        requests * MICROS / result.getOrDefault("micros", MICROS),
        work.toNanos() / 1000.0 / requests,
        result.getOrDefault("median", 0L),
        result.getOrDefault("tail", 0L));
  }

  /** Load that is being sent. */
  final class Running {
    private final Process process;
    private final String key;
    private final String what;
    private final boolean isRefused;

    private Running(Process process, String key, String what, boolean isRefused) {
      this.process = process;
      this.key = key;
      this.what = what;
      this.isRefused = isRefused;
    }

    /** Waits for the end. */
    Map<String, Long> await() throws IOException, InterruptedException {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      sending.remove(process);
      Map<String, Long> result = new HashMap<>();
      Matcher matcher = RESULT.matcher(output);
      while (matcher.find()) {
        result.put(matcher.group(1), Long.parseLong(matcher.group(2)));
      }
      long requests = result.getOrDefault("requests", 0L);
      long refused = result.getOrDefault("refused", 0L);
      if (status != 0
          || requests == 0
          || refused != (isRefused ? requests : 0)
          || result.getOrDefault("broken", 1L) > 0
          || result.getOrDefault("exhausted", 1L) > 0) {
        throw new IOException("not what it must be: " + what + ": " + output);
      }
      positions.put(key, result.getOrDefault("position", 0L));
      return result;
    }
  }
}
