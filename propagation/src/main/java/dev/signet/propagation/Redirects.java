package dev.signet.propagation;

import jakarta.ws.rs.client.ClientRequestContext;
import java.util.Optional;

/**
 * Whether a client of RESTEasy, which Liberty and WildFly have, follows redirects. It does so where
 * an application asks for it, copies the headers to any server, and has no such setting for one
 * request. An engine that does not say counts as one that does. RESTEasy's classes are not on the
 * class path elsewhere, so they are called by name.
 */
final class Redirects {
  private Redirects() {}

  static boolean areFollowed(ClientRequestContext request) {
    return call(request.getClient(), "httpEngine")
        .filter(engine -> !call(engine, "isFollowRedirects").equals(Optional.of(false)))
        .isPresent();
  }

  private static Optional<Object> call(Object target, String method) {
    try {
      return Optional.ofNullable(target.getClass().getMethod(method).invoke(target));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
