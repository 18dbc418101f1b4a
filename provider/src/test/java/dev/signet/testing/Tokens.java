package dev.signet.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tokens signed with the JDK's own Signature. A new one is good; a test changes it in one point.
 * Times are seconds, relative to {@link #NOW}.
 */
public final class Tokens {
  public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  public static final String ISSUER = "https://www.myidp.ibm.com";

  private final Map<String, @Nullable Object> header = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
  private PrivateKey key = TestKeys.RSA.getPrivate();

  private Tokens() {
    header.put("alg", "RS256");
    claims.put("iss", ISSUER);
    claims.put("sub", "testuser");
    claims.put("groups", List.of("groupa"));
    claims.put("iat", NOW.getEpochSecond());
    claims.put("exp", NOW.getEpochSecond() + 3600);
  }

  public static Tokens good() {
    return new Tokens();
  }

  /** A logout token of the same issuer, for an audience, as providers send it. */
  public static Tokens logout(String audience) {
    return new Tokens()
        .without("groups")
        .claim("aud", audience)
        .claim("jti", "one")
        .claim("sid", "login")
        .time("exp", 120)
        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
  }

  public Tokens header(String name, @Nullable Object value) {
    header.put(name, value);
    return this;
  }

  public Tokens claim(String name, @Nullable Object value) {
    claims.put(name, value);
    return this;
  }

  public Tokens without(String claim) {
    claims.remove(claim);
    return this;
  }

  /** A time claim, so many seconds from {@link #NOW}. */
  public Tokens time(String claim, long seconds) {
    return claim(claim, NOW.getEpochSecond() + seconds);
  }

  public Tokens signedWith(String algorithm, PrivateKey privateKey) {
    this.key = privateKey;
    return header("alg", algorithm);
  }

  public String compact() {
    return compact(json(header), json(claims), key);
  }

  /** A token around any two texts, signed as the header's algorithm says, or with RS256. */
  public static String compact(String header, String payload, PrivateKey key) {
    String input = base64Url(header) + "." + base64Url(payload);
    byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signature = signature(header, key);
      signature.initSign(key);
      signature.update(bytes);
      return input + "." + base64Url(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Signature signature(String header, PrivateKey key)
      throws GeneralSecurityException {
    int hash = header.contains("384") ? 384 : header.contains("512") ? 512 : 256;
    if (key.getAlgorithm().equals("EdDSA")) {
      return Signature.getInstance("EdDSA");
    }
    if (key.getAlgorithm().equals("EC")) {
      return Signature.getInstance("SHA" + hash + "withECDSAinP1363Format");
    }
    if (!header.contains("\"PS")) {
      return Signature.getInstance("SHA" + hash + "withRSA");
    }
    Signature pss = Signature.getInstance("RSASSA-PSS");
    String digest = "SHA-" + hash;
    pss.setParameter(
        new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), hash / 8, 1));
    return pss;
  }

  public static String base64Url(String text) {
    return base64Url(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Writes maps, lists, strings, numbers, booleans and null; a {@link Raw} goes in as it is. */
  public static String json(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> json(e.getKey()) + ":" + json(e.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Tokens::json).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
    return String.valueOf(value instanceof Raw raw ? raw.json() : value);
  }

  /** JSON text that no Java value stands for. */
  public record Raw(String json) {}
}
