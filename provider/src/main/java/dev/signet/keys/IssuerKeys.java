package dev.signet.keys;

import dev.signet.channel.Channel;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.util.List;
import java.util.Optional;

/** The keys of one issuer, and of no other. */
public interface IssuerKeys {

  /**
   * The keys a token may have been signed with.
   *
   * @param name what the token calls its key
   * @return at least one key and few, each allowed for the algorithm
   * @throws TokenRejectedException where the issuer has no such key
   * @throws VerificationUnavailableException where the issuer's keys are not known at the moment
   */
  List<VerificationKey> resolveKeys(Optional<String> name, SignatureAlgorithm algorithm)
      throws TokenRejectedException, VerificationUnavailableException;

  /**
   * The same, for a request: where keys have to be fetched, it counts where requests come from.
   *
   * @param channel what the request says about itself
   */
  default List<VerificationKey> resolveKeys(
      Optional<String> name, SignatureAlgorithm algorithm, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    return resolveKeys(name, algorithm);
  }

  /** Whether a key that verified a token once is good still. */
  boolean stillHolds(VerificationKey key);

  /** Looks whether it is time to read the keys anew; called every second and never slow. */
  void refreshWhenDue();

  /** How the keys are, for whoever watches the server. */
  KeyStatus status();

  /** The definition does not use them any more. */
  default void close() {}
}
