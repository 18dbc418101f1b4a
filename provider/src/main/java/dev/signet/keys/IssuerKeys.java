package dev.signet.keys;

import dev.signet.channel.Channel;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.util.List;
import java.util.Optional;

/** The keys of one issuer. */
public interface IssuerKeys {

  /**
   * Resolves the keys that may verify a token.
   *
   * @param name the key id in the token
   * @return a few keys, at least one, each allowed for the algorithm
   * @throws TokenRejectedException where the issuer has no such key
   * @throws VerificationUnavailableException where the issuer's keys are unavailable
   */
  List<VerificationKey> resolveKeys(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException, VerificationUnavailableException;

  /**
   * The same for a request: where keys must be fetched, the client's address counts for limits.
   *
   * @param channel the attributes of the request
   */
  default List<VerificationKey> resolveKeys(
      Optional<String> name, SignatureAlgorithm algorithm, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    return resolveKeys(name, algorithm);
  }

  /** Whether a key that verified a token before is still valid. */
  boolean stillHolds(VerificationKey key);

  /** Starts a refresh of the keys where one is due; called every second and never slow. */
  void refreshWhenDue();

  /** The state of the keys, for monitoring. */
  KeyStatus status();

  /** The definition no longer uses the keys. */
  default void close() {}
}
