package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.config.SignetConfig;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.testing.Worlds;
import dev.signet.testing.Worlds.RequestMaker;
import dev.signet.testing.Worlds.Variant;
import dev.signet.token.Rejection;
import dev.signet.token.VerificationUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pairs of definitions and tokens at random: what a request is answered does not depend on the
 * requests before it.
 */
class AfterAnythingElseTest {
  private static final int WORLDS = 50;
  private static final int REQUESTS = 200;

  private static final Map<String, Object> FORGETFUL = Map.of("maxRememberedTokens", 0);

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final Map<String, Integer> outcomes = new HashMap<>();

  private static String told(JwtAuthenticator line, HttpServletRequest request) {
    try {
      AuthenticationResult result = line.authenticate(request);
      if (result instanceof Rejected rejected) {
        return rejected.reason().id();
      }
      return result instanceof Authenticated caller ? told(caller) : "no attempt";
    } catch (VerificationUnavailableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String told(Authenticated caller) {
    return caller.jwt().issuerId() + " " + caller.identity() + " " + caller.jwt().claims();
  }

  private static Optional<String> cacheKey(JwtAuthenticator line, HttpServletRequest request) {
    try {
      return line.authenticate(request) instanceof Authenticated caller
          ? Optional.of(caller.cacheKey())
          : Optional.empty();
    } catch (VerificationUnavailableException e) {
      return Optional.empty();
    }
  }

  private void count(String outcome) {
    String kind = outcome.startsWith("SIGNET") ? outcome : outcome.replaceAll(" .*", "");
    outcomes.merge(kind, 1, Integer::sum);
  }

  private int accepted() {
    return outcomes.entrySet().stream()
        .filter(outcome -> outcome.getKey().startsWith("definition"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Also by the key under which Liberty takes what it remembers without asking again. */
  @Test
  void theAnswerIsThatToATokenNeverSeenBefore() {
    try (Worlds worlds = new Worlds(directory, 14)) {
      for (int world = 0; world < WORLDS; world++) {
        List<SignetConfig> configs =
            worlds.configs(new Variant(Map.of(), Map.of()), new Variant(FORGETFUL, Map.of()));
        try (JwtAuthenticator line = JwtAuthenticator.of(configs.get(0), clock);
            JwtAuthenticator forgetful = JwtAuthenticator.of(configs.get(1), clock)) {
          compare(worlds, line, forgetful);
        }
      }
    }
    assertTrue(outcomes.size() > 15, "of many kinds: " + outcomes);
    assertTrue(accepted() > 1_000, "not all refused: " + outcomes);
  }

  private void compare(Worlds worlds, JwtAuthenticator line, JwtAuthenticator forgetful) {
    Map<String, String> callers = new HashMap<>();
    for (int i = 0; i < REQUESTS; i++) {
      clock.advance(Duration.ofSeconds(worlds.pause()));
      RequestMaker request = worlds.request();
      String expected = told(forgetful, request.make());
      assertEquals(expected, told(line, request.make()));
      count(expected);
      Optional<String> key = cacheKey(line, request.make());
      key.ifPresent(k -> assertEquals(expected, callers.computeIfAbsent(k, none -> expected)));
    }
    clock.advance(Duration.between(clock.instant(), Tokens.NOW));
  }

  /** Two applications and their reloads: what was let in anywhere is let in nowhere again. */
  @Test
  void aTokenIsGoodForOneRequestWhateverCameBefore() throws Exception {
    try (Worlds worlds = new Worlds(directory, 16)) {
      for (int world = 0; world < WORLDS; world++) {
        List<SignetConfig> configs =
            worlds.configs(
                new Variant(Map.of(), Map.of("tokenReuse", false)),
                new Variant(FORGETFUL, Map.of()),
                new Variant(Map.of(), Map.of("tokenReuse", false, "clockSkew", 600)),
                new Variant(FORGETFUL, Map.of("clockSkew", 600)));
        SingleUseTest.forgetUsedTokens();
        try (JwtAuthenticator one = JwtAuthenticator.of(configs.get(0), clock);
            JwtAuthenticator two = JwtAuthenticator.of(configs.get(0), clock);
            JwtAuthenticator often = JwtAuthenticator.of(configs.get(1), clock);
            JwtAuthenticator later = one.successor(configs.get(2));
            JwtAuthenticator laterOften = JwtAuthenticator.of(configs.get(3), clock)) {
          Set<String> used = new HashSet<>();
          for (int i = 0; i < REQUESTS; i++) {
            clock.advance(Duration.ofSeconds(worlds.pause()));
            JwtAuthenticator line = i % 3 == 0 ? one : i % 3 == 1 ? two : later;
            RequestMaker request = worlds.request();
            String expected = once(line == later ? laterOften : often, request.make(), used);
            assertEquals(expected, told(line, request.make()), "world " + world + ", " + i);
            count(expected);
          }
        }
        clock.advance(Duration.between(clock.instant(), Tokens.NOW));
      }
    } finally {
      SingleUseTest.forgetUsedTokens();
    }
    assertTrue(outcomes.getOrDefault("SIGNET-419", 0) > 1_000, "used ones: " + outcomes);
    assertTrue(accepted() > 150, "new ones: " + outcomes);
  }

  /** What a line that lets tokens be used often says, but for those that were let in before. */
  private static String once(JwtAuthenticator often, HttpServletRequest request, Set<String> used)
      throws VerificationUnavailableException {
    if (often.authenticate(request) instanceof Authenticated caller) {
      Map<String, Object> claims = caller.jwt().claims();
      boolean isNew = used.add(claims.get("iss") + " " + claims.get("jti"));
      return isNew ? told(caller) : Rejection.TOKEN_USED.id();
    }
    return told(often, request);
  }
}
