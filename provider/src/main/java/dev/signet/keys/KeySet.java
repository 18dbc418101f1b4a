package dev.signet.keys;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.crypto.VerificationKey.Validity;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The keys of one issuer at one moment. */
record KeySet(List<VerificationKey> keys) {
  /** The maximum number of keys that are tried with a token that names none of them. */
  static final int MAX_TRIES = 4;

  KeySet {
    keys = List.copyOf(keys);
  }

  /**
   * The keys to try. With a key id in the token: the keys with that id, then those without a name.
   * Without one: all that match the algorithm.
   */
  List<VerificationKey> fitting(Optional<String> name, SignatureAlgorithm algorithm) {
    // plain loops, here and below: each new token is one
    List<VerificationKey> fitting = new ArrayList<>();
    List<VerificationKey> last = new ArrayList<>();
    for (VerificationKey key : keys) {
      if (!key.algorithms().contains(algorithm)) {
        continue;
      }
      if (name.isEmpty() || key.names().contains(name.get())) {
        fitting.add(key);
      } else if (key.names().isEmpty()) {
        last.add(key);
      }
    }
    fitting.addAll(last);
    return fitting;
  }

  /** Whether one of the keys has a name. */
  boolean names(String name) {
    for (VerificationKey key : keys) {
      if (key.names().contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** A few of the keys to try, whose certificates are valid now. */
  static List<VerificationKey> usable(List<VerificationKey> fitting, Instant now)
      throws TokenRejectedException {
    if (fitting.isEmpty()) {
      throw new TokenRejectedException(
          Rejection.KEY_UNKNOWN, "no key has this kid and verifies this alg");
    }
    List<VerificationKey> inTime = new ArrayList<>();
    for (VerificationKey key : fitting) {
      if (inTime.size() < MAX_TRIES && key.isInTime(now)) {
        inTime.add(key);
      }
    }
    if (inTime.isEmpty()) {
      throw new TokenRejectedException(
          Rejection.KEY_OUTDATED,
          fitting.stream().map(key -> outdated(key, now)).toArray(String[]::new));
    }
    return inTime;
  }

  /** By its alias or file name where it has one, and the day in UTC. */
  private static String outdated(VerificationKey key, Instant now) {
    Validity validity = key.validity().orElseThrow();
    String name = key.label().isEmpty() ? "the certificate" : "the certificate of " + key.label();
    return now.isAfter(validity.notAfter())
        ? name + " expired on " + day(validity.notAfter())
        : name + " is valid from " + day(validity.notBefore());
  }

  private static String day(Instant time) {
    return time.toString().substring(0, "2026-11-01".length());
  }

  /** The next end of a certificate; the last one where all have ended; empty without any. */
  Optional<Instant> certificateEnd(Instant now) {
    List<Instant> ends =
        keys.stream().flatMap(key -> key.validity().stream()).map(Validity::notAfter).toList();
    return ends.stream()
        .filter(now::isBefore)
        .min(Comparator.naturalOrder())
        .or(() -> ends.stream().max(Comparator.naturalOrder()));
  }

  boolean holds(VerificationKey key) {
    return keys.contains(key);
  }
}
