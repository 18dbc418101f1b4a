package dev.signet.junction.proxy;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What lies below {@code /junction/}: the junction's own pages and calls. */
record OwnPages(LoginPages logins, RollPages roll, TicketEndpoint tickets) {
  private static final String PREFIX = "/junction/";

  static boolean include(String path) {
    return path.startsWith(PREFIX);
  }

  void handle(String path, Request request, Response response, Callback callback) {
    if (request.getMethod().equals("POST") && !SameOrigin.isOf(request)) {
      Page.plain(HttpStatus.FORBIDDEN_403, "Another site sent this", response, callback);
      return;
    }
    switch (request.getMethod() + " " + path) {
      case "GET " + Page.STYLE_PATH -> Page.writeStyle(response, callback);
      case "GET " + LoginPages.LOGIN -> logins.showForm(request, response, callback);
      case "POST " + LoginPages.LOGIN -> logins.logIn(request, response, callback);
      case "POST " + LoginPages.LOGOUT -> logins.logOut(request, response, callback);
      case "GET " + RollPages.KEYS -> operate(request, response, callback, false);
      case "POST " + RollPages.ROLL -> operate(request, response, callback, true);
      case "POST " + TicketEndpoint.PATH -> tickets.issue(request, response, callback);
      default -> Page.plain(HttpStatus.NOT_FOUND_404, "Nothing is here", response, callback);
    }
  }

  private void operate(Request request, Response response, Callback callback, boolean roll) {
    if (!this.roll.isOperator(request)) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, BasicLogin.CHALLENGE);
      Page.plain(HttpStatus.UNAUTHORIZED_401, "For operators only", response, callback);
    } else if (roll) {
      this.roll.roll(request, response, callback);
    } else {
      this.roll.show(request, response, callback);
    }
  }
}
