package dev.signet.it.mechanism;

import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition;
import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition.KeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** The seed's configuration as an annotation, one of its values an expression. */
@ApplicationScoped
@Named("application")
@JwtHeaderAuthenticationMechanismDefinition(
    id = "RS",
    headerName = "jwt",
    issuerIdentifier = "https://www.myidp.ibm.com",
    audiences = "ALL_AUDIENCES",
    signatureAlgorithm = "RS256",
    trustStoreRef = "trust",
    trustAliasName = "rsakey1",
    realmName = "#{application.realm}",
    clockSkew = "60",
    keyStores =
        @KeyStore(
            id = "trust",
            location = "resources/security/key.p12",
            password = "${env.KEYSTORE_PASSWORD}"))
public class AnnotatedApplication {
  /** For CDI. */
  public AnnotatedApplication() {}

  /** The realm of users and groups. */
  public String getRealm() {
    return "mechanismRealm";
  }
}
