package dev.signet.crypto;

import javax.net.ssl.SSLContext;

/**
 * What an outgoing TLS connection trusts. Two are equal where their settings are; what they trust
 * may change with the time.
 */
public interface OutboundTrust {

  /**
   * What stands for the trusted certificates as they are now: the same object while nothing has
   * changed.
   *
   * @return never compared by {@code equals}
   * @throws IllegalArgumentException where they cannot be used, with a message that names them and
   *     has no text of a library
   */
  Object state();

  /**
   * The settings of TLS as they are now.
   *
   * @return for connections that begin now
   * @throws IllegalArgumentException as from {@link #state}
   */
  SSLContext context();
}
