package dev.signet.cli.check;

import dev.signet.http.DocumentClient;
import dev.signet.http.FetchException;
import dev.signet.jose.IntrospectionQuestion;
import dev.signet.token.StrictJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * What an introspection endpoint says of a token that nobody has issued. Nothing of the answer is
 * printed, and neither is the password.
 *
 * @param question how it was asked
 * @param answer what came back
 * @param took how long it took
 */
record IntrospectionAnswer(
    IntrospectionQuestion question, HttpResponse<byte[]> answer, Duration took) {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** RFC 9701 section 5. */
  private static final String SIGNED = "application/token-introspection+jwt";

  /** Another one each time, so that no endpoint can know it. */
  static String inventedToken() {
    return "signet-check-" + UUID.randomUUID();
  }

  Finding finding() {
    String where = question.settings().endpoint().toString();
    String asked =
        "was asked about an invented token as client "
            + question.settings().clientId()
            + " and answered with status "
            + answer.statusCode()
            + " in "
            + took.toMillis()
            + " ms: ";
    if (isOfClient()) {
      return Finding.mistake(
          where, asked + "it does not accept the client; correct clientId or clientSecret");
    }
    if (answer.statusCode() != OK) {
      return Finding.mistake(where, asked + "it is not an introspection endpoint (RFC 7662)");
    }
    if (isSigned()) {
      return Finding.mistake(
          where,
          asked + "the answer is a signed JWT (RFC 9701), and Signet reads application/json alone");
    }
    return read(where, asked);
  }

  private Finding read(String where, String asked) {
    try {
      String text = DocumentClient.document(answer).text();
      return Boolean.TRUE.equals(question.answer(text).get("active"))
          ? Finding.mistake(
              where, asked + "the invented token is active; every token would be accepted")
          : Finding.ok(where, asked + "the client is accepted, and the token is not active (JSON)");
    } catch (FetchException | IllegalArgumentException e) {
      return Finding.mistake(where, asked + e.getMessage());
    }
  }

  /** RFC 6749 section 5.2 has 400 or 401 for a client that is not known. */
  private boolean isOfClient() {
    int status = answer.statusCode();
    return status == UNAUTHORIZED
        || status == FORBIDDEN
        || (status == BAD_REQUEST && isInvalidClient());
  }

  private boolean isInvalidClient() {
    try {
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      return "invalid_client".equals(StrictJson.object(text).get("error"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isSigned() {
    return answer
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(SIGNED))
        .isPresent();
  }
}
