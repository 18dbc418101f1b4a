package dev.signet.keys;

import dev.signet.log.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * Logs which keys of an issuer's key set are not used, and why: at WARNING where the publisher
 * should check one, otherwise at INFO. The same notice is logged once, however often the set is
 * fetched. No key material is shown.
 */
final class LeftOutKeys {
  private static final Logger LOG = Messages.logger(LeftOutKeys.class);
  private static final int MAX_SHOWN = 8;

  private final String issuerId;
  private List<String> lastSaid = List.of();

  LeftOutKeys(String issuerId) {
    this.issuerId = issuerId;
  }

  /** The keys that one reading of the set has left out. */
  static final class Found {
    private final List<String> reasons = new ArrayList<>();
    private boolean isOdd;

    void add(String what, UnusableKeyException unusable) {
      isOdd |= unusable.isOdd();
      reasons.add(what + ": " + unusable.getMessage());
    }
  }

  synchronized void say(Found found) {
    if (!found.reasons.isEmpty() && !found.reasons.equals(lastSaid)) {
      int hidden = found.reasons.size() - MAX_SHOWN;
      List<String> shown = found.reasons.subList(0, Math.min(MAX_SHOWN, found.reasons.size()));
      LOG.log(
          found.isOdd ? Level.WARNING : Level.INFO,
          (found.isOdd ? "SIGNET0158W" : "SIGNET0158I")
              + ": issuer definition {0}: keys of its key set that are not used: {1}{2}",
          issuerId,
          String.join("; ", shown),
          hidden > 0 ? "; and " + hidden + " more" : "");
    }
    lastSaid = List.copyOf(found.reasons);
  }
}
