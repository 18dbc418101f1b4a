package dev.signet.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.TokenLocation;
import dev.signet.config.TokenLocation.Cookie;
import dev.signet.config.TokenLocation.Header;
import dev.signet.testing.Requests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a token is looked for, and that two are never a choice. */
class TokenResolverTest {
  private static final Header JWT = new Header("JWT");
  private static final Header AUTHORIZATION = new Header("Authorization");
  private static final Cookie COOKIE = new Cookie("token");

  private static Optional<String> found(Requests request, TokenLocation... locations)
      throws TokenRejectedException {
    return TokenResolver.of(List.of(locations)).resolve(request.build()).map(CompactJwt::value);
  }

  private static void assertRejected(
      Rejection expected, Requests request, TokenLocation... locations) {
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> found(request, locations));
    assertEquals(expected, refused.rejection());
  }

  @Test
  void aNamedHeaderHoldsItRawOrBehindBearer() throws Exception {
    assertEquals(Optional.of("a.b.c"), found(Requests.empty().header("jwt", "a.b.c"), JWT));
    assertEquals(Optional.of("a.b.c"), found(Requests.empty().header("jwt", "Bearer a.b.c"), JWT));
    assertEquals(Optional.of("a.b.c"), found(Requests.empty().header("jwt", " a.b.c "), JWT));
  }

  @Test
  void authorizationHoldsItBehindBearerOnly() throws Exception {
    Requests bearer = Requests.empty().header("Authorization", "bearer  a.b.c");
    assertEquals(Optional.of("a.b.c"), found(bearer, AUTHORIZATION));
    Requests basic = Requests.empty().header("Authorization", "Basic dGVzdDp0ZXN0");
    assertEquals(Optional.empty(), found(basic, AUTHORIZATION));
    Requests raw = Requests.empty().header("Authorization", "a.b.c");
    assertEquals(Optional.empty(), found(raw, AUTHORIZATION));
    Requests likeBearer = Requests.empty().header("Authorization", "Bearers a.b.c");
    assertEquals(Optional.empty(), found(likeBearer, AUTHORIZATION));
  }

  @Test
  void aCookieHoldsItRaw() throws Exception {
    Requests request = Requests.empty().cookie("other", "x").cookie("token", "a.b.c");
    assertEquals(Optional.of("a.b.c"), found(request, COOKIE));
  }

  @Test
  void onlyConfiguredPlacesAreLookedAt() throws Exception {
    Requests request =
        Requests.empty().header("Authorization", "Bearer a.b.c").cookie("token", "a.b.c");
    assertEquals(Optional.empty(), found(request, JWT));
    assertEquals(Optional.empty(), found(Requests.empty(), JWT, AUTHORIZATION, COOKIE));
  }

  @Test
  void twoTokensAreRefusedEvenWhenEqual() {
    assertRejected(
        Rejection.TOKEN_REPEATED,
        Requests.empty().header("jwt", "a.b.c").header("jwt", "a.b.c"),
        JWT);
    assertRejected(
        Rejection.TOKEN_REPEATED,
        Requests.empty().header("jwt", "a.b.c").cookie("token", "a.b.c"),
        JWT,
        COOKIE);
    assertRejected(
        Rejection.TOKEN_REPEATED,
        Requests.empty().cookie("token", "a.b.c").cookie("token", "d.e.f"),
        COOKIE);
    assertRejected(
        Rejection.TOKEN_REPEATED,
        Requests.empty()
            .header("Authorization", "Bearer a.b.c")
            .header("Authorization", "Bearer d.e.f"),
        AUTHORIZATION);
  }

  @Test
  void anEmptyPlaceIsATokenThatIsEmpty() {
    assertRejected(Rejection.TOKEN_EMPTY, Requests.empty().header("jwt", ""), JWT);
    assertRejected(Rejection.TOKEN_EMPTY, Requests.empty().header("jwt", "Bearer "), JWT);
    assertRejected(
        Rejection.TOKEN_EMPTY, Requests.empty().header("Authorization", "Bearer"), AUTHORIZATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b.c, d.e.f", "a.b*!.c", "a b", "ä.b.c", "a.b.c\u0000", "%2e"})
  void charactersNoTokenHoldsAreRefused(String text) {
    assertRejected(Rejection.TOKEN_MALFORMED, Requests.empty().header("jwt", text), JWT);
  }

  @Test
  void theLengthIsBounded() throws Exception {
    String longest = "a".repeat(CompactJwt.MAX_LENGTH);
    assertEquals(Optional.of(longest), found(Requests.empty().header("jwt", longest), JWT));
    assertRejected(Rejection.TOKEN_TOO_LONG, Requests.empty().header("jwt", longest + "a"), JWT);
  }

  @Test
  void aSplitTokenIsPutTogether() throws Exception {
    Requests request =
        Requests.empty()
            .header("jwt-segments", "3")
            .header("jwt-1", "a.")
            .header("jwt-2", "b.")
            .header("jwt-3", "c");
    assertEquals(Optional.of("a.b.c"), found(request, JWT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "3", "65", "99999999999", "two", "", "1 "})
  void segmentsThatDoNotAddUpAreRefused(String count) {
    Requests request =
        Requests.empty().header("jwt-segments", count).header("jwt-1", "a.b").header("jwt-2", ".c");
    assertRejected(Rejection.TOKEN_SEGMENTS, request, JWT);
  }

  @Test
  void aWholeAndASplitTokenAreTwo() {
    Requests request =
        Requests.empty()
            .header("jwt", "a.b.c")
            .header("jwt-segments", "1")
            .header("jwt-1", "a.b.c");
    assertRejected(Rejection.TOKEN_REPEATED, request, JWT);
    assertRejected(
        Rejection.TOKEN_REPEATED,
        Requests.empty().header("jwt-segments", "1").header("jwt-1", "a").header("jwt-1", "b"),
        JWT);
  }

  @Test
  void aTokenPrintsNothingOfItself() throws Exception {
    CompactJwt token = CompactJwt.of("secret.secret.secret", JWT);
    assertEquals("CompactJwt[20 characters]", token.toString());
    TokenRejectedException refused = new TokenRejectedException(Rejection.EXPIRED);
    assertEquals("SIGNET-405: the token has expired", refused.getMessage());
    assertFalse(refused.getStackTrace().length > 0);
  }
}
