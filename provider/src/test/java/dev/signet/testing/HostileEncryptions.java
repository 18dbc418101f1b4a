package dev.signet.testing;

import static dev.signet.testing.HostileWorld.AGREED_ISSUER;
import static dev.signet.testing.HostileWorld.CLOSED_ISSUER;
import static dev.signet.token.Rejection.ALGORITHM_NOT_ALLOWED;
import static dev.signet.token.Rejection.DECRYPTION_FAILED;
import static dev.signet.token.Rejection.SIGNATURE_INVALID;
import static dev.signet.token.Rejection.TOKEN_MALFORMED;

import dev.signet.testing.Tokens.Raw;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encrypted tokens that are closed in the wrong way, for the wrong key, or around the wrong. */
final class HostileEncryptions {
  private static final String PARTS = ".AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";
  private static final Map<String, Object> JWT = Map.of("cty", "JWT");

  private final HostileWorld world;
  private final String inner;
  private final HostileTable table = new HostileTable();

  private HostileEncryptions(HostileWorld world) {
    this.world = world;
    this.inner = world.innerToken(CLOSED_ISSUER).compact();
  }

  static List<HostileToken> of(HostileWorld world) {
    HostileEncryptions attacks = new HostileEncryptions(world);
    attacks.methods();
    attacks.headers();
    attacks.ephemeralKeys();
    attacks.parts();
    attacks.contents();
    attacks.issuers();
    return attacks.table.tokens();
  }

  private void failed(String name, String token) {
    table.add(DECRYPTION_FAILED, name, token);
  }

  private static String closed(Object header) {
    return Tokens.base64Url(Tokens.json(header)) + PARTS;
  }

  private void methods() {
    failed("RSA1_5 is refused", world.sealed(inner, "RSA1_5", "A128GCM", JWT));
    for (String algorithm :
        List.of(
            "dir",
            "A128KW",
            "A256KW",
            "A128GCMKW",
            "ECDH-ES+A128KW",
            "RSA-OAEP-512",
            "RS256",
            "none",
            "")) {
      failed(
          "the key management \"" + algorithm + "\" is refused",
          closed(Map.of("alg", algorithm, "enc", "A128GCM", "cty", "JWT")));
    }
    for (long count : List.of(1L, 1_000L, 2_147_483_647L, 9_223_372_036_854_775_807L)) {
      failed(
          "PBES2 with " + count + " rounds is refused before the first",
          closed(
              Map.of(
                  "alg",
                  "PBES2-HS256+A128KW",
                  "enc",
                  "A128GCM",
                  "cty",
                  "JWT",
                  "p2s",
                  "AAAAAAAAAAA",
                  "p2c",
                  count)));
    }
    for (String encryption : List.of("A128CBC", "A256GCMKW", "none", "", "a128gcm")) {
      failed(
          "the encryption \"" + encryption + "\" is refused",
          closed(Map.of("alg", "RSA-OAEP", "enc", encryption, "cty", "JWT")));
    }
  }

  private void headers() {
    Map<String, Object> good = Map.of("alg", "RSA-OAEP", "enc", "A128GCM", "cty", "JWT");
    for (String name : List.of("alg", "enc", "cty")) {
      Map<String, @Nullable Object> header = new LinkedHashMap<>(good);
      header.remove(name);
      failed("a JWE without " + name + " is refused", closed(header));
      for (String json : List.of("null", "7", "true", "[]", "{}", "[\"JWT\"]")) {
        header.put(name, new Raw(json));
        failed("a JWE with " + name + " " + json + " is refused", closed(header));
      }
    }
    failed("a JWE with an empty header is refused", closed(Map.of()));
    failed(
        "a JWE that was compressed is refused",
        world.sealed(inner, "RSA-OAEP", "A128GCM", Map.of("cty", "JWT", "zip", "DEF")));
    failed(
        "a JWE that unpacks to a hundred times its size is refused unopened",
        world.sealed(
            "a".repeat(5_000_000), "RSA-OAEP", "A128GCM", Map.of("cty", "JWT", "zip", "DEF")));
    failed("a JWE with crit is refused", closed(with(good, "crit", List.of("exp"))));
    failed("a JWE with an empty crit is refused", closed(with(good, "crit", List.of())));
    failed("a JWE with zip null is refused", closed(with(good, "zip", new Raw("null"))));
    failed("a JWE for a kid of nobody is refused", closed(with(good, "kid", "../../key")));
    for (String cty : List.of("", "json", "JWT ", "application/jwe", "at+jwt")) {
      failed(
          "a JWE whose content is \"" + cty + "\" is refused",
          world.sealed(inner, "RSA-OAEP", "A128GCM", Map.of("cty", cty)));
    }
  }

