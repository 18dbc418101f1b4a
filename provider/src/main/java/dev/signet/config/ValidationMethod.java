package dev.signet.config;

/** How a token is verified. The first two values are Liberty's. */
enum ValidationMethod {
  /** The signature. */
  LOCAL,
  /** The answer of the issuer (RFC 7662). */
  INTROSPECT,
  /** Both of them. */
  BOTH
}
