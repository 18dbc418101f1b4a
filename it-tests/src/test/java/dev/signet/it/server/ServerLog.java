package dev.signet.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server wrote: {@code messages.log}, and everything else in its log directory. */
public final class ServerLog {
  private ServerLog() {}

  private static Path directory() {
    return Server.directory().resolve("logs");
  }

  /** How long the log is now. */
  public static int mark() {
    return messages().length();
  }

  /** The lines that came after a mark. */
  public static List<String> since(int mark) {
    String text = messages();
    return text.substring(Math.min(mark, text.length())).lines().toList();
  }

  /** The same, once one of them is as wanted, which has to come. */
  public static List<String> since(int mark, Predicate<String> wanted) {
    return found(wanted, Await.until(() -> since(mark), hasAny(wanted)));
  }

  /** The lines of the access log, once one of them is as wanted: the server writes it later. */
  public static List<String> accesses(Predicate<String> wanted) {
    Path log = directory().resolve("http_access.log");
    return found(
        wanted,
        Await.until(
            () -> Files.exists(log) ? read(log).lines().toList() : List.of(), hasAny(wanted)));
  }

  private static Predicate<List<String>> hasAny(Predicate<String> wanted) {
    return lines -> lines.stream().anyMatch(wanted);
  }

  private static List<String> found(Predicate<String> wanted, List<String> lines) {
    if (!hasAny(wanted).test(lines)) {
      throw new AssertionError("the log has no such line; it has " + lines);
    }
    return lines;
  }

  private static String messages() {
    return read(directory().resolve("messages.log"));
  }

  /** Every file of the log directory with its text, the first failures' data included. */
  public static Map<Path, String> everything() {
    try (Stream<Path> files = Files.walk(directory())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(directory().resolve("state")))
          .collect(Collectors.toMap(file -> file, ServerLog::read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
