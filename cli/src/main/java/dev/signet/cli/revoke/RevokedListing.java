package dev.signet.cli.revoke;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.revocation.Revocation;
import dev.signet.revocation.RevokedEntry;
import dev.signet.revocation.RevokedFile;
import dev.signet.revocation.RevokedRow;
import dev.signet.revocation.RevokedRow.Field;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prints the entries of a file, one a line, in its order. */
final class RevokedListing {
  private final PrintWriter out;
  private final Instant now;
  private long all;
  private long ended;

  RevokedListing(PrintWriter out, Instant now) {
    this.out = out;
    this.now = now;
  }

  void print(Path file) {
    try {
      RevokedFile.read(
          file,
          new RevokedFile.Reading() {
            @Override
            public void row(RevokedRow row) {
              RevokedListing.this.row(row);
            }

            @Override
            public void mistake(long line, String message) {
              throw new IllegalArgumentException(file + " line " + line + ": " + message);
            }
          });
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
    out.printf("%d entries, of which %d have ended%n", all, ended);
  }

  private void row(RevokedRow row) {
    Revocation entry = RevokedEntry.of(row);
    boolean hasEnded = entry.hasEndedAt(now);
    all++;
    ended += hasEnded ? 1 : 0;
    List<String> parts = new ArrayList<>();
    parts.add(hasEnded ? "ended" : "in force");
    parts.add("issuer " + printable(entry.issuer()));
    parts.add(entry.value().isEmpty() ? "all" : entry.kind() + " " + printable(entry.value()));
    entry.issuedBefore().ifPresent(time -> parts.add("issued before " + time));
    entry.until().ifPresent(time -> parts.add("until " + time));
    row.get(Field.REASON).ifPresent(text -> parts.add("reason: " + printable(text)));
    out.println("  " + String.join(", ", parts));
  }

  /** No character that moves a terminal's cursor, or another line. */
  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "?");
  }
}
