package dev.signet.junction.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.junction.mint.TokenMint;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The token that goes with a login's requests. It stays the same until it is about to end, the
 * login's groups change or another key signs, as WebSEAL does it; or each request has its own.
 */
public final class SessionTokens {
  private final ClaimsTemplate mapping;
  private final Policy policy;
  private final Supplier<TokenMint> mints;
  private final InstantSource clock;
  private final Cache<String, Issued> byLogin;

  /**
   * When tokens are minted, and for how long.
   *
   * @param lifetime from {@code iat} to {@code exp}
   * @param renewalWindow how long before its end a token is replaced
   * @param oneTime whether each request has a token of its own, with a {@code jti}
   */
  public record Policy(Duration lifetime, Duration renewalWindow, boolean oneTime) {
    public Policy {
      if (renewalWindow.compareTo(lifetime) >= 0) {
        throw new IllegalArgumentException(
            "--renewal-window: a token would be renewed as soon as it is made");
      }
    }
  }

  private record Issued(String text, Login login, TokenMint mint, Instant renewAt) {}

  /**
   * Tokens of one proxy.
   *
   * @param mapping their claims
   * @param policy when they are minted
   * @param mints what signs at the moment
   * @param clock tells the time
   */
  public SessionTokens(
      ClaimsTemplate mapping, Policy policy, Supplier<TokenMint> mints, InstantSource clock) {
    this.mapping = mapping;
    this.policy = policy;
    this.mints = mints;
    this.clock = clock;
    this.byLogin = Caffeine.newBuilder().expireAfterAccess(policy.lifetime()).build();
  }

  /** The token for one request of this login. */
  public String token(Login login) {
    TokenMint mint = mints.get();
    if (policy.oneTime()) {
      return mint.sign(claims(login, UUID.randomUUID().toString()));
    }
    return byLogin
        .asMap()
        .compute(
            login.id(),
            (id, known) -> known != null && isGood(known, login, mint) ? known : issue(login, mint))
        .text();
  }

  private boolean isGood(Issued known, Login login, TokenMint mint) {
    return known.login().equals(login)
        && known.mint().equals(mint)
        && clock.instant().isBefore(known.renewAt());
  }

  private Issued issue(Login login, TokenMint mint) {
    Instant renewAt = clock.instant().plus(policy.lifetime()).minus(policy.renewalWindow());
    return new Issued(mint.sign(claims(login, "")), login, mint, renewAt);
  }

  private JsonObject claims(Login login, String id) {
    Instant now = clock.instant();
    JsonObjectBuilder claims =
        Json.createObjectBuilder(mapping.claims(login))
            .add("iat", now.getEpochSecond())
            .add("exp", now.plus(policy.lifetime()).getEpochSecond());
    return (id.isEmpty() ? claims : claims.add("jti", id)).build();
  }
}
