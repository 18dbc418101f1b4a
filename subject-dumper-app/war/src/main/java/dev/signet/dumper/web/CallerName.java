package dev.signet.dumper.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** The name of who is calling. */
final class CallerName {
  private CallerName() {}

  /** The principal's name, or null without a caller. */
  static @Nullable String of(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal == null ? null : principal.getName();
  }
}
