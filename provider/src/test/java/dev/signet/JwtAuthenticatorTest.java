package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.NotAttempted;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.identity.CallerIdentity;
import dev.signet.identity.ServerNames;
import dev.signet.testing.Configs;
import dev.signet.testing.Refused;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import dev.signet.token.VerificationUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
      throws VerificationUnavailableException {
    return Objects.requireNonNull(authenticator).authenticate(request);
  }

  private Authenticated authenticated(HttpServletRequest request)
      throws VerificationUnavailableException {
    return assertInstanceOf(Authenticated.class, authenticate(request));
  }

  private void assertRejected(Rejection expected, HttpServletRequest request)
      throws VerificationUnavailableException {
    assertEquals(expected, Refused.reason(authenticate(request)));
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

  /** One that is known by its digest, and one that is known by its characters too. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void aRememberedTokenIsKnownByEachOfItsCharacters(int moreGroups) throws Exception {
    List<String> groups =
        Stream.concat(Stream.of("groupa"), IntStream.range(0, moreGroups).mapToObj(i -> "g" + i))
            .toList();
    String token = Tokens.good().claim("groups", groups).compact();
    Authenticated known = authenticated(Requests.withJwt(token));
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      for (char other : new char[] {c == 'x' ? 'y' : 'x', (char) (c + 0x100), '?', '.'}) {
        if (other != c) {
          String changed = token.substring(0, i) + other + token.substring(i + 1);
          assertInstanceOf(Rejected.class, authenticate(Requests.withJwt(changed)), changed);
        }
      }
    }
    String signature = token.substring(token.lastIndexOf('.'));
    for (String other :
        List.of(
            token + "x",
            token.substring(1),
            "x" + token,
            signature,
            "x" + signature,
            token + signature)) {
      assertInstanceOf(Rejected.class, authenticate(Requests.withJwt(other)), other);
    }
    assertSame(known, authenticated(Requests.withJwt(token)));
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

  /** A second definition of the same issuer, for what the first one's filter lets pass. */
  private void useTwo(Configs first, Configs second) {
    Configs config =
        Configs.in(directory)
            .root("issuers", List.of(first.issuerSettings(), second.issuerSettings()));
    authenticator = JwtAuthenticator.of(config.load(), clock);
  }

  private Configs forAdmins() {
    return Configs.in(directory)
        .issuer("id", "admins")
        .issuer("authFilter", Map.of("requestPath", Map.of("pattern", "/app/admin/*")));
  }

  private static HttpServletRequest to(String path, String token) {
    return Requests.empty().header("jwt", token).to("/app", path).build();
  }

  @Test
  void aTokenOfOneDefinitionIsRefusedByAnotherRememberedOrNot() throws Exception {
    useTwo(forAdmins(), Configs.in(directory).key(TestKeys.OTHER_RSA));
    String token = Tokens.good().signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()).compact();
    for (int i = 0; i < 2; i++) {
      assertRejected(Rejection.SIGNATURE_INVALID, to("/admin/x", token));
      assertEquals("webseal", authenticated(to("/public", token)).jwt().issuerId());
    }
  }

  @Test
  void eachDefinitionThatTakesATokenSaysWhoItsCallerIs() throws Exception {
    useTwo(
        forAdmins().issuer("realmName", "inner").issuer("groupToRoles", Map.of("groupa", "admin")),
        Configs.in(directory));
    String token = Tokens.good().compact();
    Authenticated outer = authenticated(to("/public", token));
    Authenticated inner = authenticated(to("/admin/x", token));
    assertEquals("user:defaultRealm/testuser", outer.identity().accessId());
    assertEquals("user:inner/testuser", inner.identity().accessId());
    assertEquals(List.of("groupa", "admin"), inner.identity().groups());
    assertNotEquals(outer.cacheKey(), inner.cacheKey());
    assertSame(outer, authenticated(to("/public", token)), "each is remembered");
    assertSame(inner, authenticated(to("/admin/x", token)), "each is remembered");
  }

  @Test
  void theSameTokenInTheHeaderOfAnotherDefinitionIsThatDefinitions() throws Exception {
    useTwo(
        Configs.in(directory).issuer("id", "a").issuer("audiences", "urn:a"),
        Configs.in(directory).issuer("id", "b").issuer("headerName", "x-token"));
    String token = Tokens.good().compact();
    for (int i = 0; i < 2; i++) {
      HttpServletRequest other = Requests.empty().header("x-token", token).build();
      assertEquals("b", authenticated(other).jwt().issuerId());
      assertRejected(Rejection.AUDIENCE_MISSING, Requests.withJwt(token));
    }
  }

  @Test
  void aDefinitionThatNoLongerFitsIsNoAnswer() throws Exception {
    useTwo(
        forAdmins(),
        Configs.in(directory)
            .issuer("authFilter", Map.of("requestPath", Map.of("pattern", "/app/public"))));
    String token = Tokens.good().compact();
    var unused = authenticated(to("/public", token));
    assertRejected(Rejection.ISSUER_CHANNEL, to("/elsewhere", token));
    assertRejected(
        Rejection.ISSUER_CHANNEL, Requests.empty().header("jwt", token).to("", "/").build());
  }

  @Test
  void aClockThatIsSetBackMakesARememberedTokenANewOne() throws Exception {
    String token = Tokens.good().time("nbf", 30).compact();
    Authenticated first = authenticated(Requests.withJwt(token));
    assertSame(first, authenticated(Requests.withJwt(token)));
    clock.advance(Duration.ofSeconds(-40));
    assertRejected(Rejection.NOT_YET_VALID, Requests.withJwt(token));
  }

  /** What takes the room of several is one token, and what is remembered is bounded in bytes. */
  @Test
  void aLargeTokenTakesTheRoomOfSeveral() throws Exception {
    use(100);
    List<String> large = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      large.add(Tokens.good().claim("n", i).claim("text", "x".repeat(20_000)).compact());
    }
    assertTrue(remembered(large) <= 100 * TokenWeight.UNIT / 40_000, "about 40 KB each");
    assertTrue(remembered(large) > 0);
    List<String> small = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      small.add(Tokens.good().claim("n", i).compact());
    }
    use(100);
    assertEquals(100, remembered(small));
  }

  /** Many short claims take more than their text. */
  @Test
  void aTokenOfManyShortClaimsTakesTheRoomOfSeveralToo() throws Exception {
    use(100);
    List<String> deep = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Tokens token = Tokens.good();
      for (int n = 0; n < 2_000; n++) {
        token.claim("c" + n, i);
      }
      deep.add(token.compact());
    }
    assertTrue(remembered(deep) <= 100 * TokenWeight.UNIT / (2_000 * 100), "100 bytes a claim");
  }

  @Test
  void aTokenThatHasNoRoomAtAllIsVerifiedEachTime() throws Exception {
    use(1);
    String large = Tokens.good().claim("text", "x".repeat(20_000)).compact();
    assertNotSame(authenticated(Requests.withJwt(large)), authenticated(Requests.withJwt(large)));
  }

  /** How many of these are remembered when all have come once. */
  @SuppressWarnings("ReferenceEquality") // a remembered one is the very same
  private long remembered(List<String> tokens) throws VerificationUnavailableException {
    Map<String, Authenticated> first = new HashMap<>();
    for (String token : tokens) {
      first.put(token, authenticated(Requests.withJwt(token)));
    }
    long remembered = 0;
    for (String token : tokens) {
      // those that are gone come back in the place of others: only what was there counts
      remembered += first.get(token) == authenticated(Requests.withJwt(token)) ? 1 : 0;
    }
    return remembered;
  }

  @Test
  void whatIsRememberedForOneKindOfServerIsNotUsedForAnother() throws Exception {
    HttpServletRequest request = Requests.withJwt(Tokens.good().compact());
    ServerNames ids = ServerNames.inAccessIds("UNAUTHENTICATED");
    Authenticated plain = authenticated(request);
    Authenticated onAnother =
        assertInstanceOf(Authenticated.class, current().authenticate(request, ids));
    assertEquals(List.of("groupa"), plain.names().groupIds());
    assertEquals(List.of("group:defaultRealm/groupa"), onAnother.names().groupIds());
    assertSame(onAnother, current().authenticate(request, ids));
  }

  @Test
  void aRenamedCallerHasACacheKeyOfTheirOwnAndIsNotRemembered() throws Exception {
    HttpServletRequest request = Requests.withJwt(Tokens.good().compact());
    Authenticated caller = authenticated(request);
    Authenticated other =
        assertInstanceOf(Authenticated.class, current().rename(caller, identity("another", false)));
    assertEquals("another", other.principal().getName());
    assertNotEquals(caller.cacheKey(), other.cacheKey());
    assertNotEquals(caller.login(), other.login());
    assertSame(caller, authenticated(request));
    assertEquals(
        Rejection.REGISTRY_MISSING,
        Refused.reason(current().rename(caller, identity("another", true))));
  }

  private JwtAuthenticator current() {
    return Objects.requireNonNull(authenticator);
  }

  private static CallerIdentity identity(String name, boolean isRegistryUser) {
    return new CallerIdentity(
        name, "defaultRealm", List.of(), Set.of(), isRegistryUser, Optional.empty());
  }

  @Test
  void aResultPrintsNothingOfTheToken() throws Exception {
    assertEquals(
        "Authenticated[issuer definition webseal]",
        authenticated(Requests.withJwt(Tokens.good().compact())).toString());
  }
}
