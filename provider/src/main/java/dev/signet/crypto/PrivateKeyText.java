package dev.signet.crypto;

import dev.signet.json.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a private key from a text. No message has a part of the text or a library's words. */
final class PrivateKeyText {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  private PrivateKeyText() {}

  /** PKCS#8 in PEM, RSA or EC, or an RSA key as a JSON Web Key, alone or in a set. */
  static PrivateKey parse(String text) {
    if (text.strip().startsWith("{")) {
      return rsa(key(json(text)));
    }
    Matcher block = PKCS8.matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException(
          "is neither a PEM block of type PRIVATE KEY nor a JSON Web Key");
    }
    byte[] der = base64(Base64.getMimeDecoder(), block.group(1));
    for (String type : List.of("RSA", "EC")) {
      try {
        return KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException e) {
        // a key of another type, or not a key
      }
    }
    throw new IllegalArgumentException("has a private key that is neither an RSA nor an EC key");
  }

  private static JsonObject json(String text) {
    try {
      return JsonText.object(text);
    } catch (IllegalArgumentException e) {
      // the message would have a character of a secret text
      throw new IllegalArgumentException("is not a JSON Web Key: it is not JSON");
    }
  }

  /** The key itself, or the only one of a set that is not for signatures. */
  private static JsonObject key(JsonObject json) {
    if (!(json.get("keys") instanceof JsonArray set)) {
      return json;
    }
    List<JsonObject> keys =
        set.stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonValue::asJsonObject)
            .filter(key -> !"sig".equals(key.getString("use", "enc")))
            .toList();
    if (keys.size() != 1) {
      throw new IllegalArgumentException(
          "has " + keys.size() + " keys that can decrypt: exactly one is needed");
    }
    return keys.get(0);
  }

  private static PrivateKey rsa(JsonObject key) {
    if (!"RSA".equals(key.getString("kty", ""))) {
      throw new IllegalArgumentException("has a JSON Web Key that is not an RSA key");
    }
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(
              new RSAPrivateCrtKeySpec(
                  number(key, "n"),
                  number(key, "e"),
                  number(key, "d"),
                  number(key, "p"),
                  number(key, "q"),
                  number(key, "dp"),
                  number(key, "dq"),
                  number(key, "qi")));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("has a JSON Web Key that cannot be read");
    }
  }

  private static BigInteger number(JsonObject key, String name) {
    if (!(key.get(name) instanceof JsonString text)) {
      throw new IllegalArgumentException(
          "has a JSON Web Key without " + name + ", a part of a private key");
    }
    return new BigInteger(1, base64(Base64.getUrlDecoder(), text.getString()));
  }

  private static byte[] base64(Base64.Decoder decoder, String text) {
    try {
      return decoder.decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has a key that is not base64");
    }
  }
}
