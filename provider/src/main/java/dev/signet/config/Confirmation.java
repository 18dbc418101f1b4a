package dev.signet.config;

/** How the claim {@code cnf} (RFC 7800) is treated, which binds a token to its holder's key. */
public enum Confirmation {
  /** A token must be bound to the TLS client certificate of the request (RFC 8705 section 3). */
  REQUIRED,
  /** A token that is bound must be bound to that certificate; others are accepted. */
  SUPPORTED,
  /** The claim is not checked: every client that has the token can use it. */
  IGNORED
}
