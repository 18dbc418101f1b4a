package dev.signet.junction.proxy;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Whether a request that changes something comes from a page of this server. Browsers say so in
 * {@code Origin} and {@code Sec-Fetch-Site}; a client that sends neither is no browser, and no
 * user's cookies go with its requests.
 */
public final class SameOrigin {
  private SameOrigin() {}

  public static boolean isOf(Request request) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    String site = request.getHeaders().get("Sec-Fetch-Site");
    String own =
        (request.isSecure() ? "https://" : "http://") + request.getHttpURI().getAuthority();
    return (origin == null || origin.equalsIgnoreCase(own))
        && (site == null || site.equals("same-origin"));
  }
}
