package dev.signet.cluster;

/**
 * The settings or the engine's configuration are wrong, and waiting does not help. The message says
 * what to do; it has nothing of what an engine says.
 */
final class CacheMistakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CacheMistakeException(String message) {
    super(message, null, false, false);
  }
}
