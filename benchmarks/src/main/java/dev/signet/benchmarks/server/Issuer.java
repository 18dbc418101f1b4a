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
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who signs the tokens, with an RS256 key of its own, and publishes the key as a key set. Its
 * tokens are good for a day.
 */
final class Issuer implements AutoCloseable {
  static final String NAME = "https://issuer.example";
  static final String AUDIENCE = "urn:benchmark";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String KEY_ID = "benchmark";
  private static final long DAY = 86_400;

  private final KeyPair key;
  private final HttpServer keySet;

  private Issuer(KeyPair key, HttpServer keySet) {
    this.key = key;
    this.keySet = keySet;
  }

  static Issuer withKeyOf(int bits) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      KeyPair key = generator.generateKeyPair();
      byte[] set = keySet((RSAPublicKey) key.getPublic()).getBytes(UTF_8);
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
      return new Issuer(key, server);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has RSA", e);
    }
  }

  private static String keySet(RSAPublicKey key) {
    return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}"""
        .formatted(KEY_ID, unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return BASE64.encodeToString(
        bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  String keySetUrl() {
    return "http://127.0.0.1:" + keySet.getAddress().getPort() + "/jwks";
  }

  /** A good token of a user that no other token is of. */
  String token(int number) {
    return signed(unsigned(number, Instant.now().getEpochSecond() + DAY));
  }

  /** One that ended an hour ago, rightly signed. */
  String expired(int number) {
    return signed(unsigned(number, Instant.now().getEpochSecond() - 3600));
  }

  /** A good token but for its signature, which is noise. */
  String forged(int number) {
    byte[] noise = new byte[256];
    ThreadLocalRandom.current().nextBytes(noise);
    noise[0] = 0; // smaller than any modulus, so that it is a number to compute with
    return unsigned(number, Instant.now().getEpochSecond() + DAY)
        + "."
        + BASE64.encodeToString(noise);
  }

  /** Noise of a token's length, in a token's alphabet. */
  static String garbage() {
    byte[] noise = new byte[480];
    ThreadLocalRandom.current().nextBytes(noise);
    return BASE64.encodeToString(noise);
  }

  private static String unsigned(int number, long end) {
    String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}";
    String claims =
        """
        {"iss":"%s","sub":"user%d","aud":"%s","exp":%d,"iat":%d,"jti":"%s","sess":"%d",\
        "groups":["%s","accounting","readers","everybody"]}"""
            .formatted(
                NAME, number, AUDIENCE, end, end - DAY, UUID.randomUUID(), number, UserWar.GROUP);
    return BASE64.encodeToString(header.getBytes(UTF_8))
        + "."
        + BASE64.encodeToString(claims.getBytes(UTF_8));
  }

  private String signed(String unsigned) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(unsigned.getBytes(US_ASCII));
      return unsigned + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has SHA256withRSA", e);
    }
  }

  @Override
  public void close() {
    keySet.stop(0);
  }
}
