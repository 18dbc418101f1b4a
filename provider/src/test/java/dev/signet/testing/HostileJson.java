package dev.signet.testing;

import static dev.signet.token.Rejection.ISSUER_MISSING;
import static dev.signet.token.Rejection.TOKEN_MALFORMED;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

/** Headers and claims, signed by the right key, that are no JSON objects or no honest ones. */
final class HostileJson {
  private static final String HEADER = "{\"alg\":\"RS256\"}";

  private final HostileWorld world;
  private final HostileTable table = new HostileTable();
  private final String claims;

  private HostileJson(HostileWorld world) {
    this.world = world;
    this.claims =
        "\"iss\":\"%s\",\"sub\":\"testuser\",\"exp\":%d"
            .formatted(HostileWorld.RSA_ISSUER, world.now().getEpochSecond() + 3600);
  }

  static List<HostileToken> of(HostileWorld world) {
    HostileJson attacks = new HostileJson(world);
    attacks.noObjects();
    attacks.namesTwice();
    attacks.almostJson();
    attacks.nesting();
    attacks.encodings();
    attacks.numbers();
    return attacks.table.tokens();
  }

  private void malformed(String name, String header, String payload) {
    table.add(TOKEN_MALFORMED, name, signed(bytes(header), bytes(payload)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String signed(byte[] header, byte[] payload) {
    String input = Tokens.base64Url(header) + "." + Tokens.base64Url(payload);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(world.keys().rsa().getPrivate());
      signature.update(HostileTable.ascii(input));
      return input + "." + Tokens.base64Url(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void noObjects() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("nothing", "");
    texts.put("a blank", " ");
    texts.put("an array", "[]");
    texts.put("a string", "\"text\"");
    texts.put("a number", "7");
    texts.put("null", "null");
    texts.put("true", "true");
    texts.put("an open object", "{\"alg\":\"RS256\"");
    texts.put("two objects", "{}{}");
    texts.put("an object and a word", "{\"alg\":\"RS256\"}x");
    texts.put("a comment", "{/**/\"alg\":\"RS256\"}");
    texts.put("single quotes", "{'alg':'RS256'}");
    texts.put("a name without quotes", "{alg:\"RS256\"}");
    texts.put("XML", "<alg>RS256</alg>");
    texts.forEach(
        (name, text) -> {
          malformed("a header with " + name + " is no JSON object", text, "{" + claims + "}");
          malformed("claims with " + name + " are no JSON object", HEADER, text);
        });
    table.add(
        ISSUER_MISSING,
        "claims without a member name no issuer",
        signed(bytes(HEADER), bytes("{}")));
  }

  /** What jose4j's own parser takes for JSON and is none. */
  private void almostJson() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("a control character in a string", "{\"alg\":\"RS256\u0001\"}");
    texts.put("a line's end in a string", "{\"alg\":\"RS\n256\"}");
    texts.put("an unknown escape", "{\"alg\":\"\\x41\"}");
    texts.put("half an escape", "{\"alg\":\"\\u00\"}");
    texts.put("a comma too many", "{\"alg\":\"RS256\",}");
    texts.put("two commas", "{\"alg\":\"RS256\",,\"a\":1}");
    texts.put("a comma in front", "{,\"alg\":\"RS256\"}");
    texts.put("no colon", "{\"alg\" \"RS256\"}");
    texts.forEach(
        (name, text) -> {
          malformed("a header with " + name + " is no JSON", text, "{" + claims + "}");
          malformed("claims with " + name + " are no JSON", HEADER, text);
        });
    malformed(
        "claims with half of a surrogate pair are refused",
        HEADER,
        "{" + claims + ",\"x\":\"\\ud800\"}");
  }

  private void namesTwice() {
    for (String member :
        List.of(
            "\"iss\":\"https://evil.example\"",
            "\"sub\":\"admin\"",
            "\"exp\":9999999999",
            "\"\\u0069ss\":\"https://evil.example\"",
            "\"s\\u0075b\":\"admin\"",
            "\"iss\":null")) {
      malformed(
          "claims with a second " + member + " are refused",
          HEADER,
          "{" + claims + "," + member + "}");
      malformed(
          "claims with a first " + member + " are refused",
          HEADER,
          "{" + member + "," + claims + "}");
    }
    malformed(
        "a name twice within a claim is refused",
        HEADER,
        "{" + claims + ",\"a\":{\"b\":1,\"b\":2}}");
    for (String header :
        List.of(
            "{\"alg\":\"none\",\"alg\":\"RS256\"}",
            "{\"alg\":\"RS256\",\"alg\":\"none\"}",
            "{\"alg\":\"RS256\",\"\\u0061lg\":\"RS256\"}",
            "{\"alg\":\"RS256\",\"kid\":\"a\",\"kid\":\"b\"}",
            "{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"kty\":\"EC\"}}")) {
      malformed("the header " + header + " is refused", header, "{" + claims + "}");
    }
  }

  private void nesting() {
    for (int depth : List.of(16, 100, 5_000)) {
      String arrays = "[".repeat(depth) + "]".repeat(depth);
      String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
      malformed(
          depth + " arrays in each other are refused in claims",
          HEADER,
          "{" + claims + ",\"a\":" + arrays + "}");
      malformed(
          depth + " objects in each other are refused in claims",
          HEADER,
          "{" + claims + ",\"a\":" + objects + "}");
      malformed(
          depth + " arrays in each other are refused in a header",
          "{\"alg\":\"RS256\",\"a\":" + arrays + "}",
          "{" + claims + "}");
    }
    malformed("20,000 open brackets are refused", HEADER, "[".repeat(20_000));
    malformed(
        "brackets behind a string that ends with a backslash are counted",
        HEADER,
        "{" + claims + ",\"a\":\"\\\\\",\"b\":" + "[".repeat(40) + "]".repeat(40) + "}");
  }

  private void encodings() {
    Map<String, byte[]> payloads = new LinkedHashMap<>();
    String object = "{" + claims + "}";
    payloads.put("in UTF-16", object.getBytes(StandardCharsets.UTF_16));
    payloads.put("in UTF-16 without a mark", object.getBytes(StandardCharsets.UTF_16LE));
    payloads.put("behind a byte order mark", bytes("\uFEFF" + object));
    payloads.put("behind NUL", bytes("\0" + object));
    payloads.put("in front of NUL", bytes(object + "\0"));
    payloads.put("with a broken character", broken(object, 0xC3));
    payloads.put("with an overlong character", broken(object, 0xC0, 0xAF));
    payloads.put("with half a surrogate pair", broken(object, 0xED, 0xA0, 0x80));
    payloads.put("with a character beyond Unicode", broken(object, 0xF4, 0x90, 0x80, 0x80));
    payloads.put("with a lone continuation", broken(object, 0x80));
    payloads.put("compressed", deflated(object));
    payloads.put("as a token", bytes(world.rsaToken().compact()));
    payloads.forEach(
        (name, payload) ->
            table.add(
                TOKEN_MALFORMED,
                "claims " + name + " are refused",
                signed(bytes(HEADER), payload)));
    table.add(
        TOKEN_MALFORMED,
        "a token inside a token is refused though its header says JWT",
        signed(bytes("{\"alg\":\"RS256\",\"cty\":\"JWT\"}"), bytes(world.rsaToken().compact())));
    table.add(
        TOKEN_MALFORMED,
        "compressed claims are refused though the header says so",
        signed(bytes("{\"alg\":\"RS256\",\"zip\":\"DEF\"}"), deflated(object)));
  }

  private static byte[] broken(String object, int... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes(object.substring(0, object.length() - 1) + ",\"a\":\""));
    for (int value : values) {
      out.write(value);
    }
    out.writeBytes(bytes("\"}"));
    return out.toByteArray();
  }

  private static byte[] deflated(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void numbers() {
    for (String number :
        List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "1.e5",
            ".5",
            "+1",
            "--1",
            "1e",
            "nan",
            "None")) {
      malformed(
          "the number " + number + " is no JSON",
          HEADER,
          "{" + claims.replaceFirst("\"exp\":.*", "\"exp\":" + number) + "}");
    }
    table.add(
        TOKEN_MALFORMED,
        "a number of 30,000 digits is refused",
        signed(
            bytes(HEADER),
            bytes("{" + claims.replaceFirst("\"exp\":.*", "\"exp\":" + "9".repeat(30_000)) + "}")));
  }
}
