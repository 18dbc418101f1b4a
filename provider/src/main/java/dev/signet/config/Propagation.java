package dev.signet.config;

/**
 * What a server does with the tokens of an issuer; the values of Liberty's {@code
 * inboundPropagation}.
 */
public enum Propagation {
  /** The token is the only way in: a request without one is not authenticated. */
  REQUIRED,
  /** The token is one way in: a request without one is left to what else there is. */
  SUPPORTED,
  /** Tokens of this issuer are not accepted. */
  NONE
}
