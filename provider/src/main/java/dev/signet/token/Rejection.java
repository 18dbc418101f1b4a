package dev.signet.token;

/**
 * The catalogue of all reasons for which a token is refused. Each text is fixed, so it never
 * carries a value of a token into a log or a response.
 */
public enum Rejection {
  /** Two tokens, or the same token twice. */
  TOKEN_REPEATED("SIGNET-101", BearerError.INVALID_REQUEST, "the request has more than one token"),
  /** The header or cookie for the token is present and empty. */
  TOKEN_EMPTY("SIGNET-102", BearerError.INVALID_TOKEN, "the token is empty"),
  /** Longer than {@link CompactJwt#MAX_LENGTH}. */
  TOKEN_TOO_LONG("SIGNET-103", BearerError.INVALID_TOKEN, "the token is too long"),
  /** The header with the number of segments is invalid, or a segment is missing. */
  TOKEN_SEGMENTS(
      "SIGNET-104",
      BearerError.INVALID_TOKEN,
      "the token's segment headers are incomplete or invalid"),
  /** Not the compact serialization of a JWS with JSON objects in it. */
  TOKEN_MALFORMED("SIGNET-105", BearerError.INVALID_TOKEN, "the token is malformed"),

  /** {@code iss} is missing or not a string. */
  ISSUER_MISSING("SIGNET-201", BearerError.INVALID_TOKEN, "the token has no issuer (iss)"),
  /** {@code iss} is not that of any definition. */
  ISSUER_UNKNOWN("SIGNET-202", BearerError.INVALID_TOKEN, "the token's issuer is not trusted"),
  /** A trusted issuer's token in a header or cookie that its definition does not name. */
  ISSUER_TRANSPORT(
      "SIGNET-203",
      BearerError.INVALID_TOKEN,
      "the token is in a header or cookie that its issuer does not use"),
  /** A trusted issuer's token on a request that does not match its {@code authFilter}. */
  ISSUER_CHANNEL(
      "SIGNET-204",
      BearerError.INVALID_TOKEN,
      "the request does not match the filter of the token's issuer"),

  /** {@code alg} is missing, {@code none}, or not listed in the issuer's definition. */
  ALGORITHM_NOT_ALLOWED(
      "SIGNET-301",
      BearerError.INVALID_TOKEN,
      "the token's signature algorithm (alg) is not allowed"),
  /** {@code crit} or {@code b64}: extensions that are not supported (RFC 7515 section 4.1.11). */
  HEADER_CRITICAL(
      "SIGNET-302",
      BearerError.INVALID_TOKEN,
      "the token's header requires an unsupported extension"),
  /** {@code typ} is not listed in the definition (RFC 8725 section 3.11). */
  TYPE_NOT_ALLOWED(
      "SIGNET-303", BearerError.INVALID_TOKEN, "the token's type (typ) is not allowed"),
  /** The issuer has no key that matches the token's {@code kid} and {@code alg}. */
  KEY_UNKNOWN(
      "SIGNET-304",
      BearerError.INVALID_TOKEN,
      "no key of the issuer matches the token's kid and alg"),
  /** The issuer's key does not verify the signature. */
  SIGNATURE_INVALID("SIGNET-305", BearerError.INVALID_TOKEN, "the token's signature is invalid"),
  /** The certificate of the token's key is expired or not yet valid. */
  KEY_OUTDATED(
      "SIGNET-306",
      BearerError.INVALID_TOKEN,
      "the certificate of the token's key is expired or not yet valid"),
  /** The issuer's definition requires encrypted tokens, and this one is not. */
  ENCRYPTION_MISSING("SIGNET-307", BearerError.INVALID_TOKEN, "the token is not encrypted"),
  /** Encrypted for another key, or in a way that is not accepted. */
  DECRYPTION_FAILED("SIGNET-308", BearerError.INVALID_TOKEN, "the token cannot be decrypted"),

