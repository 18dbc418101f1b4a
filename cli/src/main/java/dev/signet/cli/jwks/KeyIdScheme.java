package dev.signet.cli.jwks;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** How the {@code kid} of a token, and of a published key, follows from the key that signs. */
public enum KeyIdScheme {
  /** The SHA-256 of the certificate's DER form in base64url without padding, as ISAM does it. */
  X5T_S256("x5t#S256") {
    @Override
    public Optional<String> keyId(NamedCertificate key) {
      return Optional.of(certificateHash("SHA-256", key));
    }
  },

  /**
   * The SHA-1 of the certificate's DER form in base64url without padding (RFC 7515 section 4.1.7).
   */
  X5T("x5t") {
    @Override
    public Optional<String> keyId(NamedCertificate key) {
      return Optional.of(certificateHash("SHA-1", key));
    }
  },

  /** The SHA-256 thumbprint of the public key (RFC 7638), whatever certificate it has. */
  THUMBPRINT("thumbprint") {
    @Override
    public Optional<String> keyId(NamedCertificate key) {
      return Optional.of(PublicJwk.of(key).thumbprint());
    }
  },

  /** The alias of the key in its keystore, as Verify Access does it. */
  LABEL("label") {
    @Override
    public Optional<String> keyId(NamedCertificate key) {
      return Optional.of(key.alias());
    }
  },

  /** No {@code kid} at all. */
  NONE("none") {
    @Override
    public Optional<String> keyId(NamedCertificate key) {
      return Optional.empty();
    }
  };

  private final String text;

  KeyIdScheme(String text) {
    this.text = text;
  }

  /**
   * The scheme of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static KeyIdScheme named(String text) {
    return Arrays.stream(values())
        .filter(scheme -> scheme.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + text + "' is not one of " + Arrays.toString(values())));
  }

  /** The {@code kid} for this key; empty when the token is to have none. */
  public Optional<String> keyId(SigningKey key) {
    return keyId(new NamedCertificate(key.alias(), key.certificate()));
  }

  /** The {@code kid} for the key of this certificate; empty when there is to be none. */
  public abstract Optional<String> keyId(NamedCertificate key);

  /** The name of the scheme on the command line. */
  @Override
  public String toString() {
    return text;
  }

  private static String certificateHash(String algorithm, NamedCertificate key) {
    try {
      byte[] der = key.certificate().getEncoded();
      byte[] digest = MessageDigest.getInstance(algorithm).digest(der);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " or DER is not available on this JVM", e);
    }
  }
}
