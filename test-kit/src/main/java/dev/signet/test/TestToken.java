package dev.signet.test;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token before it is signed. It is made by {@link TestIssuer#token}, is good for ten minutes from
 * each {@link #text} on, and each method changes one point of it. Immutable, and safe for use by
 * several threads.
 */
public final class TestToken {
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  /** So that an expired token is as long as a good one. */
  private static final Duration LONG_AGO = Duration.ofHours(-1);

  private final TestIssuer madeBy;
  private final Signer signer;
  private final Map<String, Object> header;
  private final Map<String, @Nullable Object> claims;
  private final Duration untilEnd;

  private TestToken(
      TestIssuer madeBy,
      Signer signer,
      Map<String, Object> header,
      Map<String, @Nullable Object> claims,
      Duration untilEnd) {
    this.madeBy = madeBy;
    this.signer = signer;
    this.header = header;
    this.claims = claims;
    this.untilEnd = untilEnd;
  }

  static TestToken of(TestIssuer issuer, Signer signer, Map<String, @Nullable Object> claims) {
    return new TestToken(issuer, signer, Map.of(), claims, LIFETIME);
  }

  /**
   * The token with a claim, in the place of the one that it has.
   *
   * @param name the claim's name
   * @param value a string, number, boolean, list, map with string names, or {@code JsonValue}; null
   *     is JSON's null
   * @return another token
   */
  public TestToken claim(String name, @Nullable Object value) {
    return new TestToken(madeBy, signer, header, with(claims, name, value), untilEnd);
  }

  /**
   * The token without a claim. {@code iat}, {@code exp} and {@code jti} count, too.
   *
   * @param name the claim's name
   * @return another token
   */
  public TestToken without(String name) {
    return claim(name, Absent.CLAIM);
  }

  /**
   * The token with other groups.
   *
   * @param names all of them
   * @return another token
   */
  public TestToken groups(String... names) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(claims);
    Definition.put(more, madeBy.groupIdentifier(), List.of(names));
    return new TestToken(madeBy, signer, header, more, untilEnd);
  }

  /**
   * The token of another issuer ({@code iss}), with the same key.
   *
   * @param name the issuer
   * @return another token
   */
  public TestToken issuer(String name) {
    return claim("iss", name);
  }

  /**
   * The token for other servers ({@code aud}).
   *
   * @param names one is a string, several are an array
   * @return another token
   */
  public TestToken audience(String... names) {
    return claim("aud", names.length == 1 ? names[0] : List.of(names));
  }

  /**
   * The token whose end ({@code exp}) was an hour ago, which no clock skew makes good.
   *
   * @return another token
   */
  public TestToken expired() {
    return expiresIn(LONG_AGO);
  }

  /**
   * The token with another end ({@code exp}). Where that is in the past, {@code iat} is ten minutes
   * before it, else now.
   *
   * @param fromNow the time from {@link #text} to the end, to the second
   * @return another token
   */
  public TestToken expiresIn(Duration fromNow) {
    return new TestToken(madeBy, signer, header, claims, fromNow);
  }

  /**
   * The token with a member of its JOSE header, such as {@code typ} or {@code kid}.
   *
   * @param name the member's name
   * @param value its value
   * @return another token
   */
  public TestToken header(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(header);
    more.put(name, value);
    return new TestToken(madeBy, signer, more, claims, untilEnd);
  }

  /**
   * The token with the signature of a key that the issuer does not publish, under the {@code kid}
   * of its own.
   *
   * @return another token
   */
  public TestToken signedByAnotherKey() {
    return new TestToken(madeBy, signer.impostor(), header, claims, untilEnd);
  }

  /**
   * The token without a signature ({@code alg} is {@code none}).
   *
   * @return another token
   */
  public TestToken unsigned() {
    return new TestToken(madeBy, signer.none(), header, claims, untilEnd);
  }

  /**
   * Signs the token now, each time anew, with a {@code jti} of its own.
   *
   * @return the compact serialization (RFC 7515 section 7.1)
   * @throws IllegalArgumentException where a claim is none of the types of {@link #claim}
   */
  public String text() {
    Instant now = Instant.now();
    Instant end = now.plus(untilEnd);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("iat", (untilEnd.isNegative() ? end.minus(LIFETIME) : now).getEpochSecond());
    all.put("exp", end.getEpochSecond());
    all.put("jti", UUID.randomUUID().toString());
    all.putAll(claims);
    all.values().removeIf(Absent.CLAIM::equals);
    all.replaceAll((name, value) -> Objects.requireNonNullElse(value, JsonValue.NULL));
    return signer.sign(header, Json.createObjectBuilder(all).build().toString());
  }

  /**
   * The request header for the token, as the issuer's settings name it.
   *
   * @return {@code jwt} by default
   */
  public String headerName() {
    return madeBy.headerName();
  }

  /**
   * The value of that header, signed now as in {@link #text}.
   *
   * @return the token; in {@code Authorization} behind {@code Bearer}
   */
  public String headerValue() {
    return headerName().equalsIgnoreCase("Authorization") ? "Bearer " + text() : text();
  }

  /** Names no claim: a test's report must not have a token that is still good. */
  @Override
  public String toString() {
    return "TestToken[" + signer.algorithm() + "]";
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> map, String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }

  /** In the place of a claim that is left out. */
  private enum Absent {
    CLAIM
  }
}
