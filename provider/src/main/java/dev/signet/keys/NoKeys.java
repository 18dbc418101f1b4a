package dev.signet.keys;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.List;
import java.util.Optional;

/** The keys of an issuer that is asked about its tokens: there are none. */
record NoKeys(String issuerId) implements IssuerKeys {

  @Override
  public List<VerificationKey> resolveKeys(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException {
    throw new TokenRejectedException(
        Rejection.KEY_UNKNOWN, "the definition has no keys: its issuer is asked about its tokens");
  }

  @Override
  public boolean stillHolds(VerificationKey key) {
    return false;
  }

  @Override
  public void refreshWhenDue() {
    // there is nothing to refresh
  }

  @Override
  public KeyStatus status() {
    return new KeyStatus(
        issuerId, 0, Optional.empty(), Optional.empty(), 0, true, Optional.empty());
  }
}
