package dev.signet.it.tokens;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** An issuer's key under its published name. */
public record SigningKey(String kid, KeyPair keys) {

  /** A new key on P-256. */
  public static SigningKey named(String kid) {
    return new SigningKey(kid, Keys.newEc("secp256r1"));
  }

  /** The set that publishes these keys. */
  public static Jwks published(SigningKey... keys) {
    Map<String, PublicKey> set = new LinkedHashMap<>();
    for (SigningKey key : keys) {
      set.put(key.kid, key.keys.getPublic());
    }
    return new Jwks(set);
  }

  /** A token, another each time. */
  public Token sign(Token token) {
    return token.signedBy(keys, Algorithm.ES256, kid);
  }
}
