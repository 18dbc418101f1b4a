package dev.signet.crypto;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A public key from a file of the administrator.
 *
 * @param label the alias, or the file name without its extension
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
   * The key as a log names it: the subject of its certificate and its place.
   *
   * @return one line; the subject is cut, and characters that could forge or hide text are replaced
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
