package dev.signet.it.tokens;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON Web Key Set (RFC 7517), keys by their {@code kid}. Immutable. */
public record Jwks(Map<String, PublicKey> keys) {
  private static final int ED25519_BYTES = 32;

  public Jwks {
    keys = new LinkedHashMap<>(keys);
  }

  public static Jwks empty() {
    return new Jwks(Map.of());
  }

  public Jwks with(String kid, PublicKey key) {
    Map<String, PublicKey> more = new LinkedHashMap<>(keys);
    more.put(kid, key);
    return new Jwks(more);
  }

  public String text() {
    JsonArrayBuilder array = Json.createArrayBuilder();
    keys.forEach((kid, key) -> array.add(jwk(key).add("kid", kid).add("use", "sig")));
    return Json.createObjectBuilder().add("keys", array).build().toString();
  }

  private static JsonObjectBuilder jwk(PublicKey key) {
    JsonObjectBuilder jwk = Json.createObjectBuilder();
    if (key instanceof RSAPublicKey rsa) {
      return jwk.add("kty", "RSA")
          .add("n", base64(unsigned(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8)))
          .add("e", base64(rsa.getPublicExponent().toByteArray()));
    }
    if (key instanceof ECPublicKey ec) {
      int bits = ec.getParams().getCurve().getField().getFieldSize();
      int bytes = (bits + 7) / 8;
      return jwk.add("kty", "EC")
          .add("crv", "P-" + bits)
          .add("x", base64(unsigned(ec.getW().getAffineX(), bytes)))
          .add("y", base64(unsigned(ec.getW().getAffineY(), bytes)));
    }
    byte[] der = key.getEncoded(); // the key is what comes last
    return jwk.add("kty", "OKP")
        .add("crv", "Ed25519")
        .add("x", base64(Arrays.copyOfRange(der, der.length - ED25519_BYTES, der.length)));
  }

  private static byte[] unsigned(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    byte[] fixed = new byte[length];
    int count = Math.min(signed.length, length);
    System.arraycopy(signed, signed.length - count, fixed, length - count, count);
    return fixed;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
