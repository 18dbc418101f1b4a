package dev.signet.testing;

import dev.signet.token.Rejection;
import java.util.List;

/**
 * A request with a token that must be refused, for one reason and no other.
 *
 * @param name a sentence
 * @param lines the header lines to send; a line {@code Cookie} holds one cookie
 * @param expected why it is refused
 */
public record HostileToken(String name, List<Line> lines, Rejection expected) {

  /** One header line. */
  public record Line(String name, String value) {}

  /** Copies the lines. */
  public HostileToken {
    lines = List.copyOf(lines);
  }

  /** Whether HTTP has a way to send it: printable ASCII, and not longer than servers allow. */
  public boolean isSendable() {
    return lines.stream().mapToInt(line -> line.value().length()).sum() < 8_000
        && lines.stream()
            .flatMapToInt(line -> line.value().chars())
            .allMatch(c -> c >= ' ' && c < 127);
  }

  @Override
  public String toString() {
    return name;
  }
}
