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

/**
 * What a token says, to be shown beside what is wanted. Nothing is decided from it: that is done by
 * the server's own code.
 *
 * @param header the JOSE header; empty where it cannot be read, or is encrypted
 * @param claims the claims set; the same
 */
record DecodedToken(JsonObject header, JsonObject claims) {

  static DecodedToken of(String token) {
    List<String> parts = List.of(token.split("\\.", -1));
    return parts.size() == 3
        ? new DecodedToken(object(parts.get(0)), object(parts.get(1)))
        : new DecodedToken(
            parts.isEmpty() ? JsonValue.EMPTY_JSON_OBJECT : object(parts.get(0)),
            JsonValue.EMPTY_JSON_OBJECT);
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

  Optional<String> text(String name) {
    return claims.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }

  Optional<String> headerText(String name) {
    return header.get(name) instanceof JsonString text
        ? Optional.of(text.getString())
        : Optional.empty();
  }
}
