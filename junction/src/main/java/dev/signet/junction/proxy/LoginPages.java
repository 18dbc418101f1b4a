package dev.signet.junction.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Logging in and out. */
public final class LoginPages {
  public static final String LOGIN = "/junction/login";
  static final String LOGOUT = "/junction/logout";

  private static final int MAX_FIELDS = 10;
  private static final int MAX_FORM = 8192;

  private static final String FORM =
      """
      %s
      <form class="login" method="post" action="%s">
      <label for="user">User</label>
      <input id="user" name="user" autocomplete="username" required autofocus>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required>
      <input type="hidden" name="to" value="%s">
      <button type="submit">Log in</button>
      </form>
      """;

  private final Users users;
  private final Logins logins;

  LoginPages(Users users, Logins logins) {
    this.users = users;
    this.logins = logins;
  }

  /** Sends a browser to the login page and back afterwards; a program gets a 401. */
  static void ask(Request request, Response response, Callback callback) {
    boolean isBrowser =
        request.getHeaders().getQualityCSV(HttpHeader.ACCEPT).stream()
            .anyMatch(type -> type.startsWith("text/html"));
    if (isBrowser && request.getMethod().equals("GET")) {
      String to = request.getHttpURI().getPathQuery();
      redirect(LOGIN + "?to=" + URLEncoder.encode(to, UTF_8), response, callback);
    } else {
      Page.of("Not logged in", "<p>Log in first.</p>")
          .write(HttpStatus.UNAUTHORIZED_401, response, callback);
    }
  }

  void showForm(Request request, Response response, Callback callback) {
    Fields query = Request.extractQueryParameters(request);
    form(to(query), "").write(HttpStatus.OK_200, response, callback);
  }

  /** Ends the login that the browser had before: an attacker who set the cookie knows its id. */
  void logIn(Request request, Response response, Callback callback) {
    Fields form = FormFields.getFields(request, MAX_FIELDS, MAX_FORM);
    Optional<User> user = users.authenticate(value(form, "user"), value(form, "password"));
    SessionCookie.in(request).ifPresent(logins::end);
    if (user.isEmpty()) {
      form(to(form), "<p role=\"alert\">The user's name or the password is wrong.</p>")
          .write(HttpStatus.UNAUTHORIZED_401, response, callback);
      return;
    }
    SessionCookie.put(request, response, logins.begin(user.get()).id());
    redirect(to(form), response, callback);
  }

  void logOut(Request request, Response response, Callback callback) {
    SessionCookie.in(request).ifPresent(logins::end);
    SessionCookie.remove(request, response);
    Page.of("Logged out", "<p><a href=\"" + LOGIN + "\">Log in again</a></p>")
        .write(HttpStatus.OK_200, response, callback);
  }

  private static Page form(String to, String message) {
    return Page.of("Log in", FORM.formatted(message, LOGIN, Page.escaped(to)));
  }

  private static String to(Fields fields) {
    String to = value(fields, "to");
    return isLocal(to) ? to : "/";
  }

  /** A path of this server; a text that a browser could take for another server is not accepted. */
  private static boolean isLocal(String to) {
    if (!to.startsWith("/")
        || to.startsWith("//")
        || to.chars().anyMatch(c -> c == '\\' || c < ' ')) {
      return false;
    }
    try {
      URI uri = URI.create(to);
      return uri.getScheme() == null && uri.getRawAuthority() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String value(Fields fields, String name) {
    String value = fields.getValue(name);
    return value == null ? "" : value;
  }

  private static void redirect(String to, Response response, Callback callback) {
    response.setStatus(HttpStatus.SEE_OTHER_303);
    response.getHeaders().put(HttpHeader.LOCATION, to);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    callback.succeeded();
  }
}