  private static Map<String, Object> with(Map<String, Object> header, String name, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(header);
    copy.put(name, value);
    return copy;
  }

  private void ephemeralKeys() {
    Map<String, Object> good = KeyServer.jwk(null, world.keys().attackerEc().getPublic());
    Map<String, @Nullable Object> epks = new LinkedHashMap<>();
    epks.put("that is missing", null);
    for (String json : List.of("null", "7", "\"text\"", "[]", "{}")) {
      epks.put("that is " + json, new Raw(json));
    }
    String one = Tokens.base64Url(fixed(BigInteger.ONE));
    String zero = Tokens.base64Url(new byte[32]);
    epks.put("that is not on the curve", with(with(good, "x", one), "y", one));
    epks.put("at the origin", with(with(good, "x", zero), "y", zero));
    epks.put("with a changed y", with(good, "y", good.getOrDefault("x", "")));
    epks.put("with a number for x", with(good, "x", 7));
    epks.put("with an x that is empty", with(good, "x", ""));
    epks.put("with an x that is no base64url", with(good, "x", "!!!"));
    epks.put("with an x of 10,000 characters", with(good, "x", "A".repeat(10_000)));
    epks.put("with an x beyond its field", with(good, "x", "_".repeat(44)));
    epks.put("with a y beyond its field", with(good, "y", "_".repeat(400)));
    epks.put("of an unknown curve", with(good, "crv", "P-1"));
    epks.put("of a curve that is a number", with(good, "crv", 256));
    epks.put("of another curve", KeyServer.jwk(null, TestKeys.P_384.getPublic()));
    epks.put("of another curve's name", with(good, "crv", "P-384"));
    epks.put("of the type RSA", KeyServer.jwk(null, world.keys().rsa().getPublic()));
    epks.put("of the type Ed25519", KeyServer.jwk(null, TestKeys.ED25519.getPublic()));
    epks.put("of a secret type", Map.of("kty", "oct", "k", "AAAA"));
    epks.put("of a type that is a number", with(good, "kty", 1));
    for (String algorithm : List.of("ECDH-ES", "ECDH-ES+A256KW")) {
      epks.forEach(
          (name, epk) -> {
            Map<String, Object> header = with(JWT, "alg", algorithm);
            header.put("enc", "A128GCM");
            if (epk != null) {
              header.put("epk", epk);
            }
            failed(algorithm + " with an ephemeral key " + name + " is refused", closed(header));
          });
    }
    Map<String, Object> header = with(with(JWT, "alg", "ECDH-ES"), "epk", good);
    header.put("enc", "A128GCM");
    failed("a key agreement with apu 7 is refused", closed(with(header, "apu", 7)));
    failed("a key agreement with apv [] is refused", closed(with(header, "apv", List.of())));
  }

  private static byte[] fixed(BigInteger number) {
    byte[] fixed = new byte[32];
    fixed[31] = number.byteValueExact();
    return fixed;
  }

