package dev.signet.revocation;

/** What is revoked on this server while it runs, exchanged with other servers. */
public interface RevocationSharing extends AutoCloseable {
  /** With no other server. */
  RevocationSharing NONE =
      new RevocationSharing() {
        @Override
        public String reach() {
          return "on this server";
        }

        @Override
        public void close() {
          // nothing was begun
        }
      };

  /**
   * Where an entry that is added now counts.
   *
   * @return the end of a sentence
   */
  String reach();

  /** Ends the exchange; what is known stays in force. */
  @Override
  void close();
}
