package dev.signet.it.servers;

import dev.signet.it.tokens.Keys;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;

/** The metadata of an identity provider (SAML 2.0), to which a service provider sends its users. */
final class SamlIssuer {
  /** Where users log in. Nobody listens there. */
  static final String LOGIN = "http://127.0.0.1:9/saml/login";

  private static final String METADATA =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">
        <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
          <md:KeyDescriptor use="signing">
            <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
              <ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data>
            </ds:KeyInfo>
          </md:KeyDescriptor>
          <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%s"/>
        </md:IDPSSODescriptor>
      </md:EntityDescriptor>
      """;

  private SamlIssuer() {}

  static String metadata() {
    try {
      byte[] certificate = Keys.trustedCertificate().getEncoded();
      return METADATA.formatted(Base64.getEncoder().encodeToString(certificate), LOGIN);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
