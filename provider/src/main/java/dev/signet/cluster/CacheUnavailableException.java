package dev.signet.cluster;

/**
 * A shared cache has given no answer in time, whatever the reason. Nothing of what an engine throws
 * is in it.
 */
public final class CacheUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  CacheUnavailableException() {
    super("a shared cache does not answer", null, false, false);
  }
}
