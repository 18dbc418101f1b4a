package dev.signet.testing;

import static dev.signet.token.Rejection.SIGNATURE_INVALID;
import static dev.signet.token.Rejection.TOKEN_MALFORMED;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signatures that are none, are too long or too short, or are written in another way. */
final class HostileSignatures {
  private static final int HALF = 32;

  private final HostileWorld world;
  private final HostileTable table = new HostileTable();

  private HostileSignatures(HostileWorld world) {
    this.world = world;
  }

  static List<HostileToken> of(HostileWorld world) {
    HostileSignatures attacks = new HostileSignatures(world);
    attacks.psychic();
    attacks.otherEcForms();
    attacks.rsaLengths();
    attacks.rsaNumbers();
    attacks.changedText();
    return attacks.table.tokens();
  }

  private static byte[] signature(String token) {
    return Base64.getUrlDecoder().decode(HostileTable.parts(token)[2]);
  }

  private void ec(String name, byte[] signature) {
    String input = HostileTable.signingInput(world.ecToken().compact());
    table.add(SIGNATURE_INVALID, name, input + "." + Tokens.base64Url(signature));
  }

  private void rsa(String name, byte[] signature) {
    String input = HostileTable.signingInput(world.rsaToken().compact());
    table.add(SIGNATURE_INVALID, name, input + "." + Tokens.base64Url(signature));
  }

  private static byte[] concat(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** A number in so many bytes. */
  private static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[length];
    int count = Math.min(bytes.length, length);
    System.arraycopy(bytes, bytes.length - count, fixed, length - count, count);
    return fixed;
  }

  /** The edges of the range of r and s (CVE-2022-21449 and its kin). */
  private void psychic() {
    BigInteger n = ((ECPublicKey) world.keys().ec().getPublic()).getParams().getOrder();
    BigInteger all = BigInteger.TWO.pow(8 * HALF).subtract(BigInteger.ONE);
    Map<String, BigInteger> edges = new LinkedHashMap<>();
    edges.put("0", BigInteger.ZERO);
    edges.put("1", BigInteger.ONE);
    edges.put("n", n);
    edges.put("n-1", n.subtract(BigInteger.ONE));
    edges.put("2^256-1", all);
    edges.forEach(
        (rName, r) ->
            edges.forEach(
                (sName, s) ->
                    ec(
                        "an ECDSA signature with r=" + rName + " and s=" + sName + " is refused",
                        concat(fixed(r, HALF), fixed(s, HALF)))));
  }

  private void otherEcForms() {
    byte[] good = signature(world.ecToken().compact());
    byte[] r = Arrays.copyOf(good, HALF);
    byte[] s = Arrays.copyOfRange(good, HALF, 2 * HALF);
    byte zero = 0;
    ec("a DER signature is refused where r and s are expected", der(r, s));
    ec("r and s the wrong way round are refused", concat(s, r));
    ec("r alone is refused", r);
    ec("an ECDSA signature one byte short is refused", Arrays.copyOf(good, good.length - 1));
    ec("an ECDSA signature with a zero behind it is refused", concat(good, new byte[] {zero}));
    ec("an ECDSA signature with a zero before it is refused", concat(new byte[] {zero}, good));
    ec("an ECDSA signature twice is refused", concat(good, good));
    ec(
        "r and s with zeros before each are refused",
        concat(new byte[] {zero}, r, new byte[] {zero}, s));
    ec(
        "r and s in the width of P-384 are refused",
        concat(new byte[HALF / 2], r, new byte[HALF / 2], s));
    ec("an ECDSA signature of one byte is refused", new byte[] {1});
    ec("an ECDSA signature of 10,000 zeros is refused", new byte[10_000]);
    byte[] flipped = good.clone();
    flipped[2 * HALF - 1] ^= 1;
    ec("an ECDSA signature with its last bit changed is refused", flipped);
  }

  private static byte[] der(byte[] r, byte[] s) {
    byte[] rBytes = new BigInteger(1, r).toByteArray();
    byte[] sBytes = new BigInteger(1, s).toByteArray();
    return concat(
        new byte[] {0x30, (byte) (4 + rBytes.length + sBytes.length), 2, (byte) rBytes.length},
        rBytes,
        new byte[] {2, (byte) sBytes.length},
        sBytes);
  }

  private void rsaLengths() {
    byte[] good = signature(world.rsaToken().compact());
    rsa("an RSA signature one byte short is refused", Arrays.copyOf(good, good.length - 1));
    rsa("half an RSA signature is refused", Arrays.copyOf(good, good.length / 2));
    rsa("an RSA signature of one byte is refused", new byte[] {0});
    rsa("an RSA signature with a zero before it is refused", concat(new byte[1], good));
    rsa("an RSA signature with a zero behind it is refused", concat(good, new byte[1]));
    rsa("an RSA signature with 10,000 zeros before it is refused", concat(new byte[10_000], good));
    table.add(
        TOKEN_MALFORMED,
        "a token without its signature is refused",
        HostileTable.signingInput(world.rsaToken().compact()) + ".");
  }

  private void rsaNumbers() {
    RSAPublicKey key = (RSAPublicKey) world.keys().rsa().getPublic();
    BigInteger n = key.getModulus();
    byte[] good = signature(world.rsaToken().compact());
    int length = good.length;
    rsa("the RSA signature 0 is refused", new byte[length]);
    rsa("the RSA signature 1 is refused", fixed(BigInteger.ONE, length));
    rsa("the RSA signature n-1 is refused", fixed(n.subtract(BigInteger.ONE), length));
    rsa("the RSA signature n is refused", fixed(n, length));
    rsa("an RSA signature plus n is refused", fixed(new BigInteger(1, good).add(n), length + 1));
    byte[] flipped = good.clone();
    flipped[0] ^= 1;
    rsa("an RSA signature with a bit changed is refused", flipped);
    rsa("a hash in the place of a signature is refused", sha256(world.rsaToken()));
    rsa("a padded hash that nobody signed is refused", padded(sha256(world.rsaToken()), length));
  }

  private static byte[] sha256(Tokens token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(HostileTable.ascii(HostileTable.signingInput(token.compact())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** EMSA-PKCS1-v1_5 (RFC 8017 section 9.2) without the exponentiation. */
  private static byte[] padded(byte[] hash, int length) {
    byte[] info = {0x30, 0x31, 0x30, 0x0d, 6, 9, 0x60, (byte) 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5};
    byte[] tail = concat(info, new byte[] {0, 4, 0x20}, hash);
    byte[] filling = new byte[length - tail.length - 3];
    Arrays.fill(filling, (byte) 0xFF);
    return concat(new byte[] {0, 1}, filling, new byte[] {0}, tail);
  }

  private void changedText() {
    String[] good = HostileTable.parts(world.rsaToken().compact());
    String[] admin = HostileTable.parts(world.rsaToken().claim("sub", "admin").compact());
    table.add(
        SIGNATURE_INVALID,
        "other claims under a good signature are refused",
        good[0] + "." + admin[1] + "." + good[2]);
    table.add(
        SIGNATURE_INVALID,
        "another header over a good signature is refused",
        Tokens.base64Url("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + good[1] + "." + good[2]);
    table.add(
        SIGNATURE_INVALID,
        "the same header with a blank in it is refused",
        Tokens.base64Url("{\"alg\": \"RS256\"}") + "." + good[1] + "." + good[2]);
  }
}
