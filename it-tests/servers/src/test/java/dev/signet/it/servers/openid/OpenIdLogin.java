package dev.signet.it.servers.openid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.ClaimsDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** OpenID Connect of Jakarta Security, as an application has it without Signet. */
@Named("openid")
@ApplicationScoped
@OpenIdAuthenticationMechanismDefinition(
    providerURI = "${openid.provider}",
    clientId = "httpd",
    clientSecret = "change-this-client-secret",
    scope = "openid",
    redirectURI = "${baseURL}/open/callback",
    claimsDefinition = @ClaimsDefinition(callerNameClaim = "sub", callerGroupsClaim = "groups"))
public class OpenIdLogin {
  /** For CDI. */
  public OpenIdLogin() {}

  /** The address of the issuer, which the test writes into the application. */
  public String getProvider() {
    try (InputStream text =
        Objects.requireNonNull(OpenIdLogin.class.getResourceAsStream("/provider.txt"))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
