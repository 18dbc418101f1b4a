package dev.signet.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    return write(path, made(from, count, token).toList());
  }

  /** These and more, up to a count; these have the numbers from 1. */
  TokenFile andMore(Path file, int total, IntFunction<String> token) throws IOException {
    Stream<String> more = made(count + 1, total - count, token);
    return write(file, Stream.concat(Files.readAllLines(path).stream(), more).toList());
  }

  private static Stream<String> made(int from, int count, IntFunction<String> token) {
    return IntStream.range(from, from + count).parallel().mapToObj(token);
  }

  private static TokenFile write(Path path, List<String> tokens) throws IOException {
    Files.createDirectories(Objects.requireNonNull(path.getParent(), "it is in a folder"));
    Files.write(path, tokens);
    return new TokenFile(path, tokens.size());
  }
}
