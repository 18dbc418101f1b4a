package dev.signet.revocation;

/**
 * Where entries come from: a file, this server's memory, a cluster. It is asked on each request, so
 * it answers at once with what it knows and waits for nothing. Where its origin cannot be reached
 * or is broken, the last list that was good stays.
 */
@FunctionalInterface
public interface RevocationSource {

  /**
   * The entries in force.
   *
   * @return the very same object until the entries change
   */
  RevocationList current();
}
