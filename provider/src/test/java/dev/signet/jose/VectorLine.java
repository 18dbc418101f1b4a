package dev.signet.jose;

import dev.signet.config.IssuerConfig;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.SignatureProviders;
import dev.signet.http.FetchException;
import dev.signet.keys.KeySetUnderTest;
import dev.signet.testing.Configs;
import dev.signet.testing.PrivateKeyStores;
import dev.signet.token.StrictJson;
import dev.signet.token.TokenRejectedException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Our line up to the claims, which vectors do not have. */
final class VectorLine {
  private static final String URL = "https://keys.invalid/jwks";

  private final Path directory;
  private final Set<SignatureAlgorithm> all = Set.of(SignatureAlgorithm.values());
  private final IssuerConfig issuer;
  private final SignatureVerifier signatures;

  VectorLine(Path directory) {
    this(directory, SignatureProviders.NONE);
  }

  VectorLine(Path directory, SignatureProviders providers) {
    this.directory = directory;
    this.signatures = SignatureVerifier.of(providers, all);
    List<String> names =
        Arrays.stream(SignatureAlgorithm.values()).map(SignatureAlgorithm::jwaName).toList();
    this.issuer =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("jwkEndpointUrl", URL)
            .issuer("signatureAlgorithm", names)
            .load()
            .issuers()
            .get(0);
  }

  static Map<String, Object> keySet(Map<String, Object> jwkOrSet) {
    return jwkOrSet.containsKey("keys") ? jwkOrSet : Map.of("keys", List.of(jwkOrSet));
  }

  boolean isKeySet(Map<String, Object> jwkSet) {
    try {
      var unused = KeySetUnderTest.parse(issuer, JsonUtil.toJson(jwkSet));
      return true;
    } catch (FetchException e) {
      return false;
    }
  }

  /** Whether the token is one, is of an algorithm we know, and is signed by a key of the set. */
  boolean isVerified(String jws, Map<String, Object> jwkSet) {
    try {
      return isVerified(ParsedJws.parse(jws), jwkSet);
    } catch (TokenRejectedException e) {
      return false;
    }
  }

  boolean isVerified(ParsedJws jws, Map<String, Object> jwkSet) {
    try {
      SignatureAlgorithm algorithm = jws.checkHeader(all, Set.of("jwt"));
      KeySetUnderTest keys = KeySetUnderTest.parse(issuer, JsonUtil.toJson(jwkSet));
      return keys.toTry(jws.keyName(), algorithm).stream()
          .anyMatch(key -> jws.isSignedBy(key, signatures));
    } catch (TokenRejectedException | FetchException e) {
      return false;
    }
  }

  /** An issuer's decryption with a private key, which comes from a key store as it always does. */
  Decryption decryption(KeyPair keys) {
    Path store = PrivateKeyStores.write(directory.resolve("private.p12"), "mine", keys);
    return new Decryption(
        Configs.in(directory)
            .root("keyStores", List.of(PrivateKeyStores.definition("private", store)))
            .issuer("keyStoreRef", "private")
            .issuer("keyManagementKeyAlias", "mine")
            .load()
            .issuers());
  }

  /** What is in a JWE, byte for character; empty where it is refused. */
  static Optional<String> plaintext(Decryption decryption, String jwe) {
    try {
      Map<String, Object> header =
          StrictJson.object(StrictParts.decode(jwe, Decryption.PARTS).get(0));
      return Optional.of(decryption.plaintext(jwe, header));
    } catch (TokenRejectedException e) {
      return Optional.empty();
    }
  }

  static boolean isSignedTokenInside(Decryption decryption, String jwe) {
    try {
      return !decryption.open(jwe).issuerIds().isEmpty();
    } catch (TokenRejectedException e) {
      return false;
    }
  }

  /** The key pair of a private RSA or EC JWK; empty for a key of another kind. */
  static Optional<KeyPair> keyPair(Map<String, Object> jwk) {
    if (!Set.of("RSA", "EC").contains(Vectors.text(jwk, "kty"))) {
      return Optional.empty();
    }
    try {
      PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(jwk);
      return Optional.of(new KeyPair(key.getPublicKey(), key.getPrivateKey()));
    } catch (JoseException e) {
      throw new IllegalArgumentException("a vector's private key", e);
    }
  }

  /** A member of a token's header, as far as there is one that can be read. */
  static String header(String token, String name) {
    try {
      byte[] header =
          java.util.Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
      return Vectors.text(
          JsonUtil.parseJson(new String(header, java.nio.charset.StandardCharsets.UTF_8)), name);
    } catch (JoseException | RuntimeException e) {
      return "";
    }
  }
}
