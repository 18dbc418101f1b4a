package dev.signet.container;

import jakarta.security.auth.message.AuthException;

/**
 * The container does not accept a caller whose token is good, because the server is not set up for
 * callers that it does not know itself. Its message says what to do about it.
 */
public final class CallerNotAcceptedException extends AuthException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the remedy and nothing of the caller.
   *
   * @param server the container
   */
  public CallerNotAcceptedException(Server server) {
    super(server.refusalOfCallers());
  }
}
