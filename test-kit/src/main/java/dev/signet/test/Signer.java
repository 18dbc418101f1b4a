package dev.signet.test;

import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * A key that was made in this run and is never written down, and its algorithm; without a key it
 * makes unsigned tokens.
 */
record Signer(String algorithm, String keyId, Optional<PublicJsonWebKey> key) {
  private static final int RSA_BITS = 2048;

  /**
   * With a new key.
   *
   * @throws IllegalArgumentException where there is no such algorithm
   */
  static Signer of(String algorithm, String keyId) {
    try {
      PublicJsonWebKey key = key(algorithm);
      key.setKeyId(keyId);
      key.setAlgorithm(algorithm);
      key.setUse("sig");
      return new Signer(algorithm, keyId, Optional.of(key));
    } catch (JoseException e) {
      throw new IllegalStateException("no key can be made for " + algorithm, e);
    }
  }

  private static PublicJsonWebKey key(String algorithm) throws JoseException {
    return switch (algorithm) {
      case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" ->
          RsaJwkGenerator.generateJwk(RSA_BITS);
      case "ES256" -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
      case "ES384" -> EcJwkGenerator.generateJwk(EllipticCurves.P384);
      case "ES512" -> EcJwkGenerator.generateJwk(EllipticCurves.P521);
      case "EdDSA" -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
      default ->
          throw new IllegalArgumentException(
              "signatureAlgorithm: one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384,"
                  + " ES512 and EdDSA is expected");
    };
  }

  /** One that signs with a key of its own and says that it is this one. */
  Signer impostor() {
    return of(algorithm, keyId);
  }

  /** One that does not sign. */
  Signer none() {
    return new Signer(AlgorithmIdentifiers.NONE, keyId, Optional.empty());
  }

  /** The public key as a key set (RFC 7517). */
  String keySet() {
    return new JsonWebKeySet(key.stream().toList()).toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  String sign(Map<String, Object> header, String claims) {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmHeaderValue(algorithm);
    token.setKeyIdHeaderValue(keyId);
    header.forEach((name, value) -> token.setHeader(name, value));
    token.setPayload(claims);
    if (key.isPresent()) {
      token.setKey(key.get().getPrivateKey());
    } else {
      token.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
    }
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("the token cannot be signed with " + algorithm, e);
    }
  }

  /** Names no key. */
  @Override
  public String toString() {
    return "Signer[" + algorithm + "]";
  }
}
