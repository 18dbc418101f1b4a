package dev.signet.junction.dev;

import dev.signet.junction.proxy.Login;
import dev.signet.junction.proxy.Logins;
import dev.signet.junction.proxy.Page;
import dev.signet.junction.proxy.SessionCookie;
import dev.signet.junction.proxy.User;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Who each client is, and the page where a browser becomes another user. A client that has chosen
 * nobody else is the first user of the command line.
 */
final class DevPage {
  /** What the server behind never sees. */
  static final String RESERVED = "/junction/";

  static final String PATH = "/junction/dev";

  private static final Duration IDLE = Duration.ofHours(12);
  private static final int MAX_FIELDS = 5;
  private static final int MAX_FORM = 8192;

  private static final String BODY =
      """
      <p>Every request through this address goes to %s as <strong>%s</strong>, without a password. Everyone on this
      machine can use it.</p>
      <form class="login" method="post" action="%s">
      %s
      </form>
      <p><a href="/">To the application</a></p>
      """;

  private final DevUsers users;
  private final URI server;
  private final Logins logins = new Logins(IDLE);
  private final Login first;

  DevPage(DevUsers users, URI server) {
    this.users = users;
    this.server = server;
    this.first = new Logins(IDLE).begin(users.first());
  }

  /** That of the browser's choice, or the first user's. */
  Login login(Request request) {
    return SessionCookie.in(request).flatMap(logins::find).orElse(first);
  }

  void handle(String path, Request request, Response response, Callback callback) {
    switch (request.getMethod() + " " + path) {
      case "GET " + Page.STYLE_PATH -> Page.writeStyle(response, callback);
      case "GET " + PATH -> page(login(request)).write(HttpStatus.OK_200, response, callback);
      case "POST " + PATH -> change(request, response, callback);
      default ->
          Page.of("Nothing is here", "<p><a href=\"" + PATH + "\">To the users</a></p>")
              .write(HttpStatus.NOT_FOUND_404, response, callback);
    }
  }

  private Page page(Login login) {
    String buttons =
        Stream.concat(users.all().stream(), Stream.of(DevUsers.NOBODY))
            .map(DevPage::button)
            .collect(Collectors.joining("\n"));
    return Page.of(
        "Users",
        BODY.formatted(
            Page.escaped(server.toString()),
            Page.escaped(DevUsers.inWords(login.user())),
            PATH,
            buttons));
  }

  private static String button(User user) {
    return "<button name=\"user\" value=\""
        + Page.escaped(user.name())
        + "\">"
        + Page.escaped(DevUsers.inWords(user))
        + "</button>";
  }

  /** The login before ends, and with it the session of the application. */
  private void change(Request request, Response response, Callback callback) {
    String name = FormFields.getFields(request, MAX_FIELDS, MAX_FORM).getValue("user");
    Optional<User> user = Optional.ofNullable(name).flatMap(users::named);
    if (user.isEmpty()) {
      Page.of("No such user", "<p><a href=\"" + PATH + "\">To the users</a></p>")
          .write(HttpStatus.BAD_REQUEST_400, response, callback);
      return;
    }
    SessionCookie.in(request).ifPresent(logins::end);
    SessionCookie.put(request, response, logins.begin(user.get()).id());
    response.setStatus(HttpStatus.SEE_OTHER_303);
    response.getHeaders().put(HttpHeader.LOCATION, PATH);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    callback.succeeded();
  }
}
