package dev.signet.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Tokens for a load generator, one to a line.
 *
 * @param path the file
 * @param count how many there are
 */
record TokenFile(Path path, int count) {

  /** Writes tokens that are made on all processors. */
  static TokenFile write(Path path, int from, int count, IntFunction<String> token)
      throws IOException {
    Files.createDirectories(Objects.requireNonNull(path.getParent(), "it is in a folder"));
    List<String> tokens = IntStream.range(from, from + count).parallel().mapToObj(token).toList();
    Files.write(path, tokens);
    return new TokenFile(path, count);
  }
}
