package dev.signet.token;

/**
 * Nobody can say whether a token is good, because its issuer's keys are out of reach. Not a
 * refusal: the caller may try again.
 */
public final class KeysUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String issuerId;
  private final long retryAfterSeconds;

  /**
   * Says whose keys are missing.
   *
   * @param issuerId the {@code id} of the issuer's definition
   * @param retryAfterSeconds when to try again, in seconds
   */
  public KeysUnavailableException(String issuerId, long retryAfterSeconds) {
    super("the keys of issuer definition " + issuerId + " cannot be had", null, false, false);
    this.issuerId = issuerId;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * Whose keys are missing.
   *
   * @return the {@code id} of the issuer's definition
   */
  public String issuerId() {
    return issuerId;
  }

  /**
   * When to try again (RFC 9110 section 10.2.3).
   *
   * @return seconds from now
   */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
