package dev.signet.testing;

import static dev.signet.token.Rejection.TOKEN_EMPTY;
import static dev.signet.token.Rejection.TOKEN_MALFORMED;
import static dev.signet.token.Rejection.TOKEN_REPEATED;
import static dev.signet.token.Rejection.TOKEN_SEGMENTS;

import dev.signet.testing.HostileToken.Line;
import java.util.List;

/** Requests with two tokens, with half a token, or with a token behind too many words. */
final class HostileRequests {
  private final HostileTable table = new HostileTable();
  private final String good;
  private final String bearer;
  private final String cookie;

  private HostileRequests(HostileWorld world) {
    this.good = world.rsaToken().compact();
    this.bearer = world.bearerToken().compact();
    this.cookie = world.ecToken().compact();
  }

  static List<HostileToken> of(HostileWorld world) {
    HostileRequests attacks = new HostileRequests(world);
    attacks.twoTokens();
    attacks.schemes();
    attacks.segments();
    return attacks.table.tokens();
  }

  private static Line jwt(String value) {
    return new Line(HostileWorld.HEADER, value);
  }

  private static Line cookie(String value) {
    return new Line("Cookie", HostileWorld.COOKIE + "=" + value);
  }

  private static Line authorization(String value) {
    return new Line("Authorization", value);
  }

  private void twoTokens() {
    table.add(TOKEN_REPEATED, "the same token twice is refused", jwt(good), jwt(good));
    table.add(TOKEN_REPEATED, "a token behind an empty header is refused", jwt(""), jwt(good));
    table.add(TOKEN_REPEATED, "a token in front of garbage is refused", jwt(good), jwt("x"));
    table.add(TOKEN_REPEATED, "a token in header and cookie is refused", jwt(good), cookie(cookie));
    table.add(
        TOKEN_REPEATED, "a token twice in cookies is refused", cookie(cookie), cookie(cookie));
    table.add(
        TOKEN_REPEATED,
        "a token in the header jwt and a bearer token are refused",
        jwt(good),
        authorization("Bearer " + bearer));
    table.add(
        TOKEN_REPEATED,
        "two bearer tokens are refused",
        authorization("Bearer " + bearer),
        authorization("bearer " + bearer));
    table.add(
        TOKEN_REPEATED,
        "a header's name in another case is the same header",
        jwt(good),
        new Line("JWT", good));
    table.add(
        TOKEN_REPEATED,
        "a whole token and a split one are refused",
        jwt(good),
        new Line("jwt-segments", "1"),
        new Line("jwt-1", good));
  }

  private void schemes() {
    table.add(TOKEN_MALFORMED, "Bearer twice is refused", jwt("Bearer Bearer " + good));
    table.add(
        TOKEN_MALFORMED,
        "a bearer token behind Bearer twice is refused",
        authorization("Bearer Bearer " + bearer));
    table.add(TOKEN_MALFORMED, "another scheme is refused", jwt("DPoP " + good));
    table.add(TOKEN_MALFORMED, "a scheme without a blank is refused", jwt("Bearer" + good));
    table.add(TOKEN_MALFORMED, "a scheme with a colon is refused", jwt("Bearer: " + good));
    table.add(TOKEN_MALFORMED, "a scheme with a tab is refused", jwt("Bearer\t" + good));
    table.add(
        TOKEN_MALFORMED,
        "words behind a bearer token are refused",
        authorization("Bearer " + bearer + " admin"));
    table.add(
        TOKEN_MALFORMED,
        "a bearer token and a password are refused",
        authorization("Bearer " + bearer + ", Basic dTpw"));
    table.add(TOKEN_EMPTY, "Bearer without a token is refused", authorization("Bearer"));
    table.add(TOKEN_EMPTY, "Bearer and a blank are refused", authorization("Bearer "));
    table.add(TOKEN_EMPTY, "an empty cookie is refused", cookie(""));
    table.add(TOKEN_MALFORMED, "a scheme in a cookie is refused", cookie("Bearer " + cookie));
  }

  private void segments() {
    for (String count :
        List.of("0", "-1", "65", "100", "1e1", "01", " 1", "", "two", "2147483648")) {
      table.add(
          TOKEN_SEGMENTS,
          "a token in \"" + count + "\" segments is refused",
          new Line("jwt-segments", count),
          new Line("jwt-1", good));
    }
    table.add(
        TOKEN_SEGMENTS,
        "a token with a segment missing is refused",
        new Line("jwt-segments", "2"),
        new Line("jwt-1", good));
    table.add(
        TOKEN_REPEATED,
        "a segment twice is refused",
        new Line("jwt-segments", "1"),
        new Line("jwt-1", good),
        new Line("jwt-1", good));
    table.add(
        TOKEN_REPEATED,
        "two counts of segments are refused",
        new Line("jwt-segments", "1"),
        new Line("jwt-segments", "2"),
        new Line("jwt-1", good));
    table.add(
        TOKEN_EMPTY,
        "a token of empty segments is refused",
        new Line("jwt-segments", "1"),
        new Line("jwt-1", ""));
    table.add(
        TOKEN_MALFORMED,
        "two tokens in two segments are refused",
        new Line("jwt-segments", "2"),
        new Line("jwt-1", good),
        new Line("jwt-2", good));
  }
}
