package dev.signet.it.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens as the seed's proxy makes them, signed with the JDK alone. A test takes the good one and
 * changes one point. Every token is remembered, so that a log can be searched for it.
 */
public final class Tokens {
  public static final String ISSUER = "https://www.myidp.ibm.com";

  private static final KeyPair TRUSTED = Keys.trusted();
  private static final Queue<String> MADE = new ConcurrentLinkedQueue<>();

  private Tokens() {}

  /** For testuser, of groupa, for ten minutes; each one is another. */
  public static Token good() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", "RS256");
    header.put("typ", "JWT");
    header.put("kid", kid());
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("sub", "testuser");
    claims.put("groups", List.of("groupa"));
    claims.put("sess", "4b1c2e7a-session");
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now());
    claims.put("exp", in(Duration.ofMinutes(10)));
    return new Token(header, claims, input -> Algorithm.RS256.sign(TRUSTED.getPrivate(), input));
  }

  /** The rule of the seed: base64url of SHA-256 of the certificate. */
  private static String kid() {
    try {
      byte[] certificate = Keys.trustedCertificate().getEncoded();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Token expired() {
    return good().claim("iat", in(Duration.ofHours(-2))).claim("exp", in(Duration.ofHours(-1)));
  }

  /** The old trick: the public key, which everybody has, taken for a shared secret. */
  public static Token signedWithThePublicKeyAsSecret() {
    String pem = Keys.pem("PUBLIC KEY", TRUSTED.getPublic().getEncoded());
    return good().signed("HS256", input -> hmac(pem.getBytes(UTF_8), input));
  }

  /** The same key, but an algorithm that the configuration does not list. */
  public static Token signedWith(Algorithm algorithm) {
    return good().signed(algorithm.jwaName(), input -> algorithm.sign(TRUSTED.getPrivate(), input));
  }

  public static String unsigned() {
    return good().signed("none", input -> new byte[0]).text();
  }

  /** A good token whose claims somebody has changed on the way. */
  public static String tampered() {
    String[] good = good().text().split("\\.", -1);
    String[] other = good().claim("sub", "root").text().split("\\.", -1);
    return good[0] + "." + other[1] + "." + good[2];
  }

  private static byte[] hmac(byte[] secret, byte[] input) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  /** A NumericDate that far from now. */
  public static long in(Duration fromNow) {
    return now() + fromNow.toSeconds();
  }

  public static void remember(String token) {
    MADE.add(token);
  }

  /** The parts of all tokens that give a token away: the claims and the signature. */
  public static Set<String> tellingParts() {
    return MADE.stream().flatMap(t -> tellingParts(t).stream()).collect(Collectors.toSet());
  }

  public static List<String> tellingParts(String token) {
    return List.of(token.split("\\.", -1)).stream().skip(1).filter(p -> !p.isEmpty()).toList();
  }
}
