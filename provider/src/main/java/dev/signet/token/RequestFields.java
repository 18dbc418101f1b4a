package dev.signet.token;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/** The values a request has under one name, in the order they came. */
final class RequestFields {
  private RequestFields() {}

  static List<String> headers(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  /**
   * The only value of a header.
   *
   * @throws TokenRejectedException where there are several
   */
  static Optional<String> header(HttpServletRequest request, String name)
      throws TokenRejectedException {
    Enumeration<String> values = request.getHeaders(name);
    if (!values.hasMoreElements()) {
      return Optional.empty();
    }
    String value = values.nextElement();
    if (values.hasMoreElements()) {
      throw new TokenRejectedException(
          Rejection.TOKEN_REPEATED, "header " + name + " is there more than once");
    }
    return Optional.of(value);
  }

  /** The name is case-sensitive (RFC 6265 section 4.1). */
  static List<String> cookies(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) {
      return List.of();
    }
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .toList();
  }
}
