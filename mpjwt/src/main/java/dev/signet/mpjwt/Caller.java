package dev.signet.mpjwt;

import dev.signet.JwtPrincipal;
import dev.signet.cdi.Callers;
import jakarta.enterprise.inject.spi.CDI;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The caller of whichever request the calling thread serves, as it is injected: it looks the token
 * up with each call, so a bean that outlives a request may hold it. Where no token authenticates
 * the caller, it has no name, no claims and no groups.
 */
final class Caller implements JsonWebToken, Serializable {
  private static final long serialVersionUID = 1L;

  /** The caller; empty where no token authenticates them. */
  static Optional<JwtPrincipal> find() {
    return Callers.find(CDI.current());
  }

  private static Optional<JsonWebToken> token() {
    return find().map(it -> it instanceof JsonWebToken token ? token : new TokenPrincipal(it));
  }

  @Override
  public @Nullable String getName() {
    return token().map(JsonWebToken::getName).orElse(null);
  }

  @Override
  public @Nullable String getRawToken() {
    return token().map(JsonWebToken::getRawToken).orElse(null);
  }

  @Override
  public long getExpirationTime() {
    return token().map(JsonWebToken::getExpirationTime).orElse(0L);
  }

  @Override
  public long getIssuedAtTime() {
    return token().map(JsonWebToken::getIssuedAtTime).orElse(0L);
  }

  @Override
  public Set<String> getGroups() {
    return token().map(JsonWebToken::getGroups).orElse(Set.of());
  }

  @Override
  public @Nullable Set<String> getClaimNames() {
    return token().map(JsonWebToken::getClaimNames).orElse(null);
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // of the interface
  public <T> @Nullable T getClaim(String name) {
    return token().map(token -> token.<T>getClaim(name)).orElse(null);
  }

  /** The caller's name. */
  @Override
  public String toString() {
    return String.valueOf(getName());
  }
}
