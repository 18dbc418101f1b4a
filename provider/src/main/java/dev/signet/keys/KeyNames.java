package dev.signet.keys;

import dev.signet.crypto.TrustedKey;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.X509Util;
import org.jose4j.lang.JoseException;

/**
 * The names that proxies give a key: its label (Verify Access 10), base64url SHA-256 of its
 * certificate (ISAM 9, also {@code x5t#S256}), {@code x5t} (RFC 7517 section 4.8), and its
 * thumbprint (RFC 7638).
 */
final class KeyNames {
  private KeyNames() {}

  static Set<String> of(TrustedKey key) {
    Set<String> names = new HashSet<>();
    names.add(key.label());
    try {
      names.add(
          JsonWebKey.Factory.newJwk(key.key()).calculateBase64urlEncodedThumbprint("SHA-256"));
    } catch (JoseException e) {
      throw new IllegalArgumentException("a key of an unknown kind", e);
    }
    key.certificate().ifPresent(certificate -> names.addAll(of(certificate)));
    return names;
  }

  private static Set<String> of(X509Certificate certificate) {
    return Set.of(X509Util.x5t(certificate), X509Util.x5tS256(certificate));
  }
}
