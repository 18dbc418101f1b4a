package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.crypto.CertificateNotices;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.Signers;
import dev.signet.crypto.TrustedKey;
import dev.signet.crypto.VerificationKey;
import dev.signet.crypto.VerificationKey.Validity;
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
 * Keys from files of this machine, read anew when what the files hold has changed and stands still.
 * Files that cannot be read leave the old keys in force. A key in a file has the names that proxies
 * derive from it and none of a proxy's choosing: a token that calls its key by another name is
 * tried with the keys that fit its algorithm, as one that names none. All of them are trusted.
 */
final class LocalKeys implements IssuerKeys {
  private static final Logger LOG = System.getLogger(LocalKeys.class.getName());

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
    this.files = new FileWatch(source::files);
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
                            key.certificate().map(LocalKeys::validity)))
                .toList());
    sayWhatIsLeftOut(signers, pinned);
    return new Loaded(keys, signers.keys(), clock.instant());
  }

  private static Validity validity(X509Certificate certificate) {
    return new Validity(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  /** An alias is the administrator's own word; a chain in a file is what tools write. */
  private void sayWhatIsLeftOut(Signers signers, Set<SignatureAlgorithm> pinned) {
    List<String> authorities = signers.authorities().stream().map(TrustedKey::described).toList();
    if (!authorities.isEmpty()) {
      LOG.log(
          source instanceof KeySource.KeyStoreAliases ? Level.WARNING : Level.INFO,
          "issuer definition {0}: certificates of authorities verify no token: {1}",
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
            "issuer definition {0}: {1} keys fit {2}; a token that names none of them is tried with"
                + " the first {3} that are in time, in the order of aliases or files: {4}",
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

  /** A name that one of the keys has is that key's alone, whether or not it fits the algorithm. */
  @Override
  public List<VerificationKey> resolveKeys(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException {
    KeySet keys = loaded.keys();
    Optional<String> known =
        name.filter(n -> keys.keys().stream().anyMatch(key -> key.names().contains(n)));
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

  /** Looks at the files, and at the certificates: their time passes without any change. */
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
    LOG.log(Level.INFO, "issuer definition {0}: {1} keys read anew", issuer.id(), keyCount());
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
    return new KeyStatus(issuer.id(), keyCount(), Optional.of(loaded.at()), lastFailure, attempts);
  }

  private int keyCount() {
    return loaded.keys().keys().size();
  }
}
