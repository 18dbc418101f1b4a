package dev.signet.junction.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Name and password that a program sends with its request (RFC 7617). */
record BasicLogin(Users users) {
  /** What to answer to a request without a right one. */
  static final String CHALLENGE = "Basic realm=\"junction\"";

  private static final String SCHEME = "Basic ";

  Optional<User> user(Request request) {
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (header == null || !header.startsWith(SCHEME)) {
      return Optional.empty();
    }
    try {
      byte[] credentials = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      String[] pair = new String(credentials, UTF_8).split(":", 2);
      return pair.length == 2 ? users.authenticate(pair[0], pair[1]) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
