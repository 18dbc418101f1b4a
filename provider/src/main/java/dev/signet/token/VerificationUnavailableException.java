package dev.signet.token;

/**
 * A token cannot be verified at the moment, because something that it needs is unavailable: its
 * issuer's keys or answer, or the memory of used tokens. This is not a refusal: the caller may try
 * again.
 */
public final class VerificationUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String issuerId;
  private final long retryAfterSeconds;

  /**
   * The keys of an issuer are unavailable.
   *
   * @param issuerId the {@code id} of the issuer's definition
   * @param retryAfterSeconds when to try again, in seconds
   */
  public VerificationUnavailableException(String issuerId, long retryAfterSeconds) {
    this(issuerId, "the keys", retryAfterSeconds);
  }

  /**
   * Something of an issuer is unavailable.
   *
   * @param issuerId the {@code id} of the issuer's definition
   * @param what a fixed text such as {@code the keys}
   * @param retryAfterSeconds when to try again, in seconds
   */
  public VerificationUnavailableException(String issuerId, String what, long retryAfterSeconds) {
    super("unavailable: " + what + " of issuer definition " + issuerId, null, false, false);
    this.issuerId = issuerId;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /**
   * The definition whose tokens cannot be verified.
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
