package dev.signet.jose;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.SignatureProviders;
import dev.signet.crypto.VerificationKey;
import dev.signet.token.TokenRejectedException;
import java.util.Optional;
import java.util.Set;

/** A token taken apart as the verifier does it, for tests of the keys that it is tried with. */
public final class TokenUnderTest {
  private static final Set<SignatureAlgorithm> ALL = Set.of(SignatureAlgorithm.values());

  private static final SignatureVerifier PLATFORM =
      SignatureVerifier.of(SignatureProviders.NONE, ALL);

  private final ParsedJws jws;

  private TokenUnderTest(ParsedJws jws) {
    this.jws = jws;
  }

  public static TokenUnderTest parse(String compact) throws TokenRejectedException {
    return new TokenUnderTest(ParsedJws.parse(compact));
  }

  /** The token's algorithm, where its header is that of a JWT. */
  public SignatureAlgorithm algorithm() throws TokenRejectedException {
    return jws.checkHeader(ALL, Set.of("jwt"));
  }

  public Optional<String> keyName() {
    return jws.keyName();
  }

  public boolean isSignedBy(VerificationKey key) {
    return jws.isSignedBy(key, PLATFORM);
  }
}
