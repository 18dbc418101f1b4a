package dev.signet.config;

/**
 * What a server does with the tokens of an issuer; the values of Liberty's {@code
 * inboundPropagation}.
 */
public enum Propagation {
  /** The token is the only accepted authentication: a request without one is not authenticated. */
  REQUIRED,
  /**
   * The token is one accepted authentication: a request without one is left to the server's others.
   */
  SUPPORTED,
  /** Tokens of this issuer are not accepted. */
  NONE
}
