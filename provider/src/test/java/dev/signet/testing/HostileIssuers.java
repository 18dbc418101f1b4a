package dev.signet.testing;

import static dev.signet.token.Rejection.ALGORITHM_NOT_ALLOWED;
import static dev.signet.token.Rejection.ENCRYPTION_MISSING;
import static dev.signet.token.Rejection.EXPIRED;
import static dev.signet.token.Rejection.ISSUER_MISSING;
import static dev.signet.token.Rejection.ISSUER_TRANSPORT;
import static dev.signet.token.Rejection.ISSUER_UNKNOWN;
import static dev.signet.token.Rejection.KEY_UNKNOWN;
import static dev.signet.token.Rejection.SIGNATURE_INVALID;

import dev.signet.testing.HostileToken.Line;
import dev.signet.testing.Tokens.Raw;
import java.util.List;

/** Issuers that are none, and issuers that speak for each other. */
final class HostileIssuers {
  private final HostileWorld world;
  private final HostileTable table = new HostileTable();

  private HostileIssuers(HostileWorld world) {
    this.world = world;
  }

  static List<HostileToken> of(HostileWorld world) {
    HostileIssuers attacks = new HostileIssuers(world);
    attacks.names();
    attacks.keysOfOthers();
    attacks.placesOfOthers();
    return attacks.table.tokens();
  }

  private void names() {
    table.add(
        ISSUER_MISSING,
        "a token without an issuer is refused",
        world.rsaToken().without("iss").compact());
    for (String iss :
        List.of("null", "7", "true", "{}", "[]", "[\"https://rsa.example\"]", "{\"a\":\"b\"}")) {
      table.add(
          ISSUER_MISSING,
          "the issuer " + iss + " is no name",
          world.rsaToken().claim("iss", new Raw(iss)).compact());
    }
    for (String iss :
        List.of(
            "",
            " ",
            "*",
            "https://rsa.example/",
            "https://RSA.example",
            "HTTPS://rsa.example",
            "http://rsa.example",
            "https://rsa.example ",
            " https://rsa.example",
            "https://rsa.example.",
            "https://rsa.example:443",
            "https://rsa.example#",
            "https://rsa.example?",
            "https://rsa.example\\u0000",
            "https://rsa.example.evil.example",
            "https://rsa.example@evil.example",
            "https://rs\\u0430.example",
            "https://rsa.\\u0435xample",
            "https://rsa\\u2024example",
            "https://rsa.example,https://ec.example",
            "rsa",
            "realm-rsa",
            "${jndi:ldap://evil.example/a}")) {
      table.add(
          ISSUER_UNKNOWN,
          "the issuer \"" + iss + "\" is not trusted",
          world.rsaToken().claim("iss", new Raw('"' + iss + '"')).compact());
    }
  }

  private void keysOfOthers() {
    HostileKeys keys = world.keys();
    table.add(
        SIGNATURE_INVALID,
        "the key set's key does not sign for the issuer with one key",
        world.rsaToken().signedWith("RS256", keys.published().getPrivate()).compact());
    table.add(
        SIGNATURE_INVALID,
        "the key set's key does not sign for another under its kid either",
        world
            .rsaToken()
            .header("kid", HostileWorld.KID)
            .signedWith("RS256", keys.published().getPrivate())
            .compact());
    table.add(
        SIGNATURE_INVALID,
        "one issuer's key does not sign under a kid of the key set",
        world.jwksToken().signedWith("RS256", keys.rsa().getPrivate()).compact());
    table.add(
        KEY_UNKNOWN,
        "one issuer's key is not known to the issuer with the key set",
        world
            .jwksToken()
            .header("kid", "rsa")
            .signedWith("RS256", keys.rsa().getPrivate())
            .compact());
    table.add(
        SIGNATURE_INVALID,
        "without a kid only the issuer's own keys are tried",
        world
            .jwksToken()
            .header("kid", null)
            .signedWith("RS256", keys.rsa().getPrivate())
            .compact());
    table.add(
        SIGNATURE_INVALID,
        "an attacker's RSA key signs for nobody",
        world.rsaToken().signedWith("RS256", keys.attackerRsa().getPrivate()).compact());
    table.add(
        SIGNATURE_INVALID,
        "an attacker's EC key signs for nobody",
        world.ecToken().signedWith("ES256", keys.attackerEc().getPrivate()).compact());
    table.add(
        SIGNATURE_INVALID,
        "the key that decrypts signs for nobody",
        world.ecToken().signedWith("ES256", keys.ecDecryption().getPrivate()).compact());
    table.add(
        EXPIRED,
        "a token that has ended is refused, and its signature is not looked at",
        world
            .rsaToken()
            .claim("exp", 1)
            .signedWith("RS256", keys.attackerRsa().getPrivate())
            .compact());
    for (String issuer : List.of(HostileWorld.CLOSED_ISSUER, HostileWorld.AGREED_ISSUER)) {
      table.add(
          ENCRYPTION_MISSING,
          "a token of " + issuer + " that is only signed is refused",
          world.innerToken(issuer).compact());
    }
  }

  private void placesOfOthers() {
    Line good = new Line("Authorization", "Bearer " + world.rsaToken().compact());
    table.add(ISSUER_TRANSPORT, "a token of the header jwt is refused as a bearer token", good);
    table.add(
        ISSUER_TRANSPORT,
        "a bearer token is refused in the header jwt",
        world.bearerToken().compact());
    table.add(
        ISSUER_TRANSPORT,
        "a token of the header jwt is refused in another's cookie",
        new Line("Cookie", HostileWorld.COOKIE + "=" + world.rsaToken().compact()));
    table.add(
        ISSUER_TRANSPORT,
        "a token of the header jwt is refused in another's place though nobody signed it",
        new Line(
            "Authorization",
            "Bearer "
                + world
                    .rsaToken()
                    .signedWith("RS256", world.keys().attackerRsa().getPrivate())
                    .compact()));
    table.add(
        ALGORITHM_NOT_ALLOWED,
        "a key that two issuers share verifies each issuer's algorithm only",
        new Line(
            "Authorization",
            "Bearer "
                + world
                    .bearerToken()
                    .signedWith("RS256", world.keys().rsa().getPrivate())
                    .compact()));
  }
}
