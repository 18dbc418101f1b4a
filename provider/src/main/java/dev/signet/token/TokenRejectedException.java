package dev.signet.token;

/** A token is refused. It carries only the catalogue's entry: no cause, no stack trace. */
public final class TokenRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Rejection rejection;

  /**
   * Refuses a token.
   *
   * @param rejection the reason
   */
  public TokenRejectedException(Rejection rejection) {
    super(rejection.id() + ": " + rejection.text(), null, false, false);
    this.rejection = rejection;
  }

  /**
   * The reason.
   *
   * @return the catalogue's entry
   */
  public Rejection rejection() {
    return rejection;
  }
}
