package dev.signet.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who signs the tokens, with an RS256 or ES256 key of its own, and publishes the key as a key set.
 * Its tokens are good for a day.
 */
final class Issuer implements AutoCloseable {
  static final String NAME = "https://issuer.example";
  static final String AUDIENCE = "urn:benchmark";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String KEY_ID = "benchmark";
  private static final long DAY = 86_400;

  /** More than most headers have, and less than Liberty takes: 32,768 characters. */
  private static final int OVERSIZED = 30_000;

  private final Kind kind;
  private final KeyPair key;
  private final HttpServer keySet;

  private Issuer(Kind kind, KeyPair key, HttpServer keySet) {
    this.kind = kind;
    this.key = key;
    this.keySet = keySet;
  }

  /** An algorithm, with its names in Java. */
  private record Kind(
      String algorithm, String keys, String signatures, AlgorithmParameterSpec size, int length) {}

  static Issuer rs256() throws IOException {
    return of(
        new Kind(
            "RS256",
            "RSA",
            "SHA256withRSA",
            new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4),
            256));
  }

  static Issuer es256() throws IOException {
    return of(
        new Kind(
            "ES256",
            "EC",
            "SHA256withECDSAinP1363Format",
            new ECGenParameterSpec("secp256r1"),
            64));
  }

  private static Issuer of(Kind kind) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.keys());
      generator.initialize(kind.size());
      KeyPair key = generator.generateKeyPair();
      byte[] set = keySet(kind, key.getPublic()).getBytes(UTF_8);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/jwks",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, set.length);
            exchange.getResponseBody().write(set);
            exchange.close();
          });
      server.start();
      return new Issuer(kind, key, server);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has RSA and P-256", e);
    }
  }

  private static String keySet(Kind kind, PublicKey key) {
    return """
        {"keys":[{"kty":"%s","use":"sig","alg":"%s","kid":"%s",%s}]}"""
        .formatted(kind.keys(), kind.algorithm(), KEY_ID, numbers(key));
  }

  private static String numbers(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return """
          "n":"%s","e":"%s\""""
          .formatted(unsigned(rsa.getModulus(), 256), unsigned(rsa.getPublicExponent(), 3));
    }
    ECPoint point = ((ECPublicKey) key).getW();
    return """
        "crv":"P-256","x":"%s","y":"%s\""""
        .formatted(unsigned(point.getAffineX(), 32), unsigned(point.getAffineY(), 32));
  }

  /** In so many bytes. */
  private static String unsigned(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] all = new byte[length];
    int from = Math.max(0, bytes.length - length);
    System.arraycopy(bytes, from, all, length - (bytes.length - from), bytes.length - from);
    return BASE64.encodeToString(all);
  }

  String algorithm() {
    return kind.algorithm();
  }

  String keySetUrl() {
    return "http://127.0.0.1:" + keySet.getAddress().getPort() + "/jwks";
  }

  /** A good token of a user that no other token is of. */
  String token(int number) {
    return signed(unsigned(KEY_ID, NAME, number, inADay(), ""));
  }

  /** One that ended an hour ago, rightly signed. */
  String expired(int number) {
    return signed(unsigned(KEY_ID, NAME, number, Instant.now().getEpochSecond() - 3600, ""));
  }

  /** A good token but for its signature, which is noise. */
  String forged(int number) {
    return unsigned(KEY_ID, NAME, number, inADay(), "") + noise();
  }

  /** The same with the id of a key that there is not. */
  String ofNoKey(int number) {
    return unsigned("invented-" + number, NAME, number, inADay(), "") + noise();
  }

  /** The same of an issuer that nobody trusts. */
  String ofNoIssuer(int number) {
    return unsigned(KEY_ID, NAME + "/invented-" + number, number, inADay(), "") + noise();
  }

  /** The same with a claim that makes it as long as a header may be. */
  String oversized(int number) {
    String filling = "x".repeat(OVERSIZED * 3 / 4 - 1_000);
    return unsigned(KEY_ID, NAME, number, inADay(), ",\"filling\":\"" + filling + "\"") + noise();
  }

  private static long inADay() {
    return Instant.now().getEpochSecond() + DAY;
  }

  /** A signature's place with random bytes. */
  private String noise() {
    byte[] noise = new byte[kind.length()];
    ThreadLocalRandom.current().nextBytes(noise);
    noise[0] = 0; // smaller than any modulus or order, so that it is a number to compute with
    noise[noise.length / 2] = 0;
    return "." + BASE64.encodeToString(noise);
  }

  /** Noise of a token's length, in a token's alphabet. */
  static String garbage() {
    byte[] noise = new byte[480];
    ThreadLocalRandom.current().nextBytes(noise);
    return BASE64.encodeToString(noise);
  }

  private String unsigned(String keyId, String issuer, int number, long end, String more) {
    String header =
        "{\"alg\":\"" + kind.algorithm() + "\",\"typ\":\"JWT\",\"kid\":\"" + keyId + "\"}";
    String claims =
        """
        {"iss":"%s","sub":"user%d","aud":"%s","exp":%d,"iat":%d,"jti":"%s","sess":"%d",\
        "groups":["%s","accounting","readers","everybody"]%s}"""
            .formatted(
                issuer,
                number,
                AUDIENCE,
                end,
                end - DAY,
                UUID.randomUUID(),
                number,
                UserWar.GROUP,
                more);
    return BASE64.encodeToString(header.getBytes(UTF_8))
        + "."
        + BASE64.encodeToString(claims.getBytes(UTF_8));
  }

  private String signed(String unsigned) {
    try {
      Signature signature = Signature.getInstance(kind.signatures());
      signature.initSign(key.getPrivate());
      signature.update(unsigned.getBytes(US_ASCII));
      return unsigned + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + kind.signatures(), e);
    }
  }

  @Override
  public void close() {
    keySet.stop(0);
  }
}
