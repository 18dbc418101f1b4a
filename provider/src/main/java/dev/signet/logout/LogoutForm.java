package dev.signet.logout;

import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Reads the one {@code logout_token} of a request (OpenID Connect Back-Channel Logout 1.0 section
 * 2.5). The body is read directly and not as parameters: those of the query would count too, and
 * the container has other limits for them.
 */
final class LogoutForm {
  /** What a form may have, in bytes. */
  static final int MAX_BYTES = 16_384;

  private static final String TYPE = "application/x-www-form-urlencoded";
  private static final String TOKEN = "logout_token";

  private LogoutForm() {}

  /**
   * Reads the token, unchecked. Other fields are ignored, as the specification requires.
   *
   * @throws TokenRejectedException with {@link Rejection#LOGOUT_MALFORMED}
   */
  static String token(HttpServletRequest request) throws TokenRejectedException {
    if (!isForm(Objects.toString(request.getContentType(), ""))) {
      throw malformed("Content-Type must be " + TYPE);
    }
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw tooLong();
    }
    List<String> tokens = tokens(body(request));
    if (tokens.size() != 1) {
      throw malformed(
          tokens.isEmpty()
              ? TOKEN + " is missing, or the body was read before"
              : TOKEN + " is there " + tokens.size() + " times");
    }
    return tokens.get(0);
  }

  private static String body(HttpServletRequest request) throws TokenRejectedException {
    try {
      byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw tooLong();
      }
      return new String(body, StandardCharsets.ISO_8859_1);
    } catch (IOException | IllegalStateException e) {
      throw malformed("the body could not be read");
    }
  }

  private static boolean isForm(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT).equals(TYPE);
  }

  private static List<String> tokens(String body) throws TokenRejectedException {
    List<String> tokens = new ArrayList<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals >= 0 && decoded(field.substring(0, equals)).equals(TOKEN)) {
        tokens.add(decoded(field.substring(equals + 1)));
      }
    }
    return tokens;
  }

  private static String decoded(String text) throws TokenRejectedException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed("the form has an escape that is none");
    }
  }

  private static TokenRejectedException tooLong() {
    return malformed("the body has more than " + MAX_BYTES + " bytes");
  }

  private static TokenRejectedException malformed(String sentence) {
    return new TokenRejectedException(Rejection.LOGOUT_MALFORMED, sentence);
  }
}
