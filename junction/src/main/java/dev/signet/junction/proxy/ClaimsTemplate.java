package dev.signet.junction.proxy;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mapping rule as data: a claims set in which {@code ${user}}, {@code ${session}}, {@code
 * ${groups}} and the names of a user's own claims stand for their values. A text that is one of
 * them as a whole becomes its value, with its type; in a longer text it has to be a text or a
 * number. A claim without a value for the user is left out. Immutable.
 */
public final class ClaimsTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  /** Set when a token is minted. */
  private static final Set<String> OF_THE_MINT = Set.of("iat", "exp", "jti");

  private final JsonObject template;

  /**
   * A rule.
   *
   * @throws IllegalArgumentException when it has no subject, or sets what the mint sets
   */
  public ClaimsTemplate(JsonObject template) {
    for (String name : OF_THE_MINT) {
      if (template.containsKey(name)) {
        throw new IllegalArgumentException("'" + name + "' is set when a token is minted");
      }
    }
    if (!(template.get("sub") instanceof JsonString)) {
      throw new IllegalArgumentException("'sub' is missing or no text");
    }
    this.template = template;
  }

  /** The seed's: issuer, subject, groups and session. */
  public static ClaimsTemplate of(String issuer) {
    return new ClaimsTemplate(
        Json.createObjectBuilder()
            .add("iss", issuer)
            .add("sub", "${user}")
            .add("groups", "${groups}")
            .add("sess", "${session}")
            .build());
  }

  /** The claims of one login. */
  JsonObject claims(Login login) {
    Map<String, JsonValue> known =
        Map.of(
            "user", Json.createValue(login.user().name()),
            "session", Json.createValue(login.sess()),
            "groups", Json.createArrayBuilder(login.groups()).build());
    return filled(
        template,
        name ->
            Optional.ofNullable(
                known.containsKey(name) ? known.get(name) : login.user().claims().get(name)));
  }

  /** Finds the value of a variable. */
  @FunctionalInterface
  private interface Values {
    Optional<JsonValue> of(String name);
  }

  private static JsonObject filled(JsonObject object, Values values) {
    JsonObjectBuilder builder = Json.createObjectBuilder();
    object.forEach((name, value) -> filled(value, values).ifPresent(v -> builder.add(name, v)));
    return builder.build();
  }

  private static Optional<JsonValue> filled(JsonValue value, Values values) {
    if (value instanceof JsonObject object) {
      return Optional.of(filled(object, values));
    }
    if (value instanceof JsonArray array) {
      JsonArrayBuilder builder = Json.createArrayBuilder();
      array.forEach(element -> filled(element, values).ifPresent(builder::add));
      return Optional.of(builder.build());
    }
    return value instanceof JsonString text ? filled(text.getString(), values) : Optional.of(value);
  }

  private static Optional<JsonValue> filled(String text, Values values) {
    Matcher variable = VARIABLE.matcher(text);
    if (variable.matches()) {
      return values.of(variable.group(1));
    }
    StringBuilder filled = new StringBuilder();
    variable.reset();
    while (variable.find()) {
      Optional<JsonValue> value = values.of(variable.group(1));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      variable.appendReplacement(filled, Matcher.quoteReplacement(inText(value.get())));
    }
    return Optional.of(Json.createValue(variable.appendTail(filled).toString()));
  }

  private static String inText(JsonValue value) {
    return value instanceof JsonString text ? text.getString() : value.toString();
  }
}
