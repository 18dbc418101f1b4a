package dev.signet.jose;

import dev.signet.crypto.VerificationKey;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * The keys that a token was verified with.
 *
 * @param signer the key that verified it; empty where the issuer's answer replaces the signature
 * @param signerName how the token names that key, unless it does not
 * @param openedWith the key that decrypted it; empty where it was not encrypted
 */
record UsedKeys(
    Optional<VerificationKey> signer,
    Optional<String> signerName,
    Optional<PrivateKey> openedWith) {

  /** The issuer was asked instead. */
  static final UsedKeys NONE = new UsedKeys(Optional.empty(), Optional.empty(), Optional.empty());
}
