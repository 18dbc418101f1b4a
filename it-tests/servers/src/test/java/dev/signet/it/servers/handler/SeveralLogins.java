package dev.signet.it.servers.handler;

import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.FormAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Three mechanisms of Jakarta Security 4 in one application; its one user is its own store's. */
@ApplicationScoped
@JwtHeaderAuthenticationMechanismDefinition(config = "/WEB-INF/supported.json")
@FormAuthenticationMechanismDefinition(
    qualifiers = People.class,
    loginToContinue =
        @LoginToContinue(
            loginPage = "/open/login",
            errorPage = "/open/error",
            useForwardToLogin = false))
@BasicAuthenticationMechanismDefinition(qualifiers = Machines.class, realmName = "machines")
public class SeveralLogins implements IdentityStore {
  /** For CDI. */
  public SeveralLogins() {}

  @Override
  public CredentialValidationResult validate(Credential credential) {
    return credential instanceof UsernamePasswordCredential password
            && password.compareTo("formuser", "formword")
        ? new CredentialValidationResult("formuser", Set.of("groupa"))
        : CredentialValidationResult.NOT_VALIDATED_RESULT;
  }
}
