package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.http.FetchException;
import dev.signet.token.TokenRejectedException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys that came with the settings: other ones come with other settings. */
record GivenKeySet(String issuerId, KeySet keys, Instant since, Clock clock) implements IssuerKeys {

  /**
   * Reads the keys.
   *
   * @throws IllegalArgumentException where there is none that can be used
   */
  static GivenKeySet of(IssuerConfig issuer, KeySource.KeyText source, Clock clock) {
    try {
      KeySet keys = KeyTexts.parse(source.text(), issuer);
      return new GivenKeySet(issuer.id(), keys, clock.instant(), clock);
    } catch (FetchException e) {
      throw new IllegalArgumentException(
          "the public key of issuer definition "
              + issuer.id()
              + " must be a PEM block of type PUBLIC KEY, a JSON Web Key or a JSON Web Key Set, for"
              + " "
              + issuer.signatureAlgorithms()
              + " and strong enough",
          e);
    }
  }

  @Override
  public List<VerificationKey> resolveKeys(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException {
    return KeySet.usable(keys.fitting(name, algorithm), clock.instant());
  }

  @Override
  public boolean stillHolds(VerificationKey key) {
    return keys.holds(key);
  }

  @Override
  public void refreshWhenDue() {
    // there is nothing to refresh
  }

  @Override
  public KeyStatus status() {
    return new KeyStatus(
        issuerId,
        keys.keys().size(),
        Optional.of(since),
        Optional.empty(),
        1,
        true,
        Optional.empty());
  }
}
