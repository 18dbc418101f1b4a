package dev.signet.token;

/**
 * Nobody can say whether a token is good, because something that decides on it is out of reach: its
 * issuer's keys, or the memory of used tokens. Not a refusal: the caller may try again.
 */
public final class VerificationUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String issuerId;
  private final long retryAfterSeconds;

  /**
   * Says whose keys are missing.
   *
   * @param issuerId the {@code id} of the issuer's definition
   * @param retryAfterSeconds when to try again, in seconds
   */
  public VerificationUnavailableException(String issuerId, long retryAfterSeconds) {
    this(issuerId, "the keys", retryAfterSeconds);
  }

  /**
   * Says what is missing.
   *
   * @param issuerId the {@code id} of the issuer's definition
   * @param what a fixed text such as {@code the keys}
   * @param retryAfterSeconds when to try again, in seconds
   */
  public VerificationUnavailableException(String issuerId, String what, long retryAfterSeconds) {
    super(what + " of issuer definition " + issuerId + " cannot be had", null, false, false);
    this.issuerId = issuerId;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * Whose tokens cannot be decided on.
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
