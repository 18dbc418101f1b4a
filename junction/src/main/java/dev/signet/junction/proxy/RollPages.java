package dev.signet.junction.proxy;

import dev.signet.junction.mint.SigningKeys;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The signing keys and their roll, as a page and for programs. An operator is logged in, or sends
 * name and password with the request (RFC 7617).
 */
final class RollPages {
  static final String KEYS = "/junction/keys";
  static final String ROLL = "/junction/keys/roll";

  private final BasicLogin programs;
  private final Logins logins;
  private final SigningKeys keys;

  RollPages(Users users, Logins logins, SigningKeys keys) {
    this.programs = new BasicLogin(users);
    this.logins = logins;
    this.keys = keys;
  }

  /** Whether this request may see and roll the keys. */
  boolean isOperator(Request request) {
    return SessionCookie.in(request)
        .flatMap(logins::find)
        .map(Login::user)
        .or(() -> programs.user(request))
        .filter(User::operator)
        .isPresent();
  }

  void show(Request request, Response response, Callback callback) {
    answer(HttpStatus.OK_200, request, response, callback);
  }

  /** 202 when a roll has begun, 409 while another is under way. */
  void roll(Request request, Response response, Callback callback) {
    int status = keys.roll() ? HttpStatus.ACCEPTED_202 : HttpStatus.CONFLICT_409;
    answer(status, request, response, callback);
  }

  private void answer(int status, Request request, Response response, Callback callback) {
    SigningKeys.Status now = keys.status();
    boolean isBrowser = request.getHeaders().getQualityCSV(HttpHeader.ACCEPT).contains("text/html");
    if (isBrowser) {
      page(now).write(status, response, callback);
    } else {
      Page.write(status, "application/json", json(now), response, callback);
    }
  }

  private static Page page(SigningKeys.Status now) {
    String body =
        """
        <dl>
        <dt>Step</dt><dd>%s</dd>
        <dt>Signs</dt><dd>%s</dd>
        <dt>Published</dt><dd>%s</dd>
        <dt>Next step</dt><dd>%s</dd>
        </dl>
        <form method="post" action="%s"><button type="submit">Roll the key</button></form>
        """;
    return Page.of(
        "Signing keys",
        body.formatted(
            phase(now),
            Page.escaped(now.signing()),
            Page.escaped(String.join(", ", now.published())),
            now.next().map(Object::toString).orElse("none"),
            ROLL));
  }

  private static String json(SigningKeys.Status now) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("phase", phase(now))
            .add("signing", now.signing())
            .add("published", Json.createArrayBuilder(now.published()));
    now.next().ifPresent(next -> json.add("next", next.toString()));
    return json.build().toString();
  }

  private static String phase(SigningKeys.Status now) {
    return now.phase().name().toLowerCase(Locale.ROOT);
  }
}
