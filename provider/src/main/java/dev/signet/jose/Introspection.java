package dev.signet.jose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.config.IntrospectionSettings;
import dev.signet.config.IssuerConfig;
import dev.signet.token.CannotDecideException;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.Sha256;
import dev.signet.token.TokenRejectedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks an issuer whether it vouches for a token (RFC 7662). Only {@code "active": true} is a yes;
 * an issuer that cannot be asked, or does not answer in the words of the standard, has said
 * nothing. A no is remembered for a short while, so that one bad token is one question.
 */
final class Introspection {
  private static final Logger LOG = System.getLogger(Introspection.class.getName());
  private static final int MAX_ASKING = 32;
  private static final int MAX_REFUSED = 10_000;
  private static final long RETRY_SECONDS = 5;
  private static final Duration REFUSED_MEMORY = Duration.ofSeconds(10);

  private final String issuerId;
  private final String issuerIdentifier;
  private final IntrospectionSettings settings;
  private final DocumentClient client;
  private final Semaphore asking = new Semaphore(MAX_ASKING);
  private final Cache<String, Boolean> refused =
      Caffeine.newBuilder()
          .maximumSize(MAX_REFUSED)
          .expireAfterWrite(REFUSED_MEMORY)
          .executor(Runnable::run)
          .build();
  private volatile Optional<String> lastFailure = Optional.empty();

  private Introspection(IssuerConfig issuer, IntrospectionSettings settings) {
    this.issuerId = issuer.id();
    this.issuerIdentifier = issuer.issuerIdentifier();
    this.settings = settings;
    this.client = new DocumentClient(settings.fetch());
  }

  static Optional<Introspection> of(IssuerConfig issuer) {
    return issuer.introspection().map(settings -> new Introspection(issuer, settings));
  }

  /** Whether the answer is all there is to say about a token. */
  boolean isAlone() {
    return settings.isAlone();
  }

  /** How long an answer is good at most. */
  Duration cacheTime() {
    return settings.cacheTime();
  }

  /**
   * What the issuer says of a token.
   *
   * @return the claims, with {@code iss}
   * @throws TokenRejectedException where it does not vouch for it
   * @throws CannotDecideException where it cannot be asked
   */
  Map<String, Object> claims(CompactJwt token)
      throws TokenRejectedException, CannotDecideException {
    String digest = Sha256.of(token.value());
    if (refused.getIfPresent(digest) != null) {
      throw new TokenRejectedException(Rejection.NOT_ACTIVE);
    }
    Map<String, Object> answer = ask(token);
    boolean isOurs = answer.getOrDefault("iss", issuerIdentifier).equals(issuerIdentifier);
    if (!Boolean.TRUE.equals(answer.get("active")) || !isOurs) {
      refused.put(digest, true);
      throw new TokenRejectedException(Rejection.NOT_ACTIVE);
    }
    Map<String, Object> claims = new LinkedHashMap<>(answer);
    claims.remove("active");
    claims.put("iss", issuerIdentifier);
    return Collections.unmodifiableMap(claims);
  }

  private Map<String, Object> ask(CompactJwt token) throws CannotDecideException {
    if (!asking.tryAcquire()) {
      throw nobodyCanSay("too many are asking");
    }
    try {
      String form = "token=" + encoded(token.value()) + "&token_type_hint=access_token";
      String text =
          client
              .post(settings.endpoint(), credentials(), form)
              .get(2 * settings.fetch().readTimeout().toMillis(), TimeUnit.MILLISECONDS)
              .text();
      Map<String, Object> answer = StrictJson.object(text);
      if (!(answer.get("active") instanceof Boolean)) {
        throw nobodyCanSay("the server's answer does not say whether the token is active");
      }
      lastFailure = Optional.empty();
      return answer;
    } catch (ExecutionException e) {
      throw nobodyCanSay(KeyFetchException.reason(e.getCause()));
    } catch (TimeoutException e) {
      throw nobodyCanSay(KeyFetchException.reason(e));
    } catch (IllegalArgumentException e) {
      throw nobodyCanSay("the server's answer is no JSON object");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw nobodyCanSay("the server is stopping");
    } finally {
      asking.release();
    }
  }

  /** The name and the password are form-encoded first (RFC 6749 section 2.3.1). */
  private String credentials() {
    String secret = new String(settings.clientSecret().toCharArray());
    String pair = encoded(settings.clientId()) + ":" + encoded(secret);
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private CannotDecideException nobodyCanSay(String reason) {
    if (!lastFailure.equals(Optional.of(reason))) {
      LOG.log(Level.WARNING, "issuer definition {0}: it cannot be asked: {1}", issuerId, reason);
    }
    lastFailure = Optional.of(reason);
    return new CannotDecideException(issuerId, "the word", RETRY_SECONDS);
  }
}
