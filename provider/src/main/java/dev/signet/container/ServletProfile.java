package dev.signet.container;

import jakarta.security.auth.message.MessageInfo;

/** What Jakarta Authentication's Servlet Container Profile has in the map of a request. */
final class ServletProfile {
  /** Jakarta Authentication 3.0 section 3.8.1.1. */
  private static final String IS_MANDATORY =
      "jakarta.security.auth.message.MessagePolicy.isMandatory";

  /** Jakarta Authentication 3.0 section 3.8.4. */
  private static final String AUTH_TYPE = "jakarta.servlet.http.authType";

  private ServletProfile() {}

  /**
   * Whether the resource is protected. Jetty 12's own bridge never says so, and where any user may
   * enter it lets in a request that is nobody's: there every resource counts as protected.
   */
  static boolean isMandatory(MessageInfo exchange) {
    return Boolean.parseBoolean(String.valueOf(exchange.getMap().get(IS_MANDATORY)))
        || Server.JETTY.made(exchange);
  }

  @SuppressWarnings("unchecked") // a raw map in Jakarta Authentication 2.0, which TomEE 9 has
  static void nameAuthType(MessageInfo exchange) {
    exchange.getMap().put(AUTH_TYPE, "JWT");
  }
}
