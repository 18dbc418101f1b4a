package dev.signet.token;

/**
 * Every reason for which a token is refused: the only catalogue. An entry's text is fixed, so that
 * nothing of a token can get into a log or a response through it.
 */
public enum Rejection {
  /** Two tokens, or one token twice. */
  TOKEN_REPEATED("SIGNET-101", BearerError.INVALID_REQUEST, "more than one token in the request"),
  /** The place for the token is there and empty. */
  TOKEN_EMPTY("SIGNET-102", BearerError.INVALID_TOKEN, "the token is empty"),
  /** Longer than {@link CompactJwt#MAX_LENGTH}. */
  TOKEN_TOO_LONG("SIGNET-103", BearerError.INVALID_TOKEN, "the token is too long"),
  /** The parts of a split token do not add up. */
  TOKEN_SEGMENTS("SIGNET-104", BearerError.INVALID_TOKEN, "the token's segments are incomplete"),
  /** Not the compact serialization of a JWS with JSON in it. */
  TOKEN_MALFORMED("SIGNET-105", BearerError.INVALID_TOKEN, "the token is malformed"),

  /** No {@code iss}, or not a string. */
  ISSUER_MISSING("SIGNET-201", BearerError.INVALID_TOKEN, "the token names no issuer"),
  /** An {@code iss} that no definition names. */
  ISSUER_UNKNOWN("SIGNET-202", BearerError.INVALID_TOKEN, "the token's issuer is not trusted"),
  /** A trusted issuer's token in a place where another's belongs. */
  ISSUER_TRANSPORT(
      "SIGNET-203", BearerError.INVALID_TOKEN, "the token came where its issuer does not send it"),
  /** A trusted issuer's token on a request that its {@code authFilter} does not let through. */
  ISSUER_CHANNEL(
      "SIGNET-204",
      BearerError.INVALID_TOKEN,
      "the token came through another channel than its issuer's"),

  /** No {@code alg}, {@code none}, or one that the issuer's definition does not list. */
  ALGORITHM_NOT_ALLOWED(
      "SIGNET-301", BearerError.INVALID_TOKEN, "the token's algorithm is not allowed"),
  /** {@code crit} or {@code b64}: extensions that are not understood (RFC 7515 section 4.1.11). */
  HEADER_CRITICAL(
      "SIGNET-302", BearerError.INVALID_TOKEN, "the token's header demands an unknown extension"),
  /** A {@code typ} that the definition does not list (RFC 8725 section 3.11). */
  TYPE_NOT_ALLOWED("SIGNET-303", BearerError.INVALID_TOKEN, "the token is of another type"),
  /** The issuer has no key that fits the token's {@code kid} and {@code alg}. */
  KEY_UNKNOWN("SIGNET-304", BearerError.INVALID_TOKEN, "the token's key is not known"),
  /** Not signed by the issuer's key. */
  SIGNATURE_INVALID("SIGNET-305", BearerError.INVALID_TOKEN, "the token's signature is invalid"),
  /** The certificate of the token's key has ended or not begun. */
  KEY_OUTDATED(
      "SIGNET-306", BearerError.INVALID_TOKEN, "the certificate of the token's key is not in time"),
  /** An issuer whose tokens are encrypted sent one that is not. */
  ENCRYPTION_MISSING("SIGNET-307", BearerError.INVALID_TOKEN, "the token is not encrypted"),
  /** Encrypted for somebody else, or in a way that is not accepted. */
  DECRYPTION_FAILED("SIGNET-308", BearerError.INVALID_TOKEN, "the token cannot be decrypted"),

