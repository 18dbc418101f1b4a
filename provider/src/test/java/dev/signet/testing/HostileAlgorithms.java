package dev.signet.testing;

import static dev.signet.token.Rejection.ALGORITHM_NOT_ALLOWED;
import static dev.signet.token.Rejection.SIGNATURE_INVALID;
import static dev.signet.token.Rejection.TOKEN_MALFORMED;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** No signature, a shared secret that is none, and one algorithm's key under another's name. */
final class HostileAlgorithms {
  private final HostileWorld world;
  private final HostileTable table = new HostileTable();

  private HostileAlgorithms(HostileWorld world) {
    this.world = world;
  }

  static List<HostileToken> of(HostileWorld world) {
    HostileAlgorithms attacks = new HostileAlgorithms(world);
    attacks.none();
    attacks.noName();
    attacks.publicKeyAsSecret();
    attacks.anotherAlgorithmOfTheSameKey();
    attacks.lies();
    return attacks.table.tokens();
  }

  private void none() {
    String[] good = HostileTable.parts(world.rsaToken().compact());
    for (String none :
        List.of("none", "None", "NONE", "nOnE", " none", "none ", "none\\u0000", "\\u006eone")) {
      String header = Tokens.base64Url("{\"alg\":\"" + none + "\"}");
      table.add(
          ALGORITHM_NOT_ALLOWED,
          "alg \"" + none + "\" is refused with a signature",
          header + "." + good[1] + "." + good[2]);
      table.add(
          ALGORITHM_NOT_ALLOWED,
          "alg \"" + none + "\" is refused without a signature",
          header + "." + good[1] + ".");
    }
    table.add(
        TOKEN_MALFORMED,
        "alg none is refused in two parts",
        Tokens.base64Url("{\"alg\":\"none\"}") + "." + good[1]);
    table.add(
        ALGORITHM_NOT_ALLOWED,
        "an alg in the claims does not stand for one in the header",
        sign("{\"typ\":\"JWT\"}", Map.of("iss", HostileWorld.RSA_ISSUER, "alg", "RS256")));
  }

  private String sign(String header, Map<String, Object> claims) {
    return Tokens.compact(header, Tokens.json(claims), world.keys().rsa().getPrivate());
  }

  private void noName() {
    Map<String, Object> claims = Map.of("iss", HostileWorld.RSA_ISSUER);
    for (String alg :
        List.of(
            "null",
            "\"\"",
            "256",
            "true",
            "[\"RS256\"]",
            "{\"RS256\":true}",
            "\"rs256\"",
            "\"RS256 \"",
            "\"RS256\\u0000\"",
            "\"\uFF32\uFF33256\"",
            "\"RS256,none\"",
            "\"SHA256withRSA\"",
            "\"RSA-OAEP\"",
            "\"dir\"",
            "\"A128KW\"",
            "\"ES256K\"",
            "\"RS1\"")) {
      table.add(
          ALGORITHM_NOT_ALLOWED,
          "alg " + alg + " is no algorithm",
          sign("{\"alg\":" + alg + "}", claims));
    }
  }

  private void publicKeyAsSecret() {
    RSAPublicKey key = (RSAPublicKey) world.keys().rsa().getPublic();
    Map<String, byte[]> secrets = new LinkedHashMap<>(encodings(key));
    secrets.put("modulus", key.getModulus().toByteArray());
    secrets.put("modulus without its sign", unsigned(key.getModulus().toByteArray()));
    secrets.put("JWK", HostileTable.ascii(Tokens.json(KeyServer.jwk(null, key))));
    for (String algorithm : List.of("HS256", "HS384", "HS512")) {
      secrets.forEach(
          (name, secret) ->
              table.add(
                  ALGORITHM_NOT_ALLOWED,
                  algorithm + " with the RSA key's " + name + " as its secret is refused",
                  hmac(algorithm, world.rsaToken(), secret)));
    }
    encodings(world.keys().ec().getPublic())
        .forEach(
            (name, secret) ->
                table.add(
                    ALGORITHM_NOT_ALLOWED,
                    "HS256 with the EC key's " + name + " as its secret is refused",
                    hmac("HS256", world.ecToken(), secret)));
  }

  private static Map<String, byte[]> encodings(PublicKey key) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
    Map<String, byte[]> encodings = new LinkedHashMap<>();
    encodings.put("DER", key.getEncoded());
    encodings.put("PEM", HostileTable.ascii(pem));
    encodings.put("PEM with a line's end", HostileTable.ascii(pem + "\n"));
    return encodings;
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private static String hmac(String algorithm, Tokens token, byte[] secret) {
    String payload = HostileTable.parts(token.compact())[1];
    String input = Tokens.base64Url("{\"alg\":\"" + algorithm + "\"}") + "." + payload;
    try {
      String name = "HmacSHA" + algorithm.substring(2);
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(secret, name));
      return input + "." + Tokens.base64Url(mac.doFinal(HostileTable.ascii(input)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void anotherAlgorithmOfTheSameKey() {
    HostileKeys keys = world.keys();
    for (String algorithm : List.of("RS384", "RS512", "PS256", "PS384", "PS512")) {
      table.add(
          ALGORITHM_NOT_ALLOWED,
          algorithm + " by the right key is refused where RS256 is pinned",
          world.rsaToken().signedWith(algorithm, keys.rsa().getPrivate()).compact());
    }
    table.add(
        ALGORITHM_NOT_ALLOWED,
        "ES256 is refused where RS256 is pinned",
        world.rsaToken().signedWith("ES256", keys.ec().getPrivate()).compact());
    table.add(
        ALGORITHM_NOT_ALLOWED,
        "EdDSA is refused where RS256 is pinned",
        world.rsaToken().signedWith("EdDSA", TestKeys.ED25519.getPrivate()).compact());
    table.add(
        ALGORITHM_NOT_ALLOWED,
        "RS256 is refused where ES256 is pinned",
        world.ecToken().signedWith("RS256", keys.rsa().getPrivate()).compact());
    table.add(
        ALGORITHM_NOT_ALLOWED,
        "ES384 is refused where ES256 is pinned",
        world.ecToken().signedWith("ES384", TestKeys.P_384.getPrivate()).compact());
  }

  /** The header names the pinned algorithm and the signature is of another. */
  private void lies() {
    Tokens token = world.rsaToken();
    for (String algorithm : List.of("RS384", "RS512", "PS256")) {
      String signed = token.signedWith(algorithm, world.keys().rsa().getPrivate()).compact();
      String payload = HostileTable.parts(signed)[1];
      String signature = HostileTable.parts(signed)[2];
      table.add(
          SIGNATURE_INVALID,
          "a signature of " + algorithm + " is none of RS256",
          Tokens.base64Url("{\"alg\":\"RS256\"}") + "." + payload + "." + signature);
    }
  }
}
