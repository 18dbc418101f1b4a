package dev.signet.channel;

import java.util.List;

/**
 * One attribute of a request.
 *
 * @param kind the kind of attribute
 * @param name the name of the header or cookie; empty for the others
 */
public record ChannelAttribute(Kind kind, String name) {

  /** SHA-256 of the TLS client certificate, base64url without padding (RFC 8705 section 3.1). */
  public static final ChannelAttribute CERTIFICATE_THUMBPRINT =
      new ChannelAttribute(Kind.CERTIFICATE_THUMBPRINT, "");

  /**
   * Whether the attribute is known from its values. A header may be missing. Each request has an
   * address, a URL and a path, so without a value they are unknown.
   */
  boolean isKnownFrom(List<String> values) {
    return switch (kind) {
      case REMOTE_ADDRESS -> !values.isEmpty() && values.stream().allMatch(AddressRange::isAddress);
      case REQUEST_URL, REQUEST_PATH -> !values.isEmpty();
      default -> true;
    };
  }

  /** The element of {@code authFilter} that asks for it, with the name where there is one. */
  String setting() {
    String element =
        switch (kind) {
          case REMOTE_ADDRESS -> "remoteAddress";
          case REQUEST_URL -> "requestUrl";
          case REQUEST_PATH -> "requestPath";
          case HOST -> "host";
          case USER_AGENT -> "userAgent";
          case REQUEST_HEADER -> "requestHeader";
          case COOKIE -> "cookie";
          case WEB_APP -> "webApp";
          case CERTIFICATE_SUBJECT, CERTIFICATE_NAME, CERTIFICATE_KEY, CERTIFICATE_THUMBPRINT ->
              "clientCertificate";
        };
    return name.isEmpty() ? element : element + " " + name;
  }

  /** The kinds of attributes. */
  public enum Kind {
    /**
     * The address of the client, or of the last hop that is not a trusted proxy, in each usual
     * spelling; empty where it is unknown.
     */
    REMOTE_ADDRESS,
    /** Scheme, host and port in lower case, and the path as below; without the query. */
    REQUEST_URL,
    /** The context root and the path that the container dispatches; empty where not normalized. */
    REQUEST_PATH,
    /** The header {@code Host}, or HTTP/2's {@code :authority}, in lower case. */
    HOST,
    /** The header {@code User-Agent}. */
    USER_AGENT,
    /** A request header by its name. */
    REQUEST_HEADER,
    /** A cookie by its name. */
    COOKIE,
    /** The application's context root without its first slash. */
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
