package dev.signet.cli.jwks;

import java.security.PublicKey;
import java.security.cert.X509Certificate;

/** A certificate and its name in its keystore, as it was requested. */
public record NamedCertificate(String alias, X509Certificate certificate) {

  PublicKey publicKey() {
    return certificate.getPublicKey();
  }

  /** The alias, for messages. */
  @Override
  public String toString() {
    return "'" + alias + "'";
  }
}
