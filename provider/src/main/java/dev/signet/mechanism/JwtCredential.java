package dev.signet.mechanism;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtPrincipal;
import jakarta.security.enterprise.credential.Credential;
import java.util.List;

/**
 * A token that has been verified, for the identity stores of an application. Having one is the
 * proof: only the line makes them. It has the caller and the claims, not the token, and prints
 * neither.
 */
public final class JwtCredential implements Credential {
  private final Authenticated authenticated;
  private final JwtPrincipal principal;
  private final List<String> groups;
  private volatile boolean cleared;

  /** With user and groups as the container calls them. */
  JwtCredential(Authenticated authenticated, JwtPrincipal principal, List<String> groups) {
    this.authenticated = authenticated;
    this.principal = principal;
    this.groups = List.copyOf(groups);
  }

  /**
   * The caller, with all claims of the token.
   *
   * @return by the name the container will be told, unless a store says another
   */
  public JwtPrincipal principal() {
    return principal;
  }

  /**
   * The groups of the token as the container will be told of them.
   *
   * @return unmodifiable
   */
  public List<String> groups() {
    return groups;
  }

  /**
   * Which definition vouches for the token.
   *
   * @return the {@code id} of the issuer's definition
   */
  public String issuerId() {
    return authenticated.jwt().issuerId();
  }

  /** The realm-qualified id of the caller. */
  String accessId() {
    return authenticated.identity().accessId();
  }

  @Override
  public boolean isCleared() {
    return cleared;
  }

  /** Makes it good for nothing. */
  @Override
  public void clear() {
    cleared = true;
  }

  @Override
  public boolean isValid() {
    return !cleared;
  }

  /** Says whose token it is, not what is in it. */
  @Override
  public String toString() {
    return "JwtCredential[issuer definition " + issuerId() + "]";
  }
}
