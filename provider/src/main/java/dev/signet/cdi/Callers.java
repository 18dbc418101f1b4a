package dev.signet.cdi;

import dev.signet.JwtPrincipal;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * The caller of this thread's request, if a token authenticates it. For {@code signet-mpjwt};
 * applications inject a {@link JwtPrincipal}.
 */
public final class Callers {
  static final Type OPTIONAL = new TypeLiteral<Optional<JwtPrincipal>>() {}.getType();

  private Callers() {}

  /**
   * The caller.
   *
   * @param lookup the beans of the application
   * @return empty where there is no request, no login, or a login without a token
   */
  public static Optional<JwtPrincipal> find(Instance<Object> lookup) {
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
                    "no caller is authenticated by a token; inject Optional<JwtPrincipal> to allow"
                        + " for that"));
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
                        + "\" of this type; inject an Optional to allow for that"));
  }
}
