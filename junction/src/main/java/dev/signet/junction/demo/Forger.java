package dev.signet.junction.demo;

import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.SignatureAlgorithm;
import dev.signet.cli.jwks.SigningKey;
import dev.signet.junction.keys.SelfSignedCertificate;
import dev.signet.junction.mint.TokenMint;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes tokens that a server has to refuse, each from a true one (RS256) that it would accept.
 * Immutable and safe for use by several threads.
 */
final class Forger {
  static final String UNTRUSTED_ISSUER = "https://issuer.invalid";

  private static final Duration LONG_OVER = Duration.ofHours(1);

  private final InstantSource clock;
  private final TokenMint unknownMint;

  Forger(InstantSource clock) {
    this.clock = clock;
    unknownMint = unknownMint(clock);
  }

  /**
   * The compact form of the forged token.
   *
   * @param truth the compact form of a token the server accepts
   * @param mint the mint that has signed it
   */
  String forge(Forgery forgery, String truth, TokenMint mint) {
    DecodedToken decoded = DecodedToken.of(truth);
    String signature = truth.substring(truth.lastIndexOf('.') + 1);
    return switch (forgery) {
      case PAYLOAD -> decoded.with(withEveryGroup(decoded.claims())).unsigned() + "." + signature;
      case SIGNATURE -> truth.substring(0, truth.lastIndexOf('.') + 1) + otherLetter(signature);
      case NONE -> new DecodedToken(withoutSignature(decoded), decoded.claims()).unsigned() + ".";
      case EXPIRED -> mint.sign(longOver(decoded.claims()));
      case ISSUER -> mint.sign(withOtherIssuer(decoded.claims()));
      case KEY -> unknownMint.sign(decoded.claims());
    };
  }

  private static JsonObject withEveryGroup(JsonObject claims) {
    var groups = Json.createArrayBuilder();
    for (DemoCaller caller : DemoCaller.values()) {
      groups.add(caller.group());
    }
    return Json.createObjectBuilder(claims).add("groups", groups).build();
  }

  private static String otherLetter(String signature) {
    return (signature.charAt(0) == 'A' ? 'B' : 'A') + signature.substring(1);
  }

  private static JsonObject withoutSignature(DecodedToken token) {
    return Json.createObjectBuilder(token.header()).add("alg", "none").build();
  }

  private JsonObject longOver(JsonObject claims) {
    Instant end = clock.instant().minus(LONG_OVER);
    JsonObjectBuilder over = Json.createObjectBuilder(claims);
    over.add("iat", end.minus(LONG_OVER).getEpochSecond());
    return over.add("exp", end.getEpochSecond()).build();
  }

  private static JsonObject withOtherIssuer(JsonObject claims) {
    return Json.createObjectBuilder(claims).add("iss", UNTRUSTED_ISSUER).build();
  }

  private static TokenMint unknownMint(InstantSource clock) {
    try {
      SigningKey key = SelfSignedCertificate.forTokens("unknown").make("unknown");
      return new TokenMint(key, SignatureAlgorithm.RS256, KeyIdScheme.X5T_S256, clock);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM makes RSA keys", e);
    }
  }
}
