package dev.signet.revocation;

import dev.signet.log.Messages;
import dev.signet.settings.FileState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of entries, read and checked.
 *
 * @param settings where it is
 * @param files its state before it was read, so that no change is missed
 * @param list the entries, with those that have ended
 * @param entries how many entries the file has
 * @param isThere whether there is a file
 * @param warning what does no harm and is probably meant otherwise
 */
public record LoadedRevocations(
    RevocationSettings settings,
    FileState files,
    RevocationList list,
    long entries,
    boolean isThere,
    Optional<String> warning) {
  private static final Logger LOG = Messages.logger(LoadedRevocations.class);

  /** What is read at most: 160 MB in memory. */
  static final long MAX_ENTRIES = 5_000_000;

  private static final int MAX_MISTAKES = 20;

  /**
   * Reads the file. One that is not named by the configuration may be missing.
   *
   * @param settings where it is
   * @return what is in it
   * @throws IllegalArgumentException with every mistake in it, each with its line, or the first
   *     twenty; no value of an entry is in the message
   */
  public static LoadedRevocations read(RevocationSettings settings) {
    FileState files = FileState.of(List.of(settings.file()));
    if (!settings.isNamed() && Files.notExists(settings.file())) {
      return new LoadedRevocations(
          settings, files, RevocationList.EMPTY, 0, false, Optional.empty());
    }
    Entries entries = new Entries(settings);
    RevokedFile.read(settings.file(), entries);
    return entries.loaded(files);
  }

  private static final class Entries implements RevokedFile.Reading {
    private static final Duration REPORTED = Duration.ofSeconds(5);

    private final RevocationSettings settings;
    private final RevocationList.Builder list = new RevocationList.Builder();
    private final List<String> mistakes = new ArrayList<>();
    private long wrong;
    private long entries;
    private long unknown;
    private long firstUnknown;
    private long reported = System.nanoTime();

    Entries(RevocationSettings settings) {
      this.settings = settings;
    }

    @Override
    public void row(RevokedRow row) {
      count();
      try {
        add(settings.withEnd(RevokedEntry.of(row)), row.line());
      } catch (IllegalArgumentException e) {
        mistake(row.line(), String.valueOf(e.getMessage()));
      }
    }

    private void count() {
      if (++entries > MAX_ENTRIES) {
        throw new IllegalArgumentException(
            "the file " + settings.file() + " has more than " + MAX_ENTRIES + " entries");
      }
      if (System.nanoTime() - reported > REPORTED.toNanos()) {
        reported = System.nanoTime();
        LOG.log(Level.INFO, "SIGNET0108I: {0}: {1} entries read so far", settings.file(), entries);
      }
    }

    /** The key of a thief has no last token; and of an unknown issuer there is none. */
    private void add(Revocation entry, long line) {
      boolean isKnown = settings.isKnown(entry.issuer());
      if (!isKnown && unknown++ == 0) {
        firstUnknown = line;
      }
      if (entry.until().isPresent() || entry.kind() == RevokedKind.KEY || !isKnown) {
        list.add(entry);
      } else {
        mistake(line, noEnd(entry));
      }
    }

    private static String noEnd(Revocation entry) {
      return entry.issuedBefore().isPresent()
          ? "until: is missing: the definitions of this issuer limit the lifetime of tokens by"
              + " neither maxTokenLifetime nor maxTokenAge, so the end of the entry does not follow"
          : "until: is missing: the time when the last token has ended that the entry can hit";
    }

    @Override
    public void mistake(long line, String message) {
      wrong++;
      if (mistakes.size() < MAX_MISTAKES) {
        mistakes.add("line " + line + ": " + message);
      }
    }

    LoadedRevocations loaded(FileState files) {
      Path name = settings.file();
      if (wrong > 0) {
        long more = wrong - mistakes.size();
        throw new IllegalArgumentException(
            "the file "
                + name
                + ": "
                + String.join("; ", mistakes)
                + (more > 0 ? "; and " + more + " more mistakes" : ""));
      }
      Optional<String> warning =
          unknown == 0
              ? Optional.empty()
              : Optional.of(
                  "the file %s: %d entries have an issuer that no definition has, the first in line %d"
                      .formatted(name, unknown, firstUnknown));
      return new LoadedRevocations(settings, files, list.build(), entries, true, warning);
    }
  }
}
