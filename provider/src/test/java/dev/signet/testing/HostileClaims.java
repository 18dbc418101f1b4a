package dev.signet.testing;

import static dev.signet.token.Rejection.AUDIENCE_MISSING;
import static dev.signet.token.Rejection.AUDIENCE_WRONG;
import static dev.signet.token.Rejection.CLAIM_MALFORMED;
import static dev.signet.token.Rejection.EXPIRED;
import static dev.signet.token.Rejection.EXPIRY_MISSING;
import static dev.signet.token.Rejection.GROUPS_MALFORMED;
import static dev.signet.token.Rejection.ISSUED_IN_FUTURE;
import static dev.signet.token.Rejection.NOT_YET_VALID;
import static dev.signet.token.Rejection.SECURITY_EVENT;
import static dev.signet.token.Rejection.USER_MISSING;

import dev.signet.testing.Tokens.Raw;
import dev.signet.token.Rejection;
import java.util.List;

/** Well-signed claims of the right issuer that say nothing, or nothing good. */
final class HostileClaims {
  private static final int SKEW = 60;

  private final HostileWorld world;
  private final long slack;
  private final HostileTable table = new HostileTable();

  private HostileClaims(HostileWorld world, long slack) {
    this.world = world;
    this.slack = slack;
  }

  static List<HostileToken> of(HostileWorld world, long slack) {
    HostileClaims attacks = new HostileClaims(world, slack);
    attacks.noTimes();
    attacks.wrongTimes();
    attacks.audiences();
    attacks.users();
    attacks.groups();
    attacks.events();
    return attacks.table.tokens();
  }

  private void rsa(Rejection expected, String claim, String json) {
    table.add(
        expected,
        "the claim " + claim + " " + shown(json) + " is refused",
        world.rsaToken().claim(claim, new Raw(json)).compact());
  }

  private static String shown(String json) {
    return json.length() > 60 ? json.substring(0, 20) + " and so on" : json;
  }

  /** What an issuer tells servers of its users, sent as an identity. */
  private void events() {
    for (String json :
        List.of(
            "{\"http://schemas.openid.net/event/backchannel-logout\":{}}",
            "{\"https://schemas.openid.net/secevent/caep/event-type/session-revoked\":{}}",
            "{\"urn:example:event\":null}")) {
      rsa(SECURITY_EVENT, "events", json);
    }
  }

  private void noTimes() {
    for (String claim : List.of("exp", "nbf", "iat")) {
      for (String json :
          List.of(
              "\"1900000000\"",
              "\"\"",
              "\"never\"",
              "null",
              "true",
              "[]",
              "[1900000000]",
              "{}",
              "1e999",
              "-1e999",
              "99999999999999999999",
              "9223372036854775807",
              "9223372036854775808",
              "1e300",
              "253402300800")) {
        rsa(CLAIM_MALFORMED, claim, json);
      }
    }
    table.add(
        EXPIRY_MISSING,
        "a token that never ends is refused",
        world.rsaToken().without("exp").compact());
    table.add(
        EXPIRY_MISSING,
        "an Exp is no exp",
        world.rsaToken().without("exp").claim("Exp", 9_999_999_999L).compact());
  }

