package dev.signet.mechanism;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtPrincipal;
import jakarta.security.enterprise.credential.Credential;
import java.util.List;

/**
 * A token that has been verified, for the identity stores of an application. Having one is the
 * proof: only Signet makes them. It has the caller and the claims, not the token, and prints
 * neither.
 */
public final class JwtCredential implements Credential {
  private final Authenticated caller;
  private volatile boolean cleared;

  /** With user and groups as applications on this server see them. */
  JwtCredential(Authenticated caller) {
    this.caller = caller;
  }

  /**
   * The caller, with all claims of the token.
   *
   * @return with the name that the container is notified of, unless a store gives another one
   */
  public JwtPrincipal principal() {
    return caller.principal();
  }

  /**
   * The groups of the token, by the names that applications on this server use.
   *
   * @return unmodifiable
   */
  public List<String> groups() {
    return caller.names().groups();
  }

  /**
   * The definition that verified the token.
   *
   * @return the {@code id} of the issuer's definition
   */
  public String issuerId() {
    return caller.jwt().issuerId();
  }

  /** The realm-qualified id of the caller. */
  String accessId() {
    return caller.identity().accessId();
  }

  @Override
  public boolean isCleared() {
    return cleared;
  }

  /** Makes the credential invalid. */
  @Override
  public void clear() {
    cleared = true;
  }

  @Override
  public boolean isValid() {
    return !cleared;
  }

  /** Names the definition, and nothing of the token. */
  @Override
  public String toString() {
    return "JwtCredential[issuer definition " + issuerId() + "]";
  }
}
