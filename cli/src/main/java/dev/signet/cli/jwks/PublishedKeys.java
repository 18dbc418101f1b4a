package dev.signet.cli.jwks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A JSON Web Key Set (RFC 7517 section 5) and the notes on how it was made.
 *
 * @param text the set, in ASCII whatever the names of the keys, so that no encoding can spoil it
 * @param size how many keys are in it
 * @param notes for the user of the command, one line each
 */
public record PublishedKeys(String text, int size, List<String> notes) {
  private static final Pattern NOT_ASCII = Pattern.compile("[^\\p{ASCII}]");

  public PublishedKeys {
    notes = List.copyOf(notes);
  }

  public static PublishedKeys of(List<JsonObject> keys, List<String> notes) {
    JsonObject set = Json.createObjectBuilder().add("keys", Json.createArrayBuilder(keys)).build();
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.write(set);
    }
    return new PublishedKeys(inAscii(text.toString().strip()), keys.size(), notes);
  }

  /** The set as it goes over the wire or into a file. */
  public byte[] bytes() {
    return (text + "\n").getBytes(US_ASCII);
  }

  /** Changes exactly when the set does (RFC 9110 section 8.8.3). */
  public String entityTag() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes());
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  public String sizeInWords() {
    return size == 1 ? "1 key" : size + " keys";
  }

  private static String inAscii(String json) {
    return NOT_ASCII.matcher(json).replaceAll(found -> escaped(found.group()));
  }

  /** A character beyond 16 bits is two escapes (RFC 8259 section 7). */
  private static String escaped(String character) {
    StringBuilder escapes = new StringBuilder();
    character.chars().forEach(unit -> escapes.append(String.format("\\\\u%04x", unit)));
    return escapes.toString();
  }
}