  /** A registered claim has the wrong JSON type or range, or contradicts the header. */
  CLAIM_MALFORMED(
      "SIGNET-401",
      BearerError.INVALID_TOKEN,
      "a registered claim of the token, such as aud or exp, is malformed"),
  /** {@code aud} is missing, and the definition requires it. */
  AUDIENCE_MISSING("SIGNET-402", BearerError.INVALID_TOKEN, "the token has no audience (aud)"),
  /** No value of {@code aud} is in the definition. */
  AUDIENCE_WRONG(
      "SIGNET-403", BearerError.INVALID_TOKEN, "the token's audience (aud) is not accepted"),
  /** {@code exp} is missing: a token without an expiration time is not accepted. */
  EXPIRY_MISSING("SIGNET-404", BearerError.INVALID_TOKEN, "the token has no expiration time (exp)"),
  /** {@code exp} has passed. */
  EXPIRED("SIGNET-405", BearerError.INVALID_TOKEN, "the token has expired"),
  /** {@code nbf} is in the future. */
  NOT_YET_VALID("SIGNET-406", BearerError.INVALID_TOKEN, "the token is not yet valid (nbf)"),
  /** {@code iat} is in the future. */
  ISSUED_IN_FUTURE(
      "SIGNET-407", BearerError.INVALID_TOKEN, "the token's issue time (iat) is in the future"),
  /** Preset {@code aws-alb}: {@code signer} is missing or not in the definition. */
  SIGNER_WRONG(
      "SIGNET-408",
      BearerError.INVALID_TOKEN,
      "the token's signer is not a configured load balancer"),
  /** Preset {@code aws-alb}: {@code client} is missing or not in the definition. */
  CLIENT_WRONG(
      "SIGNET-409", BearerError.INVALID_TOKEN, "the token's client is not a configured client"),
  /** Preset {@code cloudflare-access}: {@code type} is not {@code app}. */
  KIND_WRONG("SIGNET-410", BearerError.INVALID_TOKEN, "the token's type claim is not app"),
  /** {@code iat} is missing, and the definition limits the lifetime or the age of tokens. */
  ISSUED_AT_MISSING("SIGNET-411", BearerError.INVALID_TOKEN, "the token has no issue time (iat)"),
  /** The time from {@code iat} to {@code exp} is longer than the definition allows. */
  LIFETIME_TOO_LONG(
      "SIGNET-412", BearerError.INVALID_TOKEN, "the token's lifetime (iat to exp) is too long"),
  /** The time since {@code iat} is longer than the definition allows. */
  TOO_OLD("SIGNET-413", BearerError.INVALID_TOKEN, "the token's issue time (iat) is too long ago"),
  /** A claim that the definition requires is missing. */
  REQUIRED_CLAIM_MISSING(
      "SIGNET-414", BearerError.INVALID_TOKEN, "a required claim of the token is missing"),
  /** A claim that the definition requires has none of the listed values. */
  REQUIRED_CLAIM_WRONG(
      "SIGNET-415",
      BearerError.INVALID_TOKEN,
      "a required claim of the token has a value that is not accepted"),
  /** The token is bound to a key, and the request does not prove that key. */
  CONFIRMATION_MISMATCH(
      "SIGNET-416",
      BearerError.INVALID_TOKEN,
      "the token's confirmation (cnf) does not match the client certificate"),
  /**
   * The definition requires a token bound to a TLS client certificate, and this one is not bound.
   */
  HOLDER_MISSING(
      "SIGNET-417",
      BearerError.INVALID_TOKEN,
      "the token is not bound to a client certificate (cnf)"),
  /** {@code jti} is missing, and the definition allows each token only once. */
  ID_MISSING("SIGNET-418", BearerError.INVALID_TOKEN, "the token has no id (jti)"),
  /** The definition allows each token only once, and this one has been used. */
  TOKEN_USED("SIGNET-419", BearerError.INVALID_TOKEN, "the token has been used before"),
  /** The issuer was asked about the token, and does not confirm it (RFC 7662 section 2.2). */
  NOT_ACTIVE(
      "SIGNET-420", BearerError.INVALID_TOKEN, "the token is not active according to its issuer"),
  /** An entry of the revocations names the token, its session, its user, its key or its issuer. */
  REVOKED("SIGNET-421", BearerError.INVALID_TOKEN, "the token has been revoked"),
  /** A security event token (RFC 8417), such as a logout token, in place of an identity. */
  SECURITY_EVENT(
      "SIGNET-422",
      BearerError.INVALID_TOKEN,
      "the token reports a security event, such as a logout, and is no identity"),

  /** The caller's name is missing, empty, or has control characters. */
  USER_MISSING(
      "SIGNET-501", BearerError.INVALID_TOKEN, "the token's user name is missing or invalid"),
  /** Groups that are neither a string nor an array of strings. */
  GROUPS_MALFORMED("SIGNET-502", BearerError.INVALID_TOKEN, "the token's groups are malformed"),
  /**
   * The claim with the realm has none of the issuer's realms, or a name of the caller reads as a
   * name of another realm.
   */
  REALM_NOT_ALLOWED("SIGNET-503", BearerError.INVALID_TOKEN, "the token's realm is not allowed"),
  /** The definition maps users, and has no mapping for this one. */
  USER_NOT_MAPPED(
      "SIGNET-504", BearerError.INVALID_TOKEN, "the token's user has no identity mapping"),
  /** A rule of the definition refuses this user. */
  USER_REFUSED("SIGNET-505", BearerError.INVALID_TOKEN, "a mapping rule refuses the token's user"),
  /**
   * The definition requires the user to be looked up in a registry, and this server does not
   * support that.
   */
  REGISTRY_MISSING(
      "SIGNET-506",
      BearerError.INVALID_TOKEN,
      "this server cannot look up the token's user in a registry"),
  /** The application has identity stores, and they reject the caller. */
  IDENTITY_STORE_REJECTED(
      "SIGNET-507",
      BearerError.INVALID_TOKEN,
      "an identity store of the application rejects the token's user"),
  /** The server has another login for the request, which takes precedence over the token. */
  CALLER_MISMATCH(
      "SIGNET-508",
      BearerError.INVALID_TOKEN,
      "another login of the request takes precedence over the token's user"),

  /** At the address for logouts: not a form with exactly one {@code logout_token}. */
  LOGOUT_MALFORMED(
      "SIGNET-601",
      BearerError.INVALID_REQUEST,
      "the logout request is no form with one logout_token"),
  /** At the address for logouts: a token that is no valid logout token of the definition. */
  LOGOUT_TOKEN_INVALID("SIGNET-602", BearerError.INVALID_REQUEST, "the logout token is not valid");

  private final String id;
  private final BearerError error;
  private final String text;

  Rejection(String id, BearerError error, String text) {
    this.id = id;
    this.error = error;
    this.text = text;
  }

  /**
   * The number of the entry, the same in every version.
   *
   * @return such as {@code SIGNET-405}
   */
  public String id() {
    return id;
  }

  /**
   * The error of RFC 6750 section 3.1 that it leads to.
   *
   * @return the error code with its status
   */
  public BearerError error() {
    return error;
  }

  /**
   * The text of the reason.
   *
   * @return a fixed text without a full stop
   */
  public String text() {
    return text;
  }
}
