package dev.signet.cli.explain;

import dev.signet.cli.command.CommandFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The refusals in a server's log. */
final class LoggedRefusals {
  private static final int MOST = 20;

  private LoggedRefusals() {}

  /** The lines of a refusal, by its reference; in whatever encoding the log is otherwise. */
  static List<String> in(Path log, String reference) {
    String text = "(ref " + reference + ")";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(log), StandardCharsets.ISO_8859_1))) {
      return lines
          .lines()
          .filter(line -> line.contains(text))
          .limit(MOST)
          .map(line -> line.replaceAll("[^\\x20-\\x7e]", "?"))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new CommandFailedException(log, "cannot be read", e);
    }
  }
}
