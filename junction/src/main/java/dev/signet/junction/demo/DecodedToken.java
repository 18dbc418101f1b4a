package dev.signet.junction.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Base64;

/**
 * A decoded token, for reading. It does not hold the signature, so it cannot be made into a token
 * again.
 *
 * @param header the JOSE header
 * @param claims the claim set
 */
record DecodedToken(JsonObject header, JsonObject claims) {

  /** The content of this compact token. */
  static DecodedToken of(String compact) {
    String[] parts = compact.split("\\.", -1);
    return new DecodedToken(decoded(parts[0]), decoded(parts[1]));
  }

  /** The first two parts of the compact form, each in base64url. */
  String unsigned() {
    return encoded(header) + "." + encoded(claims);
  }

  DecodedToken with(JsonObject changedClaims) {
    return new DecodedToken(header, changedClaims);
  }

  /** For the demo page. */
  JsonObjectBuilder toJson() {
    return Json.createObjectBuilder()
        .add("header", header)
        .add("claims", claims)
        .add("parts", Json.createArrayBuilder().add(encoded(header)).add(encoded(claims)));
  }

  private static JsonObject decoded(String part) {
    String text = new String(Base64.getUrlDecoder().decode(part), UTF_8);
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static String encoded(JsonObject object) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(object.toString().getBytes(UTF_8));
  }
}
