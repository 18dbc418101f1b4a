package dev.signet.benchmarks;

/** Verifies a token, with its issuer, audience and times. */
@FunctionalInterface
interface Verifier {

  /**
   * Verifies a token.
   *
   * @return what it says
   * @throws Exception where it is refused
   */
  Object verify(String token) throws Exception;
}
