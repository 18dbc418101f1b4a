package dev.signet.dumper.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Links are relative to the address the browser asked for, so that they hold behind a proxy that
 * serves the application under a path of its own.
 */
final class PageDepth {
  private PageDepth() {}

  /** The way from the address asked for to the application's root: {@code ../} for each folder. */
  static String toRoot(HttpServletRequest request) {
    String uri = askedFor(request);
    return toRoot(uri.substring(Math.min(uri.length(), request.getContextPath().length())));
  }

  static String toRoot(String path) {
    return "../".repeat((int) path.chars().skip(1).filter(c -> c == '/').count());
  }

  private static String askedFor(HttpServletRequest request) {
    if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri) {
      return uri;
    }
    return request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String uri
        ? uri
        : request.getRequestURI();
  }
}
