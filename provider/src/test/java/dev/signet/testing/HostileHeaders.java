package dev.signet.testing;

import static dev.signet.token.Rejection.HEADER_CRITICAL;
import static dev.signet.token.Rejection.KEY_UNKNOWN;
import static dev.signet.token.Rejection.SIGNATURE_INVALID;
import static dev.signet.token.Rejection.TOKEN_MALFORMED;
import static dev.signet.token.Rejection.TYPE_NOT_ALLOWED;

import dev.signet.testing.Tokens.Raw;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Headers that name, bring or promise a key, demand extensions, or say the token is another. */
final class HostileHeaders {
  private final HostileWorld world;
  private final HostileTable table = new HostileTable();

  private HostileHeaders(HostileWorld world) {
    this.world = world;
  }

  static List<HostileToken> of(HostileWorld world) {
    HostileHeaders attacks = new HostileHeaders(world);
    attacks.kids();
    attacks.broughtKeys();
    attacks.extensions();
    attacks.types();
    return attacks.table.tokens();
  }

  private void kids() {
    for (String kid :
        List.of(
            "",
            "unknown",
            "Published-1",
            "published-1 ",
            "published-1\\u0000",
            "published-%31",
            "../../../../etc/passwd",
            "..\\\\..\\\\windows\\\\win.ini",
            "/dev/null",
            "file:///dev/null",
            "https://evil.example/key",
            "' OR '1'='1",
            "x' UNION SELECT 'key",
            "| touch x",
            "$(id)",
            "${jndi:ldap://evil.example/a}",
            "\\r\\nX-Injected: yes",
            "publi\\u0441hed-1",
            "k".repeat(4_000))) {
      String shown = kid.length() > 60 ? kid.substring(0, 10) + " and so on" : kid;
      table.add(
          KEY_UNKNOWN,
          "the kid \"" + shown + "\" is not known",
          byTheAttacker(world.jwksToken().header("kid", new Raw('"' + kid + '"'))));
    }
    // null is as good as no kid, so another key is tried: the issuer's own
    table.add(
        SIGNATURE_INVALID,
        "the kid null leaves the issuer's keys",
        byTheAttacker(world.jwksToken().header("kid", new Raw("null"))));
    table.add(
        SIGNATURE_INVALID,
        "the kid null leaves the only key",
        byTheAttacker(world.rsaToken().header("kid", new Raw("null"))));
    for (String kid : List.of("1", "true", "[\"published-1\"]", "{\"a\":1}", "1e999")) {
      table.add(
          TOKEN_MALFORMED,
          "the kid " + kid + " is no name",
          world.jwksToken().header("kid", new Raw(kid)).compact());
      table.add(
          TOKEN_MALFORMED,
          "the kid " + kid + " is no name for the only key either",
          world.rsaToken().header("kid", new Raw(kid)).compact());
    }
  }

  private String byTheAttacker(Tokens token) {
    return token.signedWith("RS256", world.keys().attackerRsa().getPrivate()).compact();
  }

  /** The token brings the key that it is signed with. */
  private void broughtKeys() {
    KeyPair attacker = world.keys().attackerRsa();
    X509Certificate certificate = TestKeys.certificate(attacker);
    Map<String, Object> brought = new LinkedHashMap<>();
    brought.put("jwk", KeyServer.jwk("mine", attacker.getPublic()));
    brought.put("x5c", List.of(Base64.getEncoder().encodeToString(der(certificate))));
    brought.put("jku", "https://evil.example/jwks");
    brought.put("x5u", "https://evil.example/certificate");
    brought.put("x5t#S256", Tokens.base64Url(sha256(der(certificate))));
    brought.put("keys", List.of(KeyServer.jwk("mine", attacker.getPublic())));
    brought.forEach(
        (name, value) -> {
          table.add(
              SIGNATURE_INVALID,
              "a key that the token brings in " + name + " is not taken for the only key",
              byTheAttacker(world.rsaToken().header(name, value)));
          table.add(
              SIGNATURE_INVALID,
              "a key that the token brings in " + name + " does not replace the one it names",
              byTheAttacker(world.jwksToken().header(name, value)));
          table.add(
              KEY_UNKNOWN,
              "a key that the token brings in " + name + " is not added to the known ones",
              byTheAttacker(world.jwksToken().header(name, value).header("kid", "mine")));
        });
    table.add(
        SIGNATURE_INVALID,
        "an EC key that the token brings is not taken",
        world
            .ecToken()
            .header("jwk", KeyServer.jwk("mine", world.keys().attackerEc().getPublic()))
            .signedWith("ES256", world.keys().attackerEc().getPrivate())
            .compact());
    table.add(
        SIGNATURE_INVALID,
        "a key set that the token points at on this very machine is not fetched",
        byTheAttacker(world.rsaToken().header("jku", "http://127.0.0.1:1/jwks")));
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void extensions() {
    for (String crit :
        List.of("[\"exp\"]", "[\"b64\"]", "[\"alg\"]", "[]", "null", "\"exp\"", "{}", "[1]")) {
      table.add(
          HEADER_CRITICAL,
          "crit " + crit + " is refused",
          world.rsaToken().header("crit", new Raw(crit)).compact());
    }
    for (String b64 : List.of("false", "true", "null", "\"false\"", "0")) {
      table.add(
          HEADER_CRITICAL,
          "b64 " + b64 + " is refused",
          world.rsaToken().header("b64", new Raw(b64)).compact());
    }
    table.add(
        HEADER_CRITICAL,
        "b64 false with the crit it needs is refused",
        world.ecToken().header("b64", false).header("crit", List.of("b64")).compact());
  }

  private void types() {
    for (String typ :
        List.of(
            "\"at+jwt\"",
            "\"application/at+jwt\"",
            "\"logout+jwt\"",
            "\"secevent+jwt\"",
            "\"dpop+jwt\"",
            "\"token-introspection+jwt\"",
            "\"JOSE\"",
            "\"JOSE+JSON\"",
            "\"\"",
            "\" JWT\"",
            "\"JWT;a=b\"",
            "\"JWT\\u0000\"",
            "\"\uFF2A\uFF37\uFF34\"",
            "\"text/jwt\"",
            "\"application/application/jwt\"",
            "1",
            "false",
            "[\"JWT\"]",
            "{\"JWT\":1}")) {
      table.add(
          TYPE_NOT_ALLOWED,
          "typ " + typ + " is another kind of token",
          world.rsaToken().header("typ", new Raw(typ)).compact());
    }
  }
}