  private void wrongTimes() {
    long now = world.now().getEpochSecond();
    for (String exp : List.of("0", "-0", "-1", "1", "0.5", "-253402300799", "1e3")) {
      rsa(EXPIRED, "exp", exp);
    }
    table.add(
        EXPIRED,
        "a token ends when its time and the skew are over, to the second",
        world.rsaToken().claim("exp", now - SKEW).compact());
    table.add(
        EXPIRED,
        "a fraction of a second does not lengthen a token",
        world.rsaToken().claim("exp", new Raw((now - SKEW) + ".999")).compact());
    table.add(
        EXPIRED,
        "an hour-old token is refused",
        world.rsaToken().claim("exp", now - 3_600).compact());
    table.add(
        EXPIRED,
        "a token that is over before it begins is refused",
        world.rsaToken().claim("exp", now - 7_200).claim("iat", now).compact());
    long tooEarly = now + SKEW + 1 + slack;
    table.add(
        NOT_YET_VALID,
        "a token whose time begins behind the skew is refused",
        world.rsaToken().claim("nbf", tooEarly).compact());
    table.add(
        ISSUED_IN_FUTURE,
        "a token that was issued behind the skew is refused",
        world.rsaToken().claim("iat", tooEarly).compact());
    table.add(
        NOT_YET_VALID,
        "a token for the year 9999 is refused",
        world.rsaToken().claim("nbf", 253_402_300_799L).compact());
    table.add(
        ISSUED_IN_FUTURE,
        "times in milliseconds are refused",
        world.rsaToken().claim("iat", now * 100).claim("exp", now * 100 + 1).compact());
  }

  private void ec(Rejection expected, String json) {
    table.add(
        expected,
        "the audience " + json + " is not this server",
        world.ecToken().claim("aud", new Raw(json)).compact());
  }

  private void audiences() {
    table.add(
        AUDIENCE_MISSING,
        "a token for nobody is refused",
        world.ecToken().without("aud").compact());
    for (String json : List.of("[]", "null")) {
      ec(AUDIENCE_MISSING, json);
    }
    for (String json :
        List.of(
            "\"urn:other\"",
            "\"\"",
            "\"*\"",
            "\"ALL_AUDIENCES\"",
            "\"URN:SIGNET:TEST\"",
            "\"urn:signet:test/\"",
            "\"urn:signet:test \"",
            "\"urn:signet\"",
            "\"urn:signet:test,urn:other\"",
            "\"urn:signet:t\\u0435st\"",
            "[\"urn:other\",\"urn:another\"]",
            "[\"\"]")) {
      ec(AUDIENCE_WRONG, json);
    }
    for (String json :
        List.of(
            "1",
            "true",
            "{}",
            "{\"urn:signet:test\":1}",
            "[\"urn:signet:test\",1]",
            "[null]",
            "[[\"urn:signet:test\"]]",
            "[\"urn:signet:test\",{}]")) {
      ec(CLAIM_MALFORMED, json);
    }
    for (String json : List.of("7", "{}", "[true]")) {
      rsa(CLAIM_MALFORMED, "aud", json);
    }
  }

  private void users() {
    table.add(
        USER_MISSING,
        "a token without a user is refused",
        world.rsaToken().without("sub").compact());
    for (String json :
        List.of(
            "null",
            "\"\"",
            "\" \"",
            "7",
            "true",
            "{}",
            "{\"name\":\"admin\"}",
            "[]",
            "[\"admin\"]",
            "[\"a\",\"admin\"]",
            "\"admin\\u0000\"",
            "\"admin\\r\\nX-User: root\"",
            "\"admin\\nforged log line\"",
            "\"admin\\t\"",
            "\"\\u001b[2Jadmin\"",
            "\"admin\\u007f\"",
            "\"admin\\u0085\"",
            "\" admin\"",
            "\"admin \"")) {
      rsa(USER_MISSING, "sub", json);
    }
  }

  private void groups() {
    for (String json :
        List.of(
            "7",
            "1.5",
            "true",
            "false",
            "{}",
            "{\"admin\":true}",
            "{\"admin\":{\"1\":\"example.com\"}}",
            "[[\"admin\"]]",
            "[\"a\",{}]",
            "[\"a\",true]",
            "[\"admin\\u0000\"]",
            "[\"a\\r\\nb\"]",
            "\"[\\\"admin\\\"]\"",
            "\"[admin, other]\"",
            "\"{\\\"admin\\\":1}\"",
            "\"admin\\u0000\"",
            "\"a\\r\\nb\"",
            "\"a\\nb\"",
            "\" admin\"")) {
      rsa(GROUPS_MALFORMED, "groups", json);
    }
  }
}
