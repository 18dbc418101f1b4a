package dev.signet.jose;

import dev.signet.config.FileState;
import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.SignatureAlgorithm;
import dev.signet.config.TrustedKey;
import dev.signet.jose.VerificationKey.Validity;
import dev.signet.token.TokenRejectedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keys from files of this machine, read anew when a file changes. A single key is pinned: whatever
 * name a token calls it by, it is it. Files that cannot be read leave the old keys in force.
 */
final class LocalKeys implements IssuerKeys {
  private static final Logger LOG = System.getLogger(LocalKeys.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final IssuerConfig issuer;
  private final KeySource.Local source;
  private final Clock clock;
  private volatile Loaded loaded;
  private volatile Optional<String> lastFailure = Optional.empty();
  private final MonotonicTime time;
  private Duration nextLook;
  private FileState lastSeen;
  private long attempts = 1;

  private record Loaded(KeySet keys, Instant at) {}

  LocalKeys(IssuerConfig issuer, KeySource.Local source, Clock clock) {
    this.issuer = issuer;
    this.source = source;
    this.clock = clock;
    this.time = MonotonicTime.of(clock);
    this.nextLook = time.elapsed().plus(INTERVAL);
    this.lastSeen = FileState.of(source.files());
    this.loaded = new Loaded(load(), clock.instant());
    warnOfEndedCertificates();
  }

  private KeySet load() {
    Set<SignatureAlgorithm> pinned = issuer.signatureAlgorithms();
    List<TrustedKey> keys = source.loadFor(pinned, issuer.allowsShortRsaKeys());
    boolean isOnlyKey = keys.size() == 1;
    return new KeySet(
        keys.stream()
            .map(
                key ->
                    new VerificationKey(
                        key.key(),
                        isOnlyKey ? Set.of() : KeyNames.of(key),
                        VerificationKey.fitting(key.key(), pinned),
                        key.certificate().map(LocalKeys::validity)))
            .toList());
  }

  private static Validity validity(X509Certificate certificate) {
    return new Validity(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  private void warnOfEndedCertificates() {
    Instant now = clock.instant();
    long ended = loaded.keys().keys().stream().filter(key -> !key.isInTime(now)).count();
    if (ended > 0) {
      LOG.log(
          Level.WARNING,
          "issuer definition {0}: {1} of its certificates are not in time and verify nothing",
          issuer.id(),
          ended);
    }
  }

  @Override
  public List<VerificationKey> resolveKeys(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException {
    return KeySet.usable(loaded.keys().fitting(name, algorithm), clock.instant());
  }

  @Override
  public boolean stillHolds(VerificationKey key) {
    return key.isInTime(clock.instant()) && loaded.keys().holds(key);
  }

  @Override
  public synchronized void refreshWhenDue() {
    Duration now = time.elapsed();
    if (now.compareTo(nextLook) < 0) {
      return;
    }
    nextLook = now.plus(INTERVAL);
    try {
      FileState seen = FileState.of(source.files());
      boolean changed = !seen.equals(lastSeen);
      lastSeen = seen;
      if (changed || lastFailure.isPresent()) {
        reload();
      }
    } catch (IllegalArgumentException e) {
      keepOldKeys(String.valueOf(e.getMessage()));
    }
  }

  private void reload() {
    attempts++;
    KeySet keys = load();
    loaded = new Loaded(keys, clock.instant());
    lastFailure = Optional.empty();
    LOG.log(
        Level.INFO, "issuer definition {0}: {1} keys read anew", issuer.id(), keys.keys().size());
    warnOfEndedCertificates();
  }

  private void keepOldKeys(String reason) {
    if (!lastFailure.equals(Optional.of(reason))) {
      LOG.log(
          Level.WARNING,
          "issuer definition {0}: its keys were changed and cannot be used, the old ones stay in"
              + " force: {1}",
          issuer.id(),
          reason);
    }
    lastFailure = Optional.of(reason);
  }

  @Override
  public synchronized KeyStatus status() {
    return new KeyStatus(
        issuer.id(), loaded.keys().keys().size(), Optional.of(loaded.at()), lastFailure, attempts);
  }
}
