package dev.signet.config;

/**
 * One thing a request can be told by.
 *
 * @param kind what it is
 * @param name the name of the header or cookie; empty for the others
 */
public record ChannelAttribute(Kind kind, String name) {

  /** SHA-256 of the TLS client certificate, base64url without padding (RFC 8705 section 3.1). */
  public static final ChannelAttribute CERTIFICATE_THUMBPRINT =
      new ChannelAttribute(Kind.CERTIFICATE_THUMBPRINT, "");

  /** The kinds of attributes. */
  public enum Kind {
    /** The address of the client, or of the last hop that is not a trusted proxy. */
    REMOTE_ADDRESS,
    /** Scheme, host, port and path, without the query. */
    REQUEST_URL,
    /** The decoded path with the context root. */
    REQUEST_PATH,
    /** The header {@code Host}. */
    HOST,
    /** The header {@code User-Agent}. */
    USER_AGENT,
    /** A request header by its name. */
    REQUEST_HEADER,
    /** A cookie by its name. */
    COOKIE,
    /** The context root without its first slash. */
    WEB_APP,
    /** The subject of the TLS client certificate (RFC 2253). */
    CERTIFICATE_SUBJECT,
    /** Its subject alternative names, such as {@code DNS:client.example.com}. */
    CERTIFICATE_NAME,
    /** SHA-256 of its public key, base64url without padding. */
    CERTIFICATE_KEY,
    /** SHA-256 of the whole certificate, base64url without padding. */
    CERTIFICATE_THUMBPRINT
  }
}
