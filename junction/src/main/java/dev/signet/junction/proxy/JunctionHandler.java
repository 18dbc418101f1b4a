package dev.signet.junction.proxy;

import dev.signet.junction.keys.KeySetEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The way of a request through the junction: a page of its own, or a junction's server, with the
 * token of the user who is logged in.
 */
final class JunctionHandler extends Handler.Sequence {
  private final Logins logins;
  private final SessionTokens tokens;
  private final OwnPages ownPages;
  private final KeySetEndpoint keySet;
  private final List<Junctioned> junctions;

  /** A junction and the handler of its requests. */
  record Junctioned(Backend backend, BackendProxy proxy) {}

  JunctionHandler(
      Logins logins,
      SessionTokens tokens,
      OwnPages ownPages,
      KeySetEndpoint keySet,
      List<Junctioned> junctions) {
    super(junctions.stream().<Handler>map(Junctioned::proxy).toList());
    this.logins = logins;
    this.tokens = tokens;
    this.ownPages = ownPages;
    this.keySet = keySet;
    this.junctions =
        junctions.stream()
            .sorted((a, b) -> b.backend().prefix().length() - a.backend().prefix().length())
            .toList();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = request.getHttpURI().getPath();
    if (path == null || AmbiguousPath.is(path)) {
      return plain(HttpStatus.BAD_REQUEST_400, "That is no path", response, callback);
    }
    if (KeySetEndpoint.isKeySet(path)) {
      return keySet.handle(request, response, callback);
    }
    if (OwnPages.include(path)) {
      ownPages.handle(path, request, response, callback);
      return true;
    }
    Optional<Junctioned> junction =
        junctions.stream().filter(j -> j.backend().serves(path)).findFirst();
    if (junction.isPresent() && path.equals(junction.get().backend().prefix())) {
      return withSlash(path, request, response, callback);
    }
    if (junction.isPresent()) {
      return pass(junction.get(), path, request, response, callback);
    }
    return path.equals("/")
        ? index(response, callback)
        : plain(HttpStatus.NOT_FOUND_404, "Nothing is here", response, callback);
  }

  /** Below a junction's path lies a folder: relative links and cookies need its slash. */
  private static boolean withSlash(
      String path, Request request, Response response, Callback callback) {
    String query = request.getHttpURI().getQuery();
    response.setStatus(HttpStatus.PERMANENT_REDIRECT_308);
    response.getHeaders().put(HttpHeader.LOCATION, path + "/" + (query == null ? "" : "?" + query));
    callback.succeeded();
    return true;
  }

  private boolean pass(
      Junctioned junction, String path, Request request, Response response, Callback callback)
      throws Exception {
    if (!junction.backend().isOpen(path)) {
      Optional<Login> login = SessionCookie.in(request).flatMap(logins::find);
      if (login.isEmpty()) {
        LoginPages.ask(request, response, callback);
        return true;
      }
      request.setAttribute(BackendProxy.TOKEN, tokens.token(login.get()));
    }
    return junction.proxy().handle(request, response, callback);
  }

  private boolean index(Response response, Callback callback) {
    Set<String> links =
        junctions.stream()
            .map(j -> Page.escaped(j.backend().prefix() + "/"))
            .map(link -> "<li><a href=\"" + link + "\">" + link + "</a></li>")
            .collect(Collectors.toSet());
    String logOut =
        "<form method=\"post\" action=\""
            + LoginPages.LOGOUT
            + "\"><button>Log out</button></form>";
    Page.of("Junctions", "<ul>" + String.join("", links) + "</ul>" + logOut)
        .write(HttpStatus.OK_200, response, callback);
    return true;
  }

  private static boolean plain(int status, String text, Response response, Callback callback) {
    Page.plain(status, text, response, callback);
    return true;
  }
}
