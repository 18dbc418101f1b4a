package dev.signet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A server that trusts six issuers, as hostile tokens find it: one RSA key, one EC key with an
 * audience and a cookie, a key set, one that uses {@code Authorization}, and two that encrypt.
 */
public final class HostileWorld {
  public static final String RSA_ISSUER = "https://rsa.example";
  public static final String EC_ISSUER = "https://ec.example";
  public static final String JWKS_ISSUER = "https://jwks.example";
  public static final String BEARER_ISSUER = "https://bearer.example";
  public static final String CLOSED_ISSUER = "https://closed.example";
  public static final String AGREED_ISSUER = "https://agreed.example";
  public static final String HEADER = "jwt";
  public static final String COOKIE = "jwtcookie";
  public static final String AUDIENCE = "urn:signet:test";
  public static final String KID = "published-1";

  private final HostileKeys keys;
  private final Instant now;

  public HostileWorld(HostileKeys keys, Instant now) {
    this.keys = keys;
    this.now = now;
  }

  public HostileKeys keys() {
    return keys;
  }

  public Instant now() {
    return now;
  }

  /** Writes {@code signet.json} and the files it names; says where it is. */
  public Path configure(Path directory, String jwkSetUrl) {
    return configure(directory, jwkSetUrl, "");
  }

  /** The same with a signature provider; an empty text is the platform's own. */
  public Path configure(Path directory, String jwkSetUrl, String signatureProvider) {
    PrivateKeyStores.write(directory.resolve("rsa.p12"), "rsa", keys.rsaDecryption());
    PrivateKeyStores.write(directory.resolve("ec.p12"), "ec", keys.ecDecryption());
    Map<String, @Nullable Object> cookie = issuer(directory, EC_ISSUER, "ES256", keys.ec());
    cookie.put("cookieName", COOKIE);
    cookie.put("audiences", List.of(AUDIENCE));
    Map<String, @Nullable Object> published = issuer(directory, JWKS_ISSUER, "RS256", keys.rsa());
    published.remove("publicKeyLocation");
    published.put("jwkEndpointUrl", jwkSetUrl);
    published.put("httpsRequired", false);
    Map<String, @Nullable Object> bearer = issuer(directory, BEARER_ISSUER, "PS256", keys.rsa());
    bearer.remove("headerName");
    Map<String, Object> root = new LinkedHashMap<>();
    if (!signatureProvider.isEmpty()) {
      root.put("signatureProvider", signatureProvider);
    }
    root.putAll(
        Map.of(
            "issuers",
            List.of(
                issuer(directory, RSA_ISSUER, "RS256", keys.rsa()),
                cookie,
                published,
                bearer,
                encrypting(issuer(directory, CLOSED_ISSUER, "RS256", keys.closed()), "rsa"),
                encrypting(issuer(directory, AGREED_ISSUER, "RS256", keys.closed()), "ec")),
            "keyStores",
            List.of(
                PrivateKeyStores.definition("rsa", directory.resolve("rsa.p12")),
                PrivateKeyStores.definition("ec", directory.resolve("ec.p12")))));
    return write(directory.resolve("signet.json"), Tokens.json(root));
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, @Nullable Object> issuer(
      Path directory, String identifier, String algorithm, KeyPair key) {
    String id = identifier.substring("https://".length(), identifier.indexOf(".example"));
    try {
      TestKeys.pem(directory.resolve(id + ".pem"), "PUBLIC KEY", key.getPublic().getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Map<String, @Nullable Object> issuer = new LinkedHashMap<>();
    issuer.put("id", id);
    issuer.put("headerName", HEADER);
    issuer.put("issuerIdentifier", identifier);
    issuer.put("audiences", List.of("ALL_AUDIENCES"));
    issuer.put("signatureAlgorithm", algorithm);
    issuer.put("publicKeyLocation", id + ".pem");
    issuer.put("realmName", "realm-" + id);
    return issuer;
  }

  private static Map<String, @Nullable Object> encrypting(
      Map<String, @Nullable Object> issuer, String store) {
    issuer.put("keyStoreRef", store);
    issuer.put("keyManagementKeyAlias", store);
    return issuer;
  }

  /** The key set to publish at the address. */
  public Map<String, Object> publishedKey() {
    return KeyServer.jwk(KID, keys.published().getPublic());
  }

  /** A good token of the issuer with the RSA key. */
  public Tokens rsaToken() {
    return token(RSA_ISSUER, "RS256", keys.rsa().getPrivate());
  }

  /** A good token of the issuer with the EC key. */
  public Tokens ecToken() {
    return token(EC_ISSUER, "ES256", keys.ec().getPrivate()).claim("aud", AUDIENCE);
  }

  /** A good token of the issuer with the key set. */
  public Tokens jwksToken() {
    return token(JWKS_ISSUER, "RS256", keys.published().getPrivate()).header("kid", KID);
  }

  /** A good token of the issuer that uses {@code Authorization}. */
  public Tokens bearerToken() {
    return token(BEARER_ISSUER, "PS256", keys.rsa().getPrivate());
  }

  /** What the issuers that encrypt put into their tokens. */
  public Tokens innerToken(String issuer) {
    return token(issuer, "RS256", keys.closed().getPrivate());
  }

  private Tokens token(String issuer, String algorithm, PrivateKey key) {
    return Tokens.good()
        .claim("iss", issuer)
        .claim("iat", now.getEpochSecond())
        .claim("exp", now.getEpochSecond() + 3600)
        .signedWith(algorithm, key);
  }

  /** A JWE as RSA-OAEP makes it, for the issuer that uses RSA. */
  public String sealed(String inner) {
    return sealed(inner, "RSA-OAEP-256", "A256GCM", Map.of("cty", "JWT"));
  }

  /** A JWE with an EC key agreement. */
  public String agreed(String inner) {
    return sealed(inner, "ECDH-ES", "A128CBC-HS256", Map.of("cty", "JWT"));
  }

  /** A JWE under any names, and any members of its header. */
  public String sealed(
      String inner, String algorithm, String encryption, Map<String, Object> header) {
    KeyPair key = algorithm.startsWith("ECDH") ? keys.ecDecryption() : keys.rsaDecryption();
    return sealedFor(key, inner, algorithm, encryption, header);
  }

  /** A JWE for any key. */
  public static String sealedFor(
      KeyPair key, String inner, String algorithm, String encryption, Map<String, Object> header) {
    try {
      JsonWebEncryption jwe = new JsonWebEncryption();
      jwe.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
      jwe.setAlgorithmHeaderValue(algorithm);
      jwe.setEncryptionMethodHeaderParameter(encryption);
      header.forEach((name, value) -> jwe.getHeaders().setObjectHeaderValue(name, value));
      jwe.setPayload(inner);
      jwe.setKey(key.getPublic());
      return jwe.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
