package dev.signet.jose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.channel.Channel;
import dev.signet.config.IntrospectionSettings;
import dev.signet.config.IssuerConfig;
import dev.signet.crypto.Sha256;
import dev.signet.http.DocumentClient;
import dev.signet.http.FetchException;
import dev.signet.log.Messages;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Asks an issuer whether a token is active (RFC 7662). Only {@code "active": true} means yes. Where
 * the issuer cannot be reached, or its answer does not follow the standard, there is no result. A
 * no is remembered for a short while, so that one invalid token causes one request. A yes is
 * remembered for longer. It does not replace an answer: it only gives the token a place among the
 * known tokens, which invented tokens cannot fill.
 */
final class Introspection {
  private static final Logger LOG = Messages.logger(Introspection.class);
  private static final int MAX_OPAQUE = 8_192;
  private static final Pattern B68 = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
  private static final int MAX_REFUSED = 10_000;
  private static final int MAX_KNOWN = 50_000;
  private static final long RETRY_SECONDS = 5;
  private static final Duration REFUSED_MEMORY = Duration.ofSeconds(10);
  private static final Duration KNOWN_MEMORY = Duration.ofHours(1);
  private static final Duration SAID_ONCE_IN = Duration.ofSeconds(10);

  private final String issuerId;
  private final String issuerIdentifier;
  private final IntrospectionSettings settings;
  private final IntrospectionQuestion question;
  private final DocumentClient client;
  private final Questions aboutUnknown;
  private final Questions aboutKnown;
  private final Cache<String, Boolean> refused = memory(MAX_REFUSED, REFUSED_MEMORY);
  private final Cache<String, Boolean> known = memory(MAX_KNOWN, KNOWN_MEMORY);
  private final Cache<String, Boolean> said = memory(MAX_REFUSED, SAID_ONCE_IN);
  private volatile Optional<String> lastFailure = Optional.empty();

  Introspection(IssuerConfig issuer, IntrospectionSettings settings) {
    this.issuerId = issuer.id();
    this.issuerIdentifier = issuer.issuerIdentifier();
    this.settings = settings;
    this.question = new IntrospectionQuestion(settings);
    this.client = new DocumentClient(settings.fetch());
    this.aboutUnknown = Questions.aboutUnknownTokens(answersWithin(), this::tooMany);
    this.aboutKnown = Questions.aboutKnownTokens(answersWithin(), this::tooMany);
  }

  private static Cache<String, Boolean> memory(int size, Duration time) {
    return Caffeine.newBuilder()
        .maximumSize(size)
        .expireAfterWrite(time)
        .executor(Runnable::run)
        .build();
  }

  /** The longest time for which an answer is used. */
  Duration cacheTime() {
    return settings.cacheTime();
  }

  /**
   * Refuses a text that is not an opaque token before the issuer is asked: it is longer than 8,192
   * characters, or not a b64token (RFC 6750 section 2.1).
   */
  static void checkOpaque(CompactJwt token) throws TokenRejectedException {
    if (token.value().length() > MAX_OPAQUE) {
      throw new TokenRejectedException(
          Rejection.TOKEN_TOO_LONG, MAX_OPAQUE + " characters are allowed for an opaque token");
    }
    if (!B68.matcher(token.value()).matches()) {
      throw new TokenRejectedException(
          Rejection.TOKEN_MALFORMED, "an opaque token has = at its end alone");
    }
  }

  /**
   * The issuer's answer about a token. A member that is null counts as missing.
   *
   * @return the claims, with {@code iss}
   * @throws TokenRejectedException where the token is not active
   * @throws VerificationUnavailableException where there is no valid answer
   */
  Map<String, Object> claims(CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    String digest = Sha256.of(token.value());
    if (refused.getIfPresent(digest) != null) {
      throw new TokenRejectedException(
          Rejection.NOT_ACTIVE,
          "the issuer said so at most " + REFUSED_MEMORY.toSeconds() + " s ago");
    }
    Questions questions = known.getIfPresent(digest) == null ? aboutUnknown : aboutKnown;
    Map<String, Object> claims =
        new LinkedHashMap<>(
            questions.answer(digest, channel, lastFailure.isEmpty(), () -> ask(token)));
    boolean isOurs = claims.getOrDefault("iss", issuerIdentifier).equals(issuerIdentifier);
    boolean isActive = Boolean.TRUE.equals(claims.remove("active"));
    if (!isActive || !isOurs) {
      known.invalidate(digest);
      refused.put(digest, true);
      throw new TokenRejectedException(
          Rejection.NOT_ACTIVE,
          isActive ? "the answer has another iss" : "the answer has active false");
    }
    known.put(digest, true);
    claims.put("iss", issuerIdentifier);
    return Collections.unmodifiableMap(claims);
  }

  /** The same where only the issuer's yes counts, and no claim of its answer. */
  void refuseInactive(CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    var unused = claims(token, channel);
  }

  private Map<String, Object> ask(CompactJwt token) throws VerificationUnavailableException {
    try {
      String text =
          client
              .post(settings.endpoint(), question.credentials(), question.form(token.value()))
              .get(answersWithin().toMillis(), TimeUnit.MILLISECONDS)
              .text();
      Map<String, Object> answer = question.answer(text);
      lastFailure = Optional.empty();
      return answer;
    } catch (ExecutionException e) {
      throw unavailable(FetchException.reason(e.getCause()));
    } catch (TimeoutException e) {
      throw unavailable(FetchException.reason(e));
    } catch (IllegalArgumentException e) {
      throw unavailable(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("the server is stopping");
    }
  }

  /** Longer than any answer may take; the client has its own limit. */
  private Duration answersWithin() {
    return settings.fetch().readTimeout().multipliedBy(2);
  }

  private VerificationUnavailableException unavailable(String reason) {
    if (!lastFailure.equals(Optional.of(reason))) {
      say(reason);
    }
    lastFailure = Optional.of(reason);
    return undecided();
  }

  private VerificationUnavailableException tooMany() {
    say("too many requests at once");
    return undecided();
  }

  private VerificationUnavailableException undecided() {
    return new VerificationUnavailableException(issuerId, "the answer", RETRY_SECONDS);
  }

  /**
   * Logs a reason once in ten seconds: a failure that alternates with success must not fill the
   * log.
   */
  private void say(String reason) {
    if (said.asMap().putIfAbsent(reason, true) == null) {
      LOG.log(
          Level.WARNING,
          "SIGNET0131W: issuer definition {0}: introspection failed: {1}",
          issuerId,
          reason);
    }
  }
}
