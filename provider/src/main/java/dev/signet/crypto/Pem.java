package dev.signet.crypto;

import dev.signet.settings.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and public keys in the textual encoding of RFC 7468. Text around the blocks is
 * ignored, in any encoding (section 2), and so are the parameters that tools write before a key. A
 * block of another type is refused. A block without its end is refused too, because the rest of
 * such a file may be missing.
 */
public final class Pem {
  private static final Pattern BOUNDARY =
      Pattern.compile("-----(BEGIN|END) ([A-Za-z0-9][A-Za-z0-9 .#]{0,63})-----");
  private static final List<String> KEY_TYPES = List.of("RSA", "RSASSA-PSS", "EC", "Ed25519");
  private static final Set<String> READ =
      Set.of(
          "CERTIFICATE",
          "X509 CERTIFICATE",
          "X.509 CERTIFICATE",
          "PUBLIC KEY",
          "RSA PUBLIC KEY",
          "EC PARAMETERS");

  /** How a certificate or key in DER begins: a sequence whose length takes two bytes. */
  private static final String DER = "0\u0082";

  private Pem() {}

  /**
   * Reads a text with exactly one public key or certificate.
   *
   * @param text the text
   * @return the public key
   * @throws IllegalArgumentException where there is not exactly one block, or it is not of these
   *     two types
   */
  public static PublicKey publicKey(String text) {
    List<TrustedKey> keys = parse("the text", "", text);
    if (keys.size() != 1) {
      throw new IllegalArgumentException("the text has more than one PEM block");
    }
    return keys.get(0).key();
  }

  /** The keys in a file, in its order; at least one. */
  public static List<TrustedKey> read(Path file) {
    try {
      return parse(file.toString(), label(file), text(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new IllegalArgumentException("the PEM file " + file + " " + Unreadable.why(file, e), e);
    }
  }

  /** Boundaries and base64 are ASCII in every encoding but UTF-16, which has a byte order mark. */
  private static String text(byte[] bytes) {
    int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    Charset encoding =
        mark == 0xfffe || mark == 0xfeff ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
    return new String(bytes, encoding);
  }

  /** The file name without its extension: the label that a proxy may use as kid. */
  private static String label(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static List<TrustedKey> parse(String source, String label, String text) {
    List<TrustedKey> keys = new ArrayList<>();
    Matcher boundary = BOUNDARY.matcher(text);
    while (boundary.find()) {
      String type = boundary.group(2);
      refuseOtherTypes(source, type);
      int begin = boundary.end();
      boolean isBegin = boundary.group(1).equals("BEGIN");
      if (!isBegin || !boundary.find() || !boundary.group().equals("-----END " + type + "-----")) {
        throw new IllegalArgumentException(
            source
                + " has an incomplete PEM block of type "
                + type
                + ": BEGIN and END do not match");
      }
      key(source, label, type, text.substring(begin, boundary.start())).ifPresent(keys::add);
    }
    if (keys.isEmpty()) {
      String hint =
          text.startsWith(DER) ? "; it is DER: convert it with openssl x509 -inform DER" : "";
      throw new IllegalArgumentException(
          source + " has no PEM block of type CERTIFICATE or PUBLIC KEY" + hint);
    }
    return keys;
  }

  private static void refuseOtherTypes(String source, String type) {
    if (type.contains("PRIVATE KEY")) {
      throw new IllegalArgumentException(
          source
              + " has a PEM block of type "
              + type
              + "; give the proxy's public key or certificate instead");
    }
    if (type.equals("TRUSTED CERTIFICATE")) {
      throw new IllegalArgumentException(
          source
              + " has a PEM block of type TRUSTED CERTIFICATE, a format of OpenSSL alone;"
              + " convert it to a CERTIFICATE with openssl x509 -in FILE");
    }
    if (!READ.contains(type)) {
      throw new IllegalArgumentException(
          source
              + " has a PEM block of type "
              + type
              + "; only CERTIFICATE, PUBLIC KEY and RSA PUBLIC KEY are read");
    }
  }

  /** The key of a block; empty for parameters, which the public key repeats. */
  private static Optional<TrustedKey> key(String source, String label, String type, String base64) {
    try {
      byte[] der = der(base64);
      return switch (type) {
        case "EC PARAMETERS" -> Optional.empty();
        case "PUBLIC KEY" -> Optional.of(publicKey(source, label, der));
        case "RSA PUBLIC KEY" -> Optional.of(publicKey(source, label, SubjectPublicKey.ofRsa(der)));
        default -> Optional.of(TrustedKey.of(label, source, certificate(der)));
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(source + " has a PEM block that cannot be read", e);
    }
  }

  private static byte[] der(String base64) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not base64", e);
    }
  }

  private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static TrustedKey publicKey(String source, String label, byte[] der) {
    for (String type : KEY_TYPES) {
      try {
        PublicKey key = KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(der));
        return new TrustedKey(label, source, key, Optional.empty());
      } catch (GeneralSecurityException e) {
        // a key of another type, or not a key
      }
    }
    throw new IllegalArgumentException(
        source + " has a public key that is not an RSA, Ed25519 or EC key on a named curve");
  }
}
