package dev.signet.keys;

import dev.signet.crypto.VerificationKey;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.util.List;

/** Keys that come over HTTP, for all definitions that would ask for the same. */
interface RemoteSource {

  /**
   * The keys a token may have been signed with.
   *
   * @return at least one key and few, each allowed for the algorithm
   * @throws TokenRejectedException where the issuer has no such key
   * @throws VerificationUnavailableException where the issuer's keys are not known at the moment
   */
  List<VerificationKey> resolveKeys(KeyQuestion question)
      throws TokenRejectedException, VerificationUnavailableException;

  /** Whether a key that verified a token once is good still. */
  boolean stillHolds(VerificationKey key);

  /** Looks whether it is time to fetch the keys anew; called every second and never slow. */
  void refreshWhenDue();

  /** How the keys are, as a definition shows them. */
  KeyStatus status(String definition);
}
