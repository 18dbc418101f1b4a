package dev.signet.testing;

import static dev.signet.token.Rejection.TOKEN_EMPTY;
import static dev.signet.token.Rejection.TOKEN_MALFORMED;
import static dev.signet.token.Rejection.TOKEN_TOO_LONG;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts that are no compact serialization, or not the one of their bytes. */
final class HostileTexts {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final String[] PART_NAMES = {"header", "claims", "signature"};

  private final HostileTable table = new HostileTable();
  private final String good;
  private final String[] parts;

  private HostileTexts(HostileWorld world) {
    this.good = world.rsaToken().compact();
    this.parts = HostileTable.parts(good);
  }

  static List<HostileToken> of(HostileWorld world) {
    HostileTexts attacks = new HostileTexts(world);
    attacks.otherThings();
    attacks.wrongParts();
    attacks.wrongCharacters();
    attacks.otherTextsOfTheSameBytes();
    attacks.otherSerializations();
    attacks.lengths();
    return attacks.table.tokens();
  }

  private void malformed(String name, String token) {
    table.add(TOKEN_MALFORMED, name, token);
  }

  private void otherThings() {
    malformed("a word is no token", "garbage");
    malformed("an opaque token is none of ours", "2YotnFZFEjr1zCsicMWpAA");
    malformed("a SAML assertion is no token", "PHNhbWw6QXNzZXJ0aW9uLz4");
    malformed("a SAML assertion in the clear is no token", "<saml:Assertion/>");
    malformed("a password is no token", "Basic dXNlcjpwYXNzd29yZA==");
    malformed("a UUID is no token", "123e4567-e89b-12d3-a456-426614174000");
    malformed("an LTPA token is no token", "WGlhbmc+PT0vL2V2aWw=");
    malformed("the word null is no token", "null");
    malformed("the word undefined is no token", "undefined");
    malformed("an empty JSON object is no token", "{}");
    table.add(TOKEN_EMPTY, "an empty header is refused", "");
    table.add(TOKEN_EMPTY, "a header of blanks is refused", "   ");
    table.add(TOKEN_EMPTY, "a scheme without a token is refused", "Bearer");
    table.add(TOKEN_EMPTY, "a scheme and a blank are refused", "Bearer  ");
  }

  private void wrongParts() {
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("dots alone are refused", "..");
    tokens.put("one dot is refused", ".");
    tokens.put("four dots are refused", "....");
    tokens.put("seventy dots are refused", ".".repeat(70));
    tokens.put("a header alone is refused", parts[0]);
    tokens.put("two parts are refused", parts[0] + "." + parts[1]);
    tokens.put("four parts are refused", good + "." + parts[2]);
    tokens.put("an empty fourth part is refused", good + ".");
    tokens.put("six parts are refused", good + ".a.b.c");
    tokens.put("a dot in front is refused", "." + good);
    tokens.put("an empty header is refused as a part", "." + parts[1] + "." + parts[2]);
    tokens.put("empty claims are refused as a part", parts[0] + ".." + parts[2]);
    tokens.put("one token behind another is refused", good + good);
    tokens.put("a token inside dots is refused", "." + good + ".");
    tokens.forEach(this::malformed);
  }

  private void wrongCharacters() {
    Map<String, String> insertions = new LinkedHashMap<>();
    insertions.put("a blank", " ");
    insertions.put("a tab", "\t");
    insertions.put("a line's end", "\r\n");
    insertions.put("a header of its own", "\r\nX-User: admin");
    insertions.put("NUL", "\0");
    insertions.put("an exclamation mark", "!");
    insertions.put("a comma", ",");
    insertions.put("a semicolon", ";");
    insertions.put("a quote", "\"");
    insertions.put("a percent-encoded dot", "%2E");
    insertions.put("a letter with an accent", "\u00E9");
    insertions.put("a Cyrillic letter", "\u0430");
    insertions.put("a full-width letter", "\uFF21");
    insertions.put("an emoji", "\uD83D\uDE00");
    insertions.put("half a surrogate pair", "\uD83D");
    insertions.put("a zero-width space", "\u200B");
    insertions.put("a byte order mark", "\uFEFF");
    insertions.put("DEL", "\u007F");
    insertions.forEach(
        (name, text) -> {
          malformed(name + " within a token is refused", insert(text));
          if (!text.isBlank()) {
            malformed(name + " behind a token is refused", good + text);
          }
        });
    malformed("a token between quotes is refused", '"' + good + '"');
    malformed("a token between angle brackets is refused", '<' + good + '>');
    malformed("two tokens joined by a comma are refused", good + "," + good);
    malformed("two tokens joined by comma and blank are refused", good + ", " + good);
  }

  private String insert(String text) {
    return parts[0]
        + "."
        + parts[1].substring(0, 9)
        + text
        + parts[1].substring(9)
        + "."
        + parts[2];
  }

  private void otherTextsOfTheSameBytes() {
    for (int i = 0; i < parts.length; i++) {
      malformed("padding behind the " + PART_NAMES[i] + " is refused", with(i, parts[i] + "="));
      malformed(
          "a character without a byte behind the " + PART_NAMES[i] + " is refused",
          with(i, parts[i] + "A".repeat((5 - parts[i].length() % 4) % 4)));
      if (parts[i].length() % 4 != 0) {
        malformed(
            "spare bits behind the " + PART_NAMES[i] + " are refused", with(i, spare(parts[i])));
      }
    }
    String standard = parts[2].replace('-', '+').replace('_', '/');
    malformed(
        "the other base64 alphabet is refused",
        with(2, standard.equals(parts[2]) ? standard + "+" : standard));
  }

  private String with(int index, String part) {
    String[] changed = parts.clone();
    changed[index] = part;
    return String.join(".", changed);
  }

  /** Another last character for the same bytes. */
  private static String spare(String part) {
    char last = part.charAt(part.length() - 1);
    char other = ALPHABET.charAt(ALPHABET.indexOf(last) ^ 1);
    return part.substring(0, part.length() - 1) + other;
  }

  private void otherSerializations() {
    String rest = "\"payload\":\"" + parts[1] + "\"";
    String signature = "\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2] + "\"";
    malformed("the flattened JSON serialization is refused", "{" + rest + "," + signature + "}");
    malformed(
        "the general JSON serialization is refused",
        "{" + rest + ",\"signatures\":[{" + signature + "}]}");
    malformed("a token that is base64url once more is refused", Tokens.base64Url(good));
    malformed("a token in lower case is refused", good.toLowerCase(java.util.Locale.ROOT));
    malformed("a token in a URI is refused", "urn:ietf:params:oauth:token-type:jwt:" + good);
  }

  private void lengths() {
    table.add(TOKEN_TOO_LONG, "a token over the limit is refused", "A".repeat(65_537));
    table.add(TOKEN_TOO_LONG, "a token of a million characters is refused", "A".repeat(1_000_000));
    malformed("nonsense of exactly the limit is refused", "A".repeat(65_536));
    malformed("65,536 dots are refused", ".".repeat(65_536));
  }
}
