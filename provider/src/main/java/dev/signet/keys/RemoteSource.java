package dev.signet.keys;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys that are fetched over HTTP, for all definitions that need the same ones. */
interface RemoteSource {

  /**
   * Resolves the keys that may verify a token.
   *
   * @return a few keys, at least one, each allowed for the algorithm
   * @throws TokenRejectedException where the issuer has no such key
   * @throws VerificationUnavailableException where the issuer's keys are unavailable
   */
  List<VerificationKey> resolveKeys(KeyQuestion question)
      throws TokenRejectedException, VerificationUnavailableException;

  /** Whether a key that verified a token before is still valid. */
  boolean stillHolds(VerificationKey key);

  /** Starts a refresh of the keys where one is due; called every second and never slow. */
  void refreshWhenDue();

  /** The state of the keys, as a definition reports it. */
  KeyStatus status(String definition);

  /**
   * The look-up of a key for a request; several definitions may share the key.
   *
   * @param name the key id in the token
   * @param algorithm the algorithm of the token
   * @param definition the id of the definition that asks
   * @param address the client's address; empty where it is unknown
   * @param waiting the number of requests of the definition that wait
   */
  record KeyQuestion(
      Optional<String> name,
      SignatureAlgorithm algorithm,
      String definition,
      String address,
      AtomicInteger waiting) {}
}
