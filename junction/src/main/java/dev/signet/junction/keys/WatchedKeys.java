package dev.signet.junction.keys;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.Console;
import dev.signet.cli.jwks.KeySetPlan;
import dev.signet.cli.jwks.PublishedKeys;
import java.time.InstantSource;

/**
 * The keys to publish, read again whenever the keystore's file has changed. A new file that cannot
 * be published gives one line, and the keys read before stay. Safe for use by several threads.
 *
 * <p>The file's content is compared, at each question, rather than its date: a date can stay the
 * same, and a half-written file is seen again once it is whole.
 */
final class WatchedKeys {
  private final KeySetPlan plan;
  private final InstantSource clock;
  private final Console notes;
  private String seen;
  private PublishedKeys keys;

  /** Reads the keys for the first time; then there are none to fall back on. */
  WatchedKeys(KeySetPlan plan, InstantSource clock, Console notes) {
    this.plan = plan;
    this.clock = clock;
    this.notes = notes;
    seen = plan.keyStore().fingerprint();
    keys = plan.readAt(clock.instant());
    keys.notes().forEach(notes::line);
  }

  synchronized PublishedKeys current() {
    String found = plan.keyStore().fingerprint();
    if (!found.equals(seen)) {
      seen = found;
      readAgain();
    }
    return keys;
  }

  private void readAgain() {
    try {
      keys = plan.readAt(clock.instant());
      keys.notes().forEach(notes::line);
      notes.line(plan.keyStore().path() + ": read again: " + keys.sizeInWords());
    } catch (CommandFailedException e) {
      notes.line(e.getMessage() + "; the keys read before are still published");
    }
  }
}
