package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.NotAttempted;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CannotDecideException;
import dev.signet.token.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole line, and what it remembers. */
class JwtAuthenticatorTest {
  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private @Nullable JwtAuthenticator authenticator;

  @BeforeEach
  void start() {
    use(50_000);
  }

  private void use(int maxRememberedTokens) {
    authenticator =
        JwtAuthenticator.of(
            Configs.in(directory).root("maxRememberedTokens", maxRememberedTokens).load(), clock);
  }

  private AuthenticationResult authenticate(HttpServletRequest request)
      throws CannotDecideException {
    return Objects.requireNonNull(authenticator).authenticate(request);
  }

  private Authenticated authenticated(HttpServletRequest request) throws CannotDecideException {
    return assertInstanceOf(Authenticated.class, authenticate(request));
  }

  private void assertRejected(Rejection expected, HttpServletRequest request)
      throws CannotDecideException {
    assertEquals(new Rejected(expected), authenticate(request));
  }

  @Test
  void aGoodTokenIsItsCaller() throws Exception {
    Authenticated result = authenticated(Requests.withJwt(Tokens.good().compact()));
    assertEquals("testuser", result.identity().name());
    assertEquals(List.of("groupa"), result.identity().groups());
  }

  @Test
  void noTokenIsNoAttempt() throws Exception {
    assertEquals(new NotAttempted(), authenticate(Requests.empty().build()));
  }

  @Test
  void aBadTokenIsAResultNotAnException() throws Exception {
    assertRejected(Rejection.TOKEN_MALFORMED, Requests.withJwt("garbage"));
    assertRejected(Rejection.TOKEN_EMPTY, Requests.withJwt(""));
    assertRejected(
        Rejection.SIGNATURE_INVALID,
        Requests.withJwt(
            Tokens.good().signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()).compact()));
  }

  @Test
  void theSameTokenIsVerifiedOnce() throws Exception {
    String token = Tokens.good().compact();
    assertSame(authenticated(Requests.withJwt(token)), authenticated(Requests.withJwt(token)));
  }

  @Test
  void nothingIsRememberedWhereThereIsNoRoom() throws Exception {
    use(0);
    String token = Tokens.good().compact();
    Authenticated first = authenticated(Requests.withJwt(token));
    assertNotSame(first, authenticated(Requests.withJwt(token)));
    assertEquals(
        first.cacheKey().length(), authenticated(Requests.withJwt(token)).cacheKey().length());
  }

  @Test
  void aRememberedTokenEndsWithItsExpiryAndSkew() throws Exception {
    String token = Tokens.good().time("exp", 100).compact();
    Authenticated first = authenticated(Requests.withJwt(token));
    clock.advance(Duration.ofSeconds(99));
    assertSame(first, authenticated(Requests.withJwt(token)));
    clock.advance(Duration.ofSeconds(1));
    assertNotSame(first, authenticated(Requests.withJwt(token)), "past exp it is verified anew");
    clock.advance(Duration.ofSeconds(59));
    authenticated(Requests.withJwt(token));
    clock.advance(Duration.ofSeconds(1));
    assertRejected(Rejection.EXPIRED, Requests.withJwt(token));
  }

  @Test
  void aRememberedTokenInAnotherPlaceIsNotRemembered() throws Exception {
    String token = Tokens.good().compact();
    authenticated(Requests.withJwt(token));
    assertEquals(
        new NotAttempted(),
        authenticate(Requests.empty().header("Authorization", "Bearer " + token).build()));
  }

  @Test
  void theCacheKeyStandsForTheTokenAndTheConfiguration() throws Exception {
    String token = Tokens.good().compact();
    String key = authenticated(Requests.withJwt(token)).cacheKey();
    String other =
        authenticated(Requests.withJwt(Tokens.good().claim("n", 1).compact())).cacheKey();
    assertNotEquals(key, other);
    use(50_000);
    assertNotEquals(key, authenticated(Requests.withJwt(token)).cacheKey());
    assertFalse(key.contains(token.substring(0, 20)));
  }
}
