package dev.signet.token;

/** The error codes of RFC 6750 section 3.1 that a refused token leads to. */
public enum BearerError {
  /** The request is invalid: 400. */
  INVALID_REQUEST("invalid_request", 400),
  /** The token is invalid: 401. */
  INVALID_TOKEN("invalid_token", 401);

  private final String code;
  private final int status;

  BearerError(String code, int status) {
    this.code = code;
    this.status = status;
  }

  /**
   * The value of {@code error} in a challenge.
   *
   * @return the registered code
   */
  public String code() {
    return code;
  }

  /**
   * The HTTP status that goes with it.
   *
   * @return 400 or 401
   */
  public int status() {
    return status;
  }
}
