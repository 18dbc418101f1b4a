package dev.signet.it.client;

/** The whole value of {@code WWW-Authenticate} (RFC 6750 section 3), written out by hand. */
public final class Challenges {
  private Challenges() {}

  /** Where a token was missing: no error code. */
  public static String plain(String realm) {
    return "Bearer realm=\"" + realm + "\"";
  }

  public static String invalidToken(String realm, String description) {
    return withError(realm, "invalid_token", description);
  }

  public static String invalidRequest(String realm, String description) {
    return withError(realm, "invalid_request", description);
  }

  private static String withError(String realm, String error, String description) {
    return "%s, error=\"%s\", error_description=\"%s\"".formatted(plain(realm), error, description);
  }
}
