package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.crypto.CertificateNotices;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.Signers;
import dev.signet.crypto.TrustedKey;
import dev.signet.crypto.VerificationKey;
import dev.signet.crypto.VerificationKey.Validity;
import dev.signet.log.Messages;
import dev.signet.settings.FileWatch;
import dev.signet.token.TokenRejectedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys from files of this machine, read again when the content of the files has changed and is
 * stable. Where files cannot be read, the old keys stay in use. A key in a file has the names that
 * proxies derive from it, and no name that a proxy chooses freely. A token with another key id is
 * tried with the keys that match its algorithm, like one without a key id. All of them are trusted.
 */
final class LocalKeys implements IssuerKeys {
  private static final Logger LOG = Messages.logger(LocalKeys.class);

  private final IssuerConfig issuer;
  private final KeySource.Local source;
  private final Clock clock;
  private final CertificateNotices notices = CertificateNotices.ofProcess();
  private volatile Loaded loaded;
  private volatile Optional<String> lastFailure = Optional.empty();

  // below: guarded by this
  private final FileWatch files;
  private long attempts = 1;

  private record Loaded(KeySet keys, List<TrustedKey> signers, Instant at) {}

  LocalKeys(IssuerConfig issuer, KeySource.Local source, Clock clock) {
    this.issuer = issuer;
    this.source = source;
    this.clock = clock;
    this.files = new FileWatch(source::state);
    this.loaded = load();
    lookAtCertificates();
  }

  private Loaded load() {
    Set<SignatureAlgorithm> pinned = issuer.signatureAlgorithms();
    Signers signers = source.loadFor(pinned, issuer.allowsShortRsaKeys());
    boolean isOnlyKey = signers.keys().size() == 1;
    KeySet keys =
        new KeySet(
            signers.keys().stream()
                .map(
                    key ->
                        new VerificationKey(
                            key.key(),
                            isOnlyKey ? Set.of() : KeyNames.of(key),
                            VerificationKey.fitting(key.key(), pinned),
                            key.certificate().map(LocalKeys::validity),
                            key.label()))
                .toList());
    sayWhatIsLeftOut(signers, pinned);
    return new Loaded(keys, signers.keys(), clock.instant());
  }

  private static Validity validity(X509Certificate certificate) {
    return new Validity(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  /**
   * WARNING for an alias, which the administrator chose; INFO for a file, into which tools write
   * chains.
   */
  private void sayWhatIsLeftOut(Signers signers, Set<SignatureAlgorithm> pinned) {
    List<String> authorities = signers.authorities().stream().map(TrustedKey::described).toList();
    if (!authorities.isEmpty()) {
      boolean isOdd = source instanceof KeySource.KeyStoreAliases;
      LOG.log(
          isOdd ? Level.WARNING : Level.INFO,
          (isOdd ? "SIGNET0159W" : "SIGNET0159I")
              + ": issuer definition {0}: certificates of authorities are not used to verify"
              + " tokens: {1}",
          issuer.id(),
          few(authorities));
    }
    for (SignatureAlgorithm algorithm : pinned) {
      List<String> fitting =
          signers.keys().stream()
              .filter(key -> algorithm.fits(key.key()))
              .map(TrustedKey::described)
              .toList();
      if (fitting.size() > KeySet.MAX_TRIES) {
        LOG.log(
            Level.WARNING,
            "SIGNET0125W: issuer definition {0}: {1} keys match {2}; a token whose kid matches none of"
                + " them is tried with the first {3} that are valid now, in the order of aliases"
                + " or files: {4}",
            issuer.id(),
            fitting.size(),
            algorithm.jwaName(),
            KeySet.MAX_TRIES,
            few(fitting));
      }
    }
  }

  private static String few(List<String> all) {
    int more = all.size() - KeySet.MAX_TRIES;
    String first = all.stream().limit(KeySet.MAX_TRIES).collect(Collectors.joining(", "));
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private void lookAtCertificates() {
    Instant now = clock.instant();
    loaded.signers().forEach(key -> notices.look(issuer.id(), key, now));
  }

  /**
   * A name of one of the keys selects only that key, even where it does not match the algorithm.
   */
  @Override
  public List<VerificationKey> resolveKeys(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException {
    KeySet keys = loaded.keys();
    Optional<String> known = name.isPresent() && keys.names(name.get()) ? name : Optional.empty();
    return KeySet.usable(keys.fitting(known, algorithm), clock.instant());
  }

  @Override
  public boolean stillHolds(VerificationKey key) {
    return key.isInTime(clock.instant()) && loaded.keys().holds(key);
  }

  @Override
  public synchronized void refreshWhenDue() {
    if (files.isDue()) {
      look();
    }
  }

  /** Checks the files, and the certificates, which expire without a change of the files. */
  synchronized void look() {
    try {
      if (files.look(lastFailure.isPresent())) {
        reload();
      }
    } catch (IllegalArgumentException e) {
      keepOldKeys(String.valueOf(e.getMessage()));
    }
    lookAtCertificates();
  }

  private void reload() {
    attempts++;
    loaded = load();
    lastFailure = Optional.empty();
    LOG.log(
        Level.INFO,
        "SIGNET0126I: issuer definition {0}: {1} keys read again",
        issuer.id(),
        keyCount());
  }

  private void keepOldKeys(String reason) {
    if (!lastFailure.equals(Optional.of(reason))) {
      LOG.log(
          Level.WARNING,
          "SIGNET0127W: issuer definition {0}: its keys have changed and cannot be used, so the old"
              + " ones stay in use: {1}",
          issuer.id(),
          reason);
    }
    lastFailure = Optional.of(reason);
  }

  @Override
  public synchronized KeyStatus status() {
    Instant now = clock.instant();
    KeySet keys = loaded.keys();
    return new KeyStatus(
        issuer.id(),
        keyCount(),
        Optional.of(loaded.at()),
        lastFailure,
        attempts,
        keys.keys().stream().anyMatch(key -> key.isInTime(now)),
        keys.certificateEnd(now));
  }

  private int keyCount() {
    return loaded.keys().keys().size();
  }
}
