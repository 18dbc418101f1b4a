package dev.signet.cdi;

import dev.signet.JwtPrincipal;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Type;
import java.util.Optional;

/** Who is calling in the request of this thread, by a token. */
final class Callers {
  static final Type OPTIONAL = new TypeLiteral<Optional<JwtPrincipal>>() {}.getType();

  private Callers() {}

  /** Nobody where there is no request, no login, or a login by something else. */
  static Optional<JwtPrincipal> find(Instance<Object> lookup) {
    try {
      Instance<HttpServletRequest> request = lookup.select(HttpServletRequest.class);
      return request.isResolvable()
              && request.get().getUserPrincipal() instanceof JwtPrincipal principal
          ? Optional.of(principal)
          : Optional.empty();
    } catch (ContextNotActiveException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  static JwtPrincipal required(Instance<Object> lookup) {
    return find(lookup)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nobody is logged in by a token; Optional<JwtPrincipal> says so instead"));
  }

  static Object claim(Instance<Object> lookup, ClaimKind kind) {
    String name =
        lookup.select(InjectionPoint.class).get().getQualifiers().stream()
            .filter(Claim.class::isInstance)
            .map(qualifier -> ((Claim) qualifier).value())
            .findFirst()
            .orElse("");
    Optional<Object> value =
        find(lookup)
            .flatMap(caller -> Optional.ofNullable(caller.claims().get(name)))
            .flatMap(kind.reader()::read);
    return kind.isOptional()
        ? value
        : value.orElseThrow(
            () ->
                new IllegalStateException(
                    "the caller has no claim \""
                        + name
                        + "\" of this type; an Optional says so instead"));
  }
}
