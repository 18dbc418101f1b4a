package dev.signet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What was measured on. */
final class Machine {
  private Machine() {}

  static String description() {
    return "%s, %d processors, %s %s, Java %s (%s), heap at most %,d MiB"
        .formatted(
            processor().orElse("a processor of unknown name"),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.runtime.version"),
            System.getProperty("java.vendor"),
            Runtime.getRuntime().maxMemory() >> 20);
  }

  /** Linux says it; Java does not. */
  private static Optional<String> processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
