package dev.signet.mpjwt;

import dev.signet.JwtPrincipal;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The caller, as {@code HttpServletRequest.getUserPrincipal()} and {@code
 * SecurityContext.getUserPrincipal()} return it: a {@link JsonWebToken}, and a {@link JwtPrincipal}
 * all the same. It does not have the token itself, which stays with the request. Immutable.
 */
public final class TokenPrincipal extends JwtPrincipal implements JsonWebToken {
  private static final long serialVersionUID = 1L;

  TokenPrincipal(JwtPrincipal caller) {
    super(caller);
  }

  /**
   * The token of the request that the calling thread serves.
   *
   * @return null where it serves none, or one of another caller
   */
  @Override
  public @Nullable String getRawToken() {
    return token().orElse(null);
  }

  /**
   * The names of the claims.
   *
   * @return those of the token, with {@code raw_token}
   */
  @Override
  public Set<String> getClaimNames() {
    Set<String> names = new HashSet<>(claims().keySet());
    names.add(Claims.raw_token.name());
    return names;
  }

  /** The caller's groups as Signet has mapped them, with the roles of {@code groupToRoles}. */
  @Override
  public Set<String> getGroups() {
    return Set.copyOf(groups());
  }

  /**
   * A claim: of a registered one the type that {@link Claims} has for it. Of all others a {@code
   * String}, a {@code Boolean}, or a {@code jakarta.json.JsonValue}.
   *
   * @param name the claim's name
   * @return null where it is missing or of another type
   */
  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller says which type
  public <T> @Nullable T getClaim(String name) {
    if (name.equals(Claims.raw_token.name())) {
      return (T) getRawToken();
    }
    Object claim = claims().get(name);
    return claim == null ? null : (T) ClaimTypes.standard(name, claim).orElse(null);
  }
}
