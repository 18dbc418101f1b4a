package dev.signet.jose;

import dev.signet.config.IntrospectionSettings;
import dev.signet.token.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How an issuer is asked about a token, and how its answer is read (RFC 7662 section 2).
 *
 * @param settings the endpoint, and the client that asks
 */
public record IntrospectionQuestion(IntrospectionSettings settings) {

  /**
   * The name and the password of the client, which are form-encoded first (RFC 6749 section 2.3.1).
   *
   * @return what stands behind {@code Basic}
   */
  public String credentials() {
    String secret = new String(settings.clientSecret().toCharArray());
    String pair = encoded(settings.clientId()) + ":" + encoded(secret);
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The form about a token.
   *
   * @param token the token as it arrived
   * @return the body of the request
   */
  public String form(String token) {
    return "token=" + encoded(token) + "&token_type_hint=access_token";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Reads an answer. A member that is null counts as missing.
   *
   * @param text the body of the answer
   * @return its members, of which {@code active} is a boolean
   * @throws IllegalArgumentException where it is anything else; the message says what, in Signet's
   *     own words
   */
  public Map<String, Object> answer(String text) {
    Map<String, Object> answer;
    try {
      answer = new LinkedHashMap<>(StrictJson.object(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the server's answer is not a JSON object", e);
    }
    answer.values().removeIf(Objects::isNull);
    if (!(answer.get("active") instanceof Boolean)) {
      throw new IllegalArgumentException("the server's answer has no boolean active");
    }
    return answer;
  }
}
