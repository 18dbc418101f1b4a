package dev.signet.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and public keys in the textual encoding of RFC 7468. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> KEY_TYPES = List.of("RSA", "EC", "Ed25519");

  private Pem() {}

  /**
   * Reads a text with exactly one public key or certificate.
   *
   * @param text the text
   * @return the public key
   * @throws IllegalArgumentException where there is not one block, or not one of these two types
   */
  public static PublicKey publicKey(String text) {
    List<TrustedKey> keys = parse("the text", "", text);
    if (keys.size() != 1) {
      throw new IllegalArgumentException("the text holds more than one PEM block");
    }
    return keys.get(0).key();
  }

  static List<TrustedKey> read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      return parse(file.toString(), label(file), text);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the PEM file " + file, e);
    }
  }

  /** The file's name without its ending: the label that a proxy may use as kid. */
  private static String label(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static List<TrustedKey> parse(String source, String label, String text) {
    List<TrustedKey> keys = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      keys.add(key(source, label, blocks.group(1), blocks.group(2)));
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          source + " holds no PEM block of type CERTIFICATE or PUBLIC KEY");
    }
    return keys;
  }

  private static TrustedKey key(String source, String label, String type, String base64) {
    try {
      byte[] der = der(base64);
      return switch (type) {
        case "CERTIFICATE" -> TrustedKey.of(label, certificate(der));
        case "PUBLIC KEY" -> new TrustedKey(label, publicKey(der), Optional.empty());
        default ->
            throw new IllegalArgumentException(
                source + " holds a PEM block of type " + type + "; a key of a proxy is public");
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(source + " holds a PEM block that cannot be read", e);
    }
  }

  private static byte[] der(String base64) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("no base64", e);
    }
  }

  private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("no key type fits");
    for (String type : KEY_TYPES) {
      try {
        return KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }
}
