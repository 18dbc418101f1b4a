package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.config.SignetConfig;
import dev.signet.crypto.Sha256;
import dev.signet.testing.Configs;
import dev.signet.testing.JarCopies;
import dev.signet.testing.Refused;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestEngine;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import dev.signet.token.VerificationUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.cache.CacheException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that is good for one request. */
class SingleUseTest {
  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();

  /** The memory is the server's, which is the Java virtual machine that all tests have. */
  @BeforeEach
  @AfterEach
  void forget() throws JMException {
    forgetUsedTokens();
  }

  static void forgetUsedTokens() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    if (server.isRegistered(new ObjectName(ServerMemory.NAME))) {
      server.unregisterMBean(new ObjectName(ServerMemory.NAME));
    }
  }

  private Configs config() {
    return Configs.in(directory).issuer("tokenReuse", false);
  }

  private Configs sharing(String name) {
    return config()
        .root("cache", Map.of("provider", TestEngine.NAME, "uri", "test:it", "name", name));
  }

  private JwtAuthenticator line() {
    return JwtAuthenticator.of(config().load(), clock);
  }

  private static Tokens token() {
    return Tokens.good().claim("jti", "one");
  }

  private static void assertRejected(Rejection expected, JwtAuthenticator line, Tokens token)
      throws VerificationUnavailableException {
    AuthenticationResult result = line.authenticate(Requests.withJwt(token.compact()));
    assertEquals(expected, assertInstanceOf(Rejected.class, result).reason());
  }

  private static void assertAccepted(JwtAuthenticator line, Tokens token)
      throws VerificationUnavailableException {
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
  void allApplicationsOfAServerAcceptATokenOnceAmongThem() throws Exception {
    try (JwtAuthenticator one = line();
        JwtAuthenticator other = line()) {
      assertAccepted(one, token());
      assertRejected(Rejection.TOKEN_USED, other, token());
      assertAccepted(other, token().claim("jti", "two"));
      assertRejected(Rejection.TOKEN_USED, one, token().claim("jti", "two"));
    }
  }

  @Test
  void anApplicationThatEndsAndStartsAnewFreesNothing() throws Exception {
    try (JwtAuthenticator line = line()) {
      assertAccepted(line, token());
    }
    try (JwtAuthenticator line = line()) {
      assertRejected(Rejection.TOKEN_USED, line, token());
    }
  }

  @Test
  void allDefinitionsOfOneIssuerAcceptATokenOnceAmongThem() throws Exception {
    Map<String, Object> inside =
        new LinkedHashMap<>(
            config()
                .issuer("id", "inside")
                .issuer("realmName", "inside")
                .issuer("authFilter", Map.of("requestPath", Map.of("pattern", "/app/in/*")))
                .issuerSettings());
    SignetConfig config =
        config().root("issuers", List.of(inside, config().issuerSettings())).load();
    try (JwtAuthenticator line = JwtAuthenticator.of(config, clock)) {
      HttpServletRequest request =
          Requests.empty().header("jwt", token().compact()).to("/app", "/in/x").build();
      assertEquals(
          "inside",
          assertInstanceOf(Authenticated.class, line.authenticate(request)).identity().realm());
      assertRejected(Rejection.TOKEN_USED, line, token());
    }
  }

  @Test
  void anotherIssuersTokenWithTheSameIdIsAnotherToken() throws Exception {
    Map<String, Object> other =
        new LinkedHashMap<>(
            config().issuer("id", "other").issuer("issuerIdentifier", "other").issuerSettings());
    SignetConfig config =
        config().root("issuers", List.of(config().issuerSettings(), other)).load();
    try (JwtAuthenticator line = JwtAuthenticator.of(config, clock)) {
      assertAccepted(line, token());
      assertAccepted(line, token().claim("iss", "other"));
      assertRejected(Rejection.TOKEN_USED, line, token().claim("iss", "other"));
    }
  }

  @Test
  void whereIssuerEndsAndIdBeginsIsNotLost() throws Exception {
    Map<String, Object> longer =
        new LinkedHashMap<>(
            config().issuer("id", "b").issuer("issuerIdentifier", "x\ny").issuerSettings());
    Map<String, Object> shorter =
        new LinkedHashMap<>(
            config().issuer("id", "a").issuer("issuerIdentifier", "x").issuerSettings());
    SignetConfig config = config().root("issuers", List.of(longer, shorter)).load();
    try (JwtAuthenticator line = JwtAuthenticator.of(config, clock)) {
      assertAccepted(line, token().claim("iss", "x\ny").claim("jti", "z"));
      assertAccepted(line, token().claim("iss", "x").claim("jti", "y\nz"));
    }
  }

  /** Each line's configuration is replaced after the token was used, and the clock goes on. */
  @Test
  void aReloadThatChangesTimesFreesNothing() throws Exception {
    SignetConfig strict = config().issuer("maxTokenAge", 60).issuer("clockSkew", 0).load();
    SignetConfig lax = config().issuer("clockSkew", 600).load();
    try (JwtAuthenticator before = JwtAuthenticator.of(strict, clock)) {
      assertAccepted(before, token());
      clock.advance(Duration.ofSeconds(60));
      assertRejected(Rejection.TOO_OLD, before, token());
      try (JwtAuthenticator after = before.successor(lax)) {
        assertRejected(Rejection.TOKEN_USED, after, token());
        clock.advance(Duration.ofSeconds(3600 - 60 + 599));
        assertRejected(Rejection.TOKEN_USED, after, token());
        clock.advance(Duration.ofSeconds(1));
        assertRejected(Rejection.EXPIRED, after, token());
      }
    }
  }

  @Test
  void aTokenWithTheSameIdThatLastsLongerIsUsedAsLongAsThatOneLasts() throws Exception {
    try (JwtAuthenticator line = line()) {
      assertAccepted(line, token().time("exp", 60));
      assertRejected(Rejection.TOKEN_USED, line, token().time("exp", 3600));
      clock.advance(Duration.ofSeconds(60 + 600 + 1));
      assertRejected(Rejection.TOKEN_USED, line, token().time("exp", 3600));
    }
  }

  @Test
  void aReloadThatNamesACacheOrAnotherOrNoneFreesNothing() throws Exception {
    TestEngine.declare("first", "second");
    try (JwtAuthenticator none = line();
        JwtAuthenticator first = none.successor(sharing("first").load());
        JwtAuthenticator second = first.successor(sharing("second").load());
        JwtAuthenticator noneAgain = second.successor(config().load())) {
      assertAccepted(none, token());
      assertRejected(Rejection.TOKEN_USED, first, token());
      assertAccepted(first, token().claim("jti", "two"));
      assertRejected(Rejection.TOKEN_USED, second, token().claim("jti", "two"));
      assertRejected(Rejection.TOKEN_USED, noneAgain, token().claim("jti", "two"));
      assertRejected(Rejection.TOKEN_USED, noneAgain, token());
    }
  }

  @Test
  void aReloadKeepsTheEngineAndTheEndOfTheLastLineEndsIt() throws Exception {
    TestEngine.declare("shared");
    JwtAuthenticator line = JwtAuthenticator.of(sharing("shared").load(), clock);
    JwtAuthenticator next = line.successor(sharing("shared").issuer("clockSkew", 1).load());
    line.close();
    line.close();
    assertAccepted(next, token());
    assertEquals(1, TestEngine.opened());
    assertEquals(0, TestEngine.closed());
    next.close();
    assertEquals(1, TestEngine.closed());
  }

  @Test
  void neitherClaimNorTokenIsInTheCache() throws Exception {
    TestEngine.declare("shared");
    try (JwtAuthenticator line = JwtAuthenticator.of(sharing("shared").load(), clock)) {
      assertAccepted(line, token());
      var entry = TestEngine.content("shared").iterator().next();
      assertEquals(Sha256.ofAll(List.of(Tokens.ISSUER, "one")), entry.getKey());
      assertInstanceOf(Long.class, entry.getValue());
    }
  }

  @Test
  void aReloadThatLetsTokensBeUsedOftenForAWhileFreesNothing() throws Exception {
    try (JwtAuthenticator once = line();
        JwtAuthenticator often = once.successor(Configs.in(directory).load());
        JwtAuthenticator onceAgain = often.successor(config().load())) {
      assertAccepted(once, token());
      assertAccepted(often, token());
      assertRejected(Rejection.TOKEN_USED, onceAgain, token());
    }
  }

  @Test
  void noClientCanSayThatItsRequestWasLetIn() throws Exception {
    try (JwtAuthenticator line = line()) {
      HttpServletRequest first = Requests.withJwt(token().compact());
      assertInstanceOf(Authenticated.class, line.authenticate(first));
      String key = Sha256.ofAll(List.of(Tokens.ISSUER, "one"));
      long end = Tokens.NOW.getEpochSecond() + 3600 + 600;
      for (Object forged :
          List.of(key, "true", true, end, Long.toString(end), new AtomicLong(end))) {
        HttpServletRequest second =
            Requests.empty()
                .header("jwt", token().compact())
                .attribute(UsedTokens.LET_IN, forged)
                .build();
        assertEquals(Rejection.TOKEN_USED, Refused.reason(line.authenticate(second)));
      }
    }
  }

  @Test
  void aRequestThatWasLetInWithOneTokenIsNotLetInWithAnother() throws Exception {
    try (JwtAuthenticator line = line()) {
      HttpServletRequest first = Requests.withJwt(token().compact());
      assertInstanceOf(Authenticated.class, line.authenticate(first));
      assertAccepted(line, token().claim("jti", "two"));
      HttpServletRequest other =
          Requests.empty()
              .header("jwt", token().claim("jti", "two").compact())
              .attribute(UsedTokens.LET_IN, first.getAttribute(UsedTokens.LET_IN))
              .build();
      assertEquals(Rejection.TOKEN_USED, Refused.reason(line.authenticate(other)));
    }
  }

  @Test
  void aRequestThatGoesOnToAnotherApplicationStaysLetIn() throws Exception {
    try (JwtAuthenticator line = line();
        JwtAuthenticator other = line()) {
      HttpServletRequest request = Requests.withJwt(token().compact());
      assertInstanceOf(Authenticated.class, line.authenticate(request));
      assertInstanceOf(Authenticated.class, other.authenticate(request));
      assertRejected(Rejection.TOKEN_USED, other, token());
    }
  }

  @Test
  void serversThatShareACacheAcceptATokenOnceAmongThem() throws Exception {
    TestEngine.declare("shared");
    SignetConfig config = sharing("shared").load();
    try (JwtAuthenticator one = JwtAuthenticator.of(config, clock);
        JwtAuthenticator other = JwtAuthenticator.of(config, clock)) {
      assertAccepted(one, token());
      forget();
      // each server's memory is its own
      try (JwtAuthenticator another = other.successor(config)) {
        assertRejected(Rejection.TOKEN_USED, another, token());
        assertAccepted(another, token().claim("jti", "two"));
      }
      assertRejected(Rejection.TOKEN_USED, one, token().claim("jti", "two"));
    }
  }

  @Test
  void whereTheCacheThrowsWhateverItIsNobodyCanSayAndTheTokenMayComeAgain() throws Exception {
    TestEngine.declare("failing");
    try (JwtAuthenticator line = JwtAuthenticator.of(sharing("failing").load(), clock)) {
      for (Throwable failure :
          List.of(new CacheException("secret"), new NoClassDefFoundError("secret"))) {
        TestEngine.failWith(failure);
        VerificationUnavailableException undecided = assertUndecided(line, token());
        assertEquals(
            "unavailable: the cache of used tokens of issuer definition webseal",
            undecided.getMessage());
      }
      TestEngine.answer();
      assertAccepted(line, token());
      assertRejected(Rejection.TOKEN_USED, line, token());
    }
  }

  @Test
  void aTokenThatMayBeUsedOftenNeedsNoCache() throws Exception {
    TestEngine.declare("failing");
    try (JwtAuthenticator line =
        JwtAuthenticator.of(sharing("failing").issuer("tokenReuse", true).load(), clock)) {
      TestEngine.failWith(new CacheException("secret"));
      assertAccepted(line, token());
      assertAccepted(line, token());
    }
  }

  private static VerificationUnavailableException assertUndecided(
      JwtAuthenticator line, Tokens token) {
    return assertThrows(
        VerificationUnavailableException.class,
        () -> line.authenticate(Requests.withJwt(token.compact())));
  }

  @Test
  void whereTheMemoryCannotBeSharedTheConfigurationIsRefused() throws Exception {
    ManagementFactory.getPlatformMBeanServer()
        .registerMBean(
            new StandardMBean(new FutureTask<>(() -> "not it"), Runnable.class),
            new ObjectName(ServerMemory.NAME));
    SignetConfig config = config().load();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> JwtAuthenticator.of(config, clock));
    assertEquals(
        "\"tokenReuse\": false and backchannelLogoutPath need a memory of used tokens that all"
            + " applications of this server share, and there can be none: the platform's MBean"
            + " server does not give dev.signet:type=UsedTokens; let this application use it, or"
            + " set tokenReuse to true and leave backchannelLogoutPath out",
        refused.getMessage());
    try (JwtAuthenticator often =
        JwtAuthenticator.of(Configs.in(directory).load(), new SettableClock())) {
      assertAccepted(often, token());
      assertThrows(IllegalArgumentException.class, () -> often.successor(config));
    }
  }

  /** In a class loader of its own, which sees all but the API that {@code cache} needs. */
  @Test
  void whereTheServerHasNoJCacheTheConfigurationIsRefusedAndNothingIsLeftBehind() throws Exception {
    sharing("used-tokens").load();
    try (URLClassLoader server = JarCopies.without("cache-api")) {
      Class<?> configType = server.loadClass(SignetConfig.class.getName());
      Object config =
          configType.getMethod("load", Path.class).invoke(null, directory.resolve("signet.json"));
      Method of =
          server
              .loadClass(JwtAuthenticator.class.getName())
              .getMethod("of", configType, Clock.class);
      Set<Thread> before = Thread.getAllStackTraces().keySet();
      InvocationTargetException refused =
          assertThrows(InvocationTargetException.class, () -> of.invoke(null, config, clock));
      assertEquals(
          "cache: there is no JCache API (JSR 107) beside Signet: put cache-api and the engine's"
              + " jars there, or leave cache out",
          assertInstanceOf(IllegalArgumentException.class, refused.getCause()).getMessage());
      assertEquals(
          List.of(),
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> !before.contains(thread))
              .filter(thread -> thread.getName().startsWith("signet-"))
              .toList());
    }
  }
}
