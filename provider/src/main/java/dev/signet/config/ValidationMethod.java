package dev.signet.config;

/** Who says that a token is good. The first two are Liberty's words. */
enum ValidationMethod {
  /** The signature. */
  LOCAL,
  /** The issuer, which is asked (RFC 7662). */
  INTROSPECT,
  /** Both of them. */
  BOTH
}
