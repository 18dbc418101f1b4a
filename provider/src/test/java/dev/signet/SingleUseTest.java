package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.config.SignetConfig;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.CannotDecideException;
import dev.signet.token.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that is good for one request. */
class SingleUseTest {
  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();

  private JwtAuthenticator line() {
    return JwtAuthenticator.of(Configs.in(directory).issuer("tokenReuse", false).load(), clock);
  }

  private static Tokens token() {
    return Tokens.good().claim("jti", "one");
  }

  private static void assertRejected(Rejection expected, JwtAuthenticator line, Tokens token)
      throws CannotDecideException {
    AuthenticationResult result = line.authenticate(Requests.withJwt(token.compact()));
    assertEquals(expected, assertInstanceOf(Rejected.class, result).reason());
  }

  private static void assertAccepted(JwtAuthenticator line, Tokens token)
      throws CannotDecideException {
    assertInstanceOf(Authenticated.class, line.authenticate(Requests.withJwt(token.compact())));
  }

  @Test
  void theSecondRequestIsRefused() throws Exception {
    try (JwtAuthenticator line = line()) {
      assertAccepted(line, token());
      assertRejected(Rejection.TOKEN_USED, line, token());
      assertAccepted(line, token().claim("jti", "two"));
    }
  }

  @Test
  void aTokenIsItsIdHoweverItIsWritten() throws Exception {
    try (JwtAuthenticator line = line()) {
      assertAccepted(line, token());
      assertRejected(Rejection.TOKEN_USED, line, token().claim("more", "of it"));
      assertRejected(Rejection.TOKEN_USED, line, token().claim("sub", "otheruser"));
    }
  }

  @Test
  void oneRequestMayBeAskedAboutTwice() throws Exception {
    try (JwtAuthenticator line = line()) {
      HttpServletRequest request = Requests.withJwt(token().compact());
      assertInstanceOf(Authenticated.class, line.authenticate(request));
      assertInstanceOf(Authenticated.class, line.authenticate(request));
      assertRejected(Rejection.TOKEN_USED, line, token());
    }
  }

  @Test
  void aTokenWithoutAnIdIsRefused() throws Exception {
    try (JwtAuthenticator line = line()) {
      assertRejected(Rejection.ID_MISSING, line, Tokens.good());
      assertRejected(Rejection.ID_MISSING, line, Tokens.good().claim("jti", ""));
      assertRejected(Rejection.ID_MISSING, line, Tokens.good().claim("jti", 7));
    }
  }

  @Test
  void aTokenIsRememberedAsLongAsItWouldBeAccepted() throws Exception {
    try (JwtAuthenticator line = line()) {
      assertAccepted(line, token());
      clock.advance(Duration.ofSeconds(3600 + 59));
      assertRejected(Rejection.TOKEN_USED, line, token());
      clock.advance(Duration.ofSeconds(1));
      assertRejected(Rejection.EXPIRED, line, token());
    }
  }

  @Test
  void aTokenThatIsRefusedForAnotherReasonIsNotUsedUp() throws Exception {
    try (JwtAuthenticator line = line()) {
      assertRejected(Rejection.USER_MISSING, line, token().without("sub"));
      assertAccepted(line, token());
    }
  }

  @Test
  void ofManyRequestsAtOnceOneIsAccepted() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try (JwtAuthenticator line = line()) {
      String compact = token().compact();
      CountDownLatch start = new CountDownLatch(1);
      List<Callable<Boolean>> requests =
          Stream.generate(
                  () ->
                      (Callable<Boolean>)
                          () -> {
                            start.await();
                            return line.authenticate(Requests.withJwt(compact))
                                instanceof Authenticated;
                          })
              .limit(16)
              .toList();
      var answers = requests.stream().map(threads::submit).toList();
      start.countDown();
      int accepted = 0;
      for (var answer : answers) {
        accepted += answer.get() ? 1 : 0;
      }
      assertEquals(1, accepted);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void serversThatShareACacheAcceptATokenOnceAmongThem() throws Exception {
    MutableConfiguration<String, Long> types =
        new MutableConfiguration<String, Long>().setTypes(String.class, Long.class);
    CacheManager caches = Caching.getCachingProvider().getCacheManager();
    caches.createCache("shared", types);
    SignetConfig config =
        Configs.in(directory).issuer("tokenReuse", false).root("replayCache", "shared").load();
    try (JwtAuthenticator one = JwtAuthenticator.of(config, clock);
        JwtAuthenticator other = JwtAuthenticator.of(config, clock)) {
      assertAccepted(one, token());
      assertRejected(Rejection.TOKEN_USED, other, token());
      assertAccepted(other, token().claim("jti", "two"));
      assertRejected(Rejection.TOKEN_USED, one, token().claim("jti", "two"));
      caches.destroyCache("shared");
      assertThrows(
          CannotDecideException.class,
          () -> one.authenticate(Requests.withJwt(token().claim("jti", "three").compact())));
    }
  }

  @Test
  void whereTheSharedMemoryCannotBeAskedNobodyCanSay() {
    try (JwtAuthenticator line =
        JwtAuthenticator.of(
            Configs.in(directory)
                .issuer("tokenReuse", false)
                .root("replayCache", "used-tokens")
                .load(),
            clock)) {
      CannotDecideException undecided =
          assertThrows(
              CannotDecideException.class,
              () -> line.authenticate(Requests.withJwt(token().compact())));
      assertEquals(
          "the cache of used tokens of issuer definition webseal cannot be had",
          undecided.getMessage());
    }
  }
}
