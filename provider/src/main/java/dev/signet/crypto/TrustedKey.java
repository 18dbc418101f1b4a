package dev.signet.crypto;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A public key that an administrator put into a file.
 *
 * @param label the alias, or the file's name without its ending
 * @param place the file, with the alias where it has one, for messages
 * @param key the public key
 * @param certificate the certificate around it, where there is one
 */
public record TrustedKey(
    String label, String place, PublicKey key, Optional<X509Certificate> certificate) {
  private static final int MAX_SUBJECT = 100;

  static TrustedKey of(String label, String place, X509Certificate certificate) {
    return new TrustedKey(label, place, certificate.getPublicKey(), Optional.of(certificate));
  }

  IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("the key \"" + label + "\" " + why);
  }

  /**
   * What the key is called in a log: the subject of its certificate and where it stands.
   *
   * @return one line; the subject is cut short, and what could forge a line or hide in it, replaced
   */
  public String described() {
    String kind = certificate.map(c -> "certificate " + subject(c)).orElse("public key");
    return kind + " in " + place;
  }

  private static String subject(X509Certificate certificate) {
    String name = certificate.getSubjectX500Principal().getName();
    StringBuilder safe = new StringBuilder();
    name.codePoints()
        .limit(MAX_SUBJECT)
        .map(c -> (c >= ' ' && c <= '~') || Character.isLetterOrDigit(c) ? c : '?')
        .forEach(safe::appendCodePoint);
    return safe.isEmpty() ? "without a subject" : safe.toString();
  }
}