  private void parts() {
    String[] good = HostileTable.parts(world.sealed(inner));
    for (int i = 1; i < good.length; i++) {
      String[] empty = good.clone();
      empty[i] = "";
      failed("a JWE with part " + i + " empty is refused", String.join(".", empty));
      String[] changed = good.clone();
      changed[i] = (changed[i].charAt(0) == 'A' ? "B" : "A") + changed[i].substring(1);
      failed("a JWE with part " + i + " changed is refused", String.join(".", changed));
      String[] spaced = good.clone();
      spaced[i] = spaced[i] + "=";
      table.add(
          TOKEN_MALFORMED,
          "a JWE with padding in part " + i + " is refused",
          String.join(".", spaced));
    }
    failed(
        "a JWE with a shorter tag is refused",
        String.join(".", good[0], good[1], good[2], good[3], good[4].substring(0, 16)));
    table.add(
        TOKEN_MALFORMED,
        "a JWE with a name twice in its header is refused",
        Tokens.base64Url("{\"alg\":\"dir\",\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\"}") + PARTS);
    table.add(TOKEN_MALFORMED, "a JWE of zeros is refused", "AAAA" + PARTS);
    failed(
        "a JWE whose ciphertext and tag are shorter than a tag is refused",
        String.join(".", good[0], good[1], good[2], "AAAA", "AAAA"));
    failed(
        "a signed token in the shape of a JWE is refused", inner + "." + good[3] + "." + good[4]);
    table.add(
        TOKEN_MALFORMED, "a JWE with a sixth part is refused", String.join(".", good) + ".AAAA");
  }

  private void contents() {
    Map<String, String> contents = new LinkedHashMap<>();
    contents.put("a word", "garbage");
    contents.put(
        "claims without a signature", "{\"iss\":\"https://closed.example\",\"sub\":\"admin\"}");
    String[] parts = HostileTable.parts(inner);
    contents.put("a token without its signature", parts[0] + "." + parts[1]);
    contents.put("another JWE", world.sealed(inner));
    contents.put("a token and a line's end", inner + "\n");
    contents.put("two tokens", inner + inner);
    contents.put("a token with a letter that ASCII does not have", inner + "\u00E9");
    contents.put("half a megabyte of dots", ".".repeat(45_000));
    contents.forEach(
        (name, content) ->
            table.add(
                TOKEN_MALFORMED, "a JWE around " + name + " is refused", world.sealed(content)));
    table.add(
        ALGORITHM_NOT_ALLOWED,
        "a JWE around a token of alg none is refused",
        world.sealed(Tokens.base64Url("{\"alg\":\"none\"}") + "." + parts[1] + "."));
  }

  private void issuers() {
    failed("a JWE around nothing is refused", world.sealed(""));
    table.add(
        SIGNATURE_INVALID,
        "a JWE around an attacker's token is refused",
        world.sealed(
            world
                .innerToken(CLOSED_ISSUER)
                .signedWith("RS256", world.keys().attackerRsa().getPrivate())
                .compact()));
    failed(
        "a JWE to an issuer that does not encrypt is refused",
        world.sealed(world.rsaToken().compact()));
    failed(
        "a JWE around another issuer's token is refused",
        world.sealed(world.innerToken(AGREED_ISSUER).compact()));
    failed("a key agreement around another issuer's token is refused", world.agreed(inner));
    failed(
        "a JWE for somebody else's key is refused",
        HostileWorld.sealedFor(world.keys().attackerRsa(), inner, "RSA-OAEP", "A128GCM", JWT));
    failed(
        "a key agreement with somebody else's key is refused",
        HostileWorld.sealedFor(
            world.keys().attackerEc(),
            world.innerToken(AGREED_ISSUER).compact(),
            "ECDH-ES",
            "A128GCM",
            JWT));
    failed(
        "a JWE that names the other issuer's key is refused",
        world.sealed(
            world.innerToken(AGREED_ISSUER).compact(),
            "RSA-OAEP",
            "A128GCM",
            Map.of("cty", "JWT", "kid", "ec")));
  }
}
