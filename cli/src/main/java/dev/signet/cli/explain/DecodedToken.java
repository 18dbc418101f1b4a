package dev.signet.cli.explain;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.parsson.JsonProviderImpl;
import org.jspecify.annotations.Nullable;

/**
 * What a token says, to be shown beside what is wanted. Nothing is decided from it: that is done by
 * the server's own code.
 *
 * @param form how many parts it has
 * @param header the JOSE header; empty where it cannot be read
 * @param claims the claims set; empty where it cannot be read, or is encrypted
 */
record DecodedToken(Form form, JsonObject header, JsonObject claims) {
  private static final int SIGNED_PARTS = 3;
  private static final int ENCRYPTED_PARTS = 5;

  /** Whether the claims can be read here. */
  enum Form {
    SIGNED,
    ENCRYPTED,
    OPAQUE
  }

  static DecodedToken of(String token) {
    List<String> parts = List.of(token.split("\\.", -1));
    return switch (parts.size()) {
      case SIGNED_PARTS ->
          new DecodedToken(Form.SIGNED, object(parts.get(0)), object(parts.get(1)));
      case ENCRYPTED_PARTS ->
          new DecodedToken(Form.ENCRYPTED, object(parts.get(0)), JsonValue.EMPTY_JSON_OBJECT);
      default ->
          new DecodedToken(Form.OPAQUE, JsonValue.EMPTY_JSON_OBJECT, JsonValue.EMPTY_JSON_OBJECT);
    };
  }

  private static JsonObject object(String part) {
    try (JsonReader reader =
        new JsonProviderImpl()
            .createReader(
                new StringReader(
                    new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8)))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException | IllegalArgumentException e) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  /** A claim; one that the payload does not have may be in the header, as AWS ALB writes it. */
  @Nullable JsonValue claim(String name) {
    JsonValue inPayload = claims.get(name);
    return inPayload != null ? inPayload : header.get(name);
  }

  Optional<String> text(String name) {
    return claim(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  Optional<String> headerText(String name) {
    return header.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }
}
