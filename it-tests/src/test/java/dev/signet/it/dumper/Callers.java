package dev.signet.it.dumper;

import dev.signet.it.tokens.Algorithm;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Everybody who asks: the callers of the seed, and every way to come with a wrong token. */
final class Callers {
  private Callers() {}

  static List<Caller> all() {
    return Stream.of(known(), outOfTime(), notVouchedFor(), notOneToken(), forOthers())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Caller> known() {
    Token token = Tokens.good();
    return List.of(
        Caller.nobody(),
        Caller.accepted("a user without groups", token.without("groups"), "all"),
        Caller.accepted("a user of groupa", token.groups("groupa"), "all", "RoleA"),
        Caller.accepted("a user of groupb", token.groups("groupb"), "all", "RoleB"),
        Caller.accepted(
            "a user of both", token.groups("groupa", "groupb"), "all", "RoleA", "RoleB"),
        Caller.accepted(
            "a group that looks like an access id",
            token.groups("group:defaultRealm/groupa"),
            "all"));
  }

  private static List<Caller> outOfTime() {
    Token token = Tokens.good();
    long later = Tokens.in(Duration.ofHours(1));
    return List.of(
        Caller.refused("expired", "SIGNET-405: the token has expired", Tokens.expired().text()),
        Caller.refused(
            "not yet valid",
            "SIGNET-406: the token is not yet valid (nbf)",
            token.claim("nbf", later).text()),
        Caller.refused(
            "issued in the future",
            "SIGNET-407: the token's issue time (iat) is in the future",
            token.claim("iat", later).claim("exp", later + 60).text()),
        Caller.refused(
            "without exp",
            "SIGNET-404: the token has no expiration time (exp)",
            token.without("exp").text()));
  }

  private static List<Caller> notVouchedFor() {
    Token token = Tokens.good();
    String algorithm = "SIGNET-301: the token's signature algorithm (alg) is not allowed";
    String signature = "SIGNET-305: the token's signature is invalid";
    return List.of(
        Caller.refused(
            "wrong issuer",
            "SIGNET-202: the token's issuer is not trusted",
            token.claim("iss", Tokens.ISSUER + "/").text()),
        Caller.refused(
            "without issuer",
            "SIGNET-201: the token has no issuer (iss)",
            token.without("iss").text()),
        Caller.refused(
            "wrong key", signature, token.signedBy(Keys.newRsa(), Algorithm.RS256).text()),
        Caller.refused("tampered claims", signature, Tokens.tampered()),
        Caller.refused(
            "HS256 with the public key", algorithm, Tokens.signedWithThePublicKeyAsSecret().text()),
        Caller.refused("RS512", algorithm, Tokens.signedWith(Algorithm.RS512).text()),
        Caller.refused("PS256", algorithm, Tokens.signedWith(Algorithm.PS256).text()),
        Caller.refused("alg none", algorithm, Tokens.unsigned()),
        Caller.refused(
            "alg none with a signature",
            algorithm,
            token.signed("none", input -> input.clone()).text()));
  }

  private static List<Caller> notOneToken() {
    String good = Tokens.good().text();
    String repeated = "SIGNET-101: the request has more than one token";
    String malformed = "SIGNET-105: the token is malformed";
    return List.of(
        Caller.refusedRequest("two tokens", repeated, good, Tokens.good().text()),
        Caller.refusedRequest("the same token twice", repeated, good, good),
        Caller.refusedRequest("a token and an empty header", repeated, good, ""),
        Caller.refused("two tokens in one header", malformed, good + ", " + good),
        Caller.refused("empty header", "SIGNET-102: the token is empty", ""),
        Caller.refused("garbage", malformed, "garbage"),
        Caller.refused("markup", malformed, "<script>alert(1)</script>"));
  }

  /** The same pages in an application that asks for an audience. */
  private static List<Caller> forOthers() {
    Token token = Tokens.good();
    String place = SubjectDumperIT.WITH_AUDIENCE;
    return List.of(
        Caller.accepted("right audience", token.claim("aud", "urn:backend"), "all", "RoleA")
            .at(place),
        Caller.accepted(
                "right audience among others",
                token.claim("aud", List.of("urn:other", "urn:backend")),
                "all",
                "RoleA")
            .at(place),
        Caller.refused(
                "wrong audience",
                "SIGNET-403: the token's audience (aud) is not accepted",
                token.claim("aud", "urn:other").text())
            .at(place),
        Caller.refused(
                "without audience", "SIGNET-402: the token has no audience (aud)", token.text())
            .at(place));
  }
}
