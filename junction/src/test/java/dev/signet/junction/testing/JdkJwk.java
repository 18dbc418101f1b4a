package dev.signet.junction.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a JSON Web Key should say, worked out with the JDK alone. */
public final class JdkJwk {
  private static final int ED25519_BYTES = 32;

  private JdkJwk() {}

  /** The required members (RFC 7518 section 6, RFC 8037 section 2), sorted by name. */
  public static Map<String, String> requiredMembers(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      BigInteger modulus = rsa.getModulus();
      String n = base64url(unsigned(modulus, (modulus.bitLength() + 7) / 8));
      return new TreeMap<>(
          Map.of("kty", "RSA", "n", n, "e", base64url(unsigned(rsa.getPublicExponent(), 3))));
    }
    if (key instanceof ECPublicKey ec) {
      int bits = ec.getParams().getCurve().getField().getFieldSize();
      int length = (bits + 7) / 8;
      String x = base64url(unsigned(ec.getW().getAffineX(), length));
      String y = base64url(unsigned(ec.getW().getAffineY(), length));
      return new TreeMap<>(Map.of("kty", "EC", "crv", "P-" + bits, "x", x, "y", y));
    }
    if (key instanceof EdECPublicKey) {
      byte[] encoded = key.getEncoded();
      int start = encoded.length - ED25519_BYTES;
      String x = base64url(Arrays.copyOfRange(encoded, start, encoded.length));
      return new TreeMap<>(Map.of("kty", "OKP", "crv", "Ed25519", "x", x));
    }
    throw new IllegalArgumentException(key.getAlgorithm());
  }

  public static String keyId(String scheme, String alias, TestKey key) throws Exception {
    byte[] certificate = key.certificate().getEncoded();
    return switch (scheme) {
      case "x5t#S256" -> base64url(hash("SHA-256", certificate));
      case "x5t" -> base64url(hash("SHA-1", certificate));
      case "label" -> alias;
      case "thumbprint" -> thumbprint(key.pair().getPublic());
      default -> throw new IllegalArgumentException(scheme);
    };
  }

  private static String thumbprint(PublicKey key) throws Exception {
    String json =
        requiredMembers(key).entrySet().stream()
            .map(member -> '"' + member.getKey() + "\":\"" + member.getValue() + '"')
            .collect(Collectors.joining(",", "{", "}"));
    return base64url(hash("SHA-256", json.getBytes(US_ASCII)));
  }

  private static byte[] hash(String algorithm, byte[] bytes) throws Exception {
    return MessageDigest.getInstance(algorithm).digest(bytes);
  }

  private static byte[] unsigned(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    byte[] unsigned = new byte[length];
    int from = Math.max(0, signed.length - length);
    int count = signed.length - from;
    System.arraycopy(signed, from, unsigned, length - count, count);
    return unsigned;
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
