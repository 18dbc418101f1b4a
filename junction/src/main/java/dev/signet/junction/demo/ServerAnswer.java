package dev.signet.junction.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * A server's answer to one request of the demo.
 *
 * @param path the requested path
 * @param status the status; 0 when there was no answer
 * @param challenge the header {@code WWW-Authenticate}, which says why a token was refused
 */
record ServerAnswer(String path, int status, Optional<String> challenge) {

  boolean isRefusal() {
    return status == 401 && challenge.filter(text -> text.contains("invalid_token")).isPresent();
  }

  /** For the demo page. */
  JsonObject toJson() {
    JsonValue why = challenge.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    return Json.createObjectBuilder()
        .add("path", path)
        .add("status", status)
        .add("challenge", why)
        .build();
  }
}
