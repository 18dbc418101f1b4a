package dev.signet.keys;

import dev.signet.config.IssuerConfig;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.testing.Tokens;
import dev.signet.token.TokenRejectedException;
import java.util.List;
import java.util.Optional;

/** A key set as an issuer reads it, for tests of the tokens that its keys are tried with. */
public final class KeySetUnderTest {
  private final KeySet keys;

  private KeySetUnderTest(KeySet keys) {
    this.keys = keys;
  }

  /** Fails with a FetchException where there is no key for the issuer. */
  public static KeySetUnderTest parse(IssuerConfig issuer, String json) {
    return new KeySetUnderTest(new JwkSetParser(issuer).parse(json));
  }

  /** The keys that a token is tried with. */
  public List<VerificationKey> toTry(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException {
    return KeySet.usable(keys.fitting(name, algorithm), Tokens.NOW);
  }
}
