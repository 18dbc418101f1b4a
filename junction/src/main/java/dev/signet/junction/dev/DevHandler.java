package dev.signet.junction.dev;

import dev.signet.junction.keys.KeySetEndpoint;
import dev.signet.junction.proxy.AmbiguousPath;
import dev.signet.junction.proxy.BackendProxy;
import dev.signet.junction.proxy.Login;
import dev.signet.junction.proxy.Page;
import dev.signet.junction.proxy.SessionTokens;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The way of a request: the page with the users, the keys, or the server with a user's token. */
final class DevHandler extends Handler.Wrapper {
  private final DevPage page;
  private final SessionTokens tokens;
  private final KeySetEndpoint keySet;

  DevHandler(BackendProxy server, DevPage page, SessionTokens tokens, KeySetEndpoint keySet) {
    super(server);
    this.page = page;
    this.tokens = tokens;
    this.keySet = keySet;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<String> refusal = DevGate.refusal(request);
    if (refusal.isPresent()) {
      Page.of("Refused", "<p>" + refusal.get() + "</p>")
          .write(HttpStatus.FORBIDDEN_403, response, callback);
      return true;
    }
    String path = request.getHttpURI().getPath();
    if (path == null || AmbiguousPath.is(path)) {
      Page.of("That is no path", "").write(HttpStatus.BAD_REQUEST_400, response, callback);
      return true;
    }
    if (KeySetEndpoint.isKeySet(path)) {
      return keySet.handle(request, response, callback);
    }
    if (path.startsWith(DevPage.RESERVED)) {
      page.handle(path, request, response, callback);
      return true;
    }
    Login login = page.login(request);
    if (!login.user().equals(DevUsers.NOBODY)) {
      request.setAttribute(BackendProxy.TOKEN, tokens.token(login));
    }
    return super.handle(request, response, callback);
  }
}
