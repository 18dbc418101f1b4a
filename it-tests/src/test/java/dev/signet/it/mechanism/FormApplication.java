package dev.signet.it.mechanism;

import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.FormAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.LoginToContinue;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Tokens beside a form, whose one user is its own identity store's. */
@ApplicationScoped
@JwtHeaderAuthenticationMechanismDefinition(config = "/WEB-INF/supported.json")
@FormAuthenticationMechanismDefinition(
    loginToContinue =
        @LoginToContinue(
            loginPage = "/open/login",
            errorPage = "/open/error",
            useForwardToLogin = false))
public class FormApplication implements IdentityStore {
  /** For CDI. */
  public FormApplication() {}

  @Override
  public CredentialValidationResult validate(Credential credential) {
    return credential instanceof UsernamePasswordCredential form
            && form.compareTo("formuser", "formword")
        ? new CredentialValidationResult("formuser", Set.of("groupa"))
        : CredentialValidationResult.NOT_VALIDATED_RESULT;
  }
}
