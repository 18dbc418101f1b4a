package dev.signet.config;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A public key that an administrator put into a file.
 *
 * @param label the alias or the file's name
 * @param key the public key
 * @param certificate the certificate around it, where there is one
 */
public record TrustedKey(String label, PublicKey key, Optional<X509Certificate> certificate) {

  static TrustedKey of(String label, X509Certificate certificate) {
    return new TrustedKey(label, certificate.getPublicKey(), Optional.of(certificate));
  }

  IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("the key \"" + label + "\" " + why);
  }
}