  /** A registered claim of the wrong JSON type. */
  CLAIM_MALFORMED("SIGNET-401", BearerError.INVALID_TOKEN, "a claim of the token is malformed"),
  /** No {@code aud} where one is asked for. */
  AUDIENCE_MISSING("SIGNET-402", BearerError.INVALID_TOKEN, "the token names no audience"),
  /** An {@code aud} for somebody else. */
  AUDIENCE_WRONG("SIGNET-403", BearerError.INVALID_TOKEN, "the token is for another audience"),
  /** No {@code exp}: a token that never ends is not accepted. */
  EXPIRY_MISSING("SIGNET-404", BearerError.INVALID_TOKEN, "the token has no expiry"),
  /** {@code exp} has passed. */
  EXPIRED("SIGNET-405", BearerError.INVALID_TOKEN, "the token has expired"),
  /** {@code nbf} is yet to come. */
  NOT_YET_VALID("SIGNET-406", BearerError.INVALID_TOKEN, "the token is not valid yet"),
  /** {@code iat} is yet to come. */
  ISSUED_IN_FUTURE("SIGNET-407", BearerError.INVALID_TOKEN, "the token was issued in the future"),
  /** Preset {@code aws-alb}: another load balancer's {@code signer}, or none. */
  SIGNER_WRONG("SIGNET-408", BearerError.INVALID_TOKEN, "the token is another load balancer's"),
  /** Preset {@code aws-alb}: another {@code client}, or none. */
  CLIENT_WRONG("SIGNET-409", BearerError.INVALID_TOKEN, "the token is for another client"),
  /** Preset {@code cloudflare-access}: a {@code type} that is not {@code app}. */
  KIND_WRONG("SIGNET-410", BearerError.INVALID_TOKEN, "the token is not for an application"),
  /** No {@code iat}, where a definition limits how long or how old tokens may be. */
  ISSUED_AT_MISSING(
      "SIGNET-411", BearerError.INVALID_TOKEN, "the token does not say when it was issued"),
  /** From {@code iat} to {@code exp} it is longer than the definition allows. */
  LIFETIME_TOO_LONG("SIGNET-412", BearerError.INVALID_TOKEN, "the token's lifetime is too long"),
  /** {@code iat} is longer ago than the definition allows. */
  TOO_OLD("SIGNET-413", BearerError.INVALID_TOKEN, "the token is too old"),
  /** A claim that the definition requires is not there. */
  REQUIRED_CLAIM_MISSING(
      "SIGNET-414", BearerError.INVALID_TOKEN, "a claim that is required is missing"),
  /** A claim that the definition requires has another value. */
  REQUIRED_CLAIM_WRONG(
      "SIGNET-415", BearerError.INVALID_TOKEN, "a claim that is required has another value"),
  /** The token is bound to a key, and the request does not show that key. */
  CONFIRMATION_MISMATCH(
      "SIGNET-416", BearerError.INVALID_TOKEN, "the token is bound to somebody else's key"),
  /** The token is bound to no TLS client certificate, and the definition asks for that. */
  HOLDER_MISSING("SIGNET-417", BearerError.INVALID_TOKEN, "the token is bound to no certificate"),
  /** No {@code jti}, where the definition lets a token be used once. */
  ID_MISSING("SIGNET-418", BearerError.INVALID_TOKEN, "the token has no id of its own"),
  /** A token that was good for one request, and has had it. */
  TOKEN_USED("SIGNET-419", BearerError.INVALID_TOKEN, "the token has been used before"),
  /** The issuer was asked about the token, and does not vouch for it (RFC 7662 section 2.2). */
  NOT_ACTIVE("SIGNET-420", BearerError.INVALID_TOKEN, "the token's issuer says it is not active"),

  /** No caller's name, or one that is empty or holds control characters. */
  USER_MISSING("SIGNET-501", BearerError.INVALID_TOKEN, "the token names no user"),
  /** Groups that are neither a string nor an array of strings. */
  GROUPS_MALFORMED("SIGNET-502", BearerError.INVALID_TOKEN, "the token's groups are malformed"),
  /**
   * The claim with the realm names none that the issuer may speak for, or a name begins like
   * another realm's where the container knows no realms.
   */
  REALM_NOT_ALLOWED("SIGNET-503", BearerError.INVALID_TOKEN, "the token's realm is not allowed"),
  /** The definition maps users, and this one to nobody. */
  USER_NOT_MAPPED("SIGNET-504", BearerError.INVALID_TOKEN, "the token's user is not mapped"),
  /** The definition's rule for this user is to refuse him. */
  USER_REFUSED("SIGNET-505", BearerError.INVALID_TOKEN, "the token's user is refused by a rule"),
  /** The definition wants the user looked up in a registry, and this server cannot be told so. */
  REGISTRY_MISSING(
      "SIGNET-506",
      BearerError.INVALID_TOKEN,
      "the token's user cannot be looked up on this server"),
  /** The application has identity stores, and they do not vouch for the caller. */
  IDENTITY_STORE_REJECTED(
      "SIGNET-507", BearerError.INVALID_TOKEN, "the application's identity store refuses the user"),
  /** The server has another login for the request, which counts more than the token with it. */
  CALLER_MISMATCH(
      "SIGNET-508",
      BearerError.INVALID_TOKEN,
      "the server takes the token's user for somebody else");

  private final String id;
  private final BearerError error;
  private final String text;

  Rejection(String id, BearerError error, String text) {
    this.id = id;
    this.error = error;
    this.text = text;
  }

  /**
   * The entry's number, the same in every version.
   *
   * @return such as {@code SIGNET-405}
   */
  public String id() {
    return id;
  }

  /**
   * What RFC 6750 calls it.
   *
   * @return the error code with its status
   */
  public BearerError error() {
    return error;
  }

  /**
   * The reason in words.
   *
   * @return a fixed text without a full stop
   */
  public String text() {
    return text;
  }
}
