package dev.signet.container;

import jakarta.security.auth.message.AuthException;

/**
 * The container does not take a caller whose token is good: the server is not set up for callers
 * that it does not know itself. Its message says what to do about it.
 */
public final class CallerNotAcceptedException extends AuthException {
  private static final long serialVersionUID = 1L;

  CallerNotAcceptedException(String message) {
    super(message);
  }
}
