package dev.signet.keys;

import dev.signet.log.Messages;
import dev.signet.settings.MonotonicTime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The log of the keys of one source; each change is logged once. */
final class KeyLog {
  private static final Logger LOG = Messages.logger(RefreshedKeys.class);
  private static final Duration SAME_FAILURE = Duration.ofMinutes(1);

  private final KeyUsers users;
  private final boolean isOfMany;
  private final MonotonicTime time;
  private final Map<String, Duration> said = new HashMap<>();

  private KeyLog(KeyUsers users, boolean isOfMany, MonotonicTime time) {
    this.users = users;
    this.isOfMany = isOfMany;
    this.time = time;
  }

  /** For a source that is one document. */
  static KeyLog ofOne(KeyUsers users, MonotonicTime time) {
    return new KeyLog(users, false, time);
  }

  /**
   * For documents whose names callers choose. A missing document is not logged, and the same
   * failure of several documents is logged once a minute.
   */
  static KeyLog ofMany(KeyUsers users, MonotonicTime time) {
    return new KeyLog(users, true, time);
  }

  /** There are few different reasons, all of them texts of Signet. */
  private boolean isRepeated(String line) {
    Duration now = time.elapsed();
    Duration before = said.get(line);
    if (isOfMany && before != null && now.compareTo(before.plus(SAME_FAILURE)) < 0) {
      return true;
    }
    said.put(line, now);
    return false;
  }

  /** The definition that has used the keys for the longest. */
  String firstUser() {
    return users.first();
  }

  void fetched(int keys) {
    LOG.log(Level.INFO, "SIGNET0119I: issuer definition {0}: {1} keys fetched", users, keys);
  }

  /**
   * A fetch failed.
   *
   * @param of the time of the keys that stay in use; empty where there are none
   */
  synchronized void failed(String reason, Optional<Instant> of) {
    if (isRepeated("failed " + reason)) {
      return;
    }
    LOG.log(
        Level.WARNING,
        "SIGNET0120W: issuer definition {0}: keys could not be fetched: {1}; {2}",
        users,
        reason,
        of.map(at -> "those of " + at + " stay in use")
            .orElse("there are none, so requests with its tokens get a 503"));
  }

  /** An answer has no keys, and there were none before it. */
  void absent(String reason) {
    if (!isOfMany) {
      failed(reason, Optional.empty());
    }
  }

  /** An answer without any key came for the first time. */
  synchronized void suspected(String reason, long seconds) {
    if (isRepeated("suspected " + reason)) {
      return;
    }
    LOG.log(
        Level.ERROR,
        "SIGNET0121E: issuer definition {0}: the key server answers without any key: {1}. The keys"
            + " stay in use until the next refresh, in {2} seconds. If that answer has no key"
            + " either, every token is refused. If this is not intended, publish the keys"
            + " again",
        users,
        reason,
        seconds);
  }

  /** A later answer has no key either. */
  synchronized void withdrawn(String reason) {
    if (isRepeated("withdrawn " + reason)) {
      return;
    }
    LOG.log(
        Level.ERROR,
        "SIGNET0122E: issuer definition {0}: a second answer has no key: {1}. The keys are"
            + " withdrawn, and every token is refused until the key server publishes a key"
            + " for signatureAlgorithm",
        users,
        reason);
  }

  /** One key of several is withdrawn; a caller chose its name, so it is not logged. */
  void withdrawnOne() {
    LOG.log(Level.INFO, "SIGNET0123I: issuer definition {0}: a key has been withdrawn", users);
  }
}
