package dev.signet.junction.mint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.cli.command.CommandFailedException;
import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects typed claims from {@code name=JSON} and from files. A claim that comes twice, from
 * wherever, is refused: the command does not guess which one is right.
 */
public final class RichClaims {
  private static final JsonReaderFactory STRICT =
      Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private final Map<String, JsonValue> claims = new LinkedHashMap<>();

  void addFile(Path file) {
    object(file).forEach(this::put);
  }

  /** The one JSON object that a file has to be. */
  public static JsonObject object(Path file) {
    try {
      if (parse(Files.readString(file, UTF_8)) instanceof JsonObject object) {
        return object;
      }
    } catch (IOException e) {
      throw new CommandFailedException(file, "cannot be read", e);
    } catch (JsonException e) {
      throw new CommandFailedException(file, "is not JSON, or has one name twice", e);
    }
    throw new CommandFailedException(file, "should be one JSON object");
  }

  /**
   * Adds the claim of one {@code name=JSON}.
   *
   * @throws IllegalArgumentException when it is not that, or the claim is already there
   */
  public void addOption(String nameAndJson) {
    int equalsSign = nameAndJson.indexOf('=');
    if (equalsSign < 1) {
      throw new IllegalArgumentException("--claim should be name=JSON");
    }
    String name = nameAndJson.substring(0, equalsSign);
    try {
      put(name, parse(nameAndJson.substring(equalsSign + 1)));
    } catch (JsonException e) {
      throw new IllegalArgumentException(
          "--claim "
              + name
              + ": the value is not JSON; a text needs its quotes, '"
              + name
              + "=\"...\"'",
          e);
    }
  }

  public JsonObject asObject() {
    JsonObjectBuilder object = Json.createObjectBuilder();
    claims.forEach(object::add);
    return object.build();
  }

  private void put(String name, JsonValue value) {
    if (claims.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException("the claim '" + name + "' cannot be given twice");
    }
  }

  /** Reads one value twice: the parser overlooks a repeated name, the reader what comes after. */
  private static JsonValue parse(String json) {
    try (JsonParser parser = Json.createParser(new StringReader(json))) {
      parser.next();
      parser.getValue();
      if (parser.hasNext()) {
        throw new JsonException("one value is expected");
      }
    }
    try (JsonReader reader = STRICT.createReader(new StringReader(json))) {
      return reader.readValue();
    }
  }
}
