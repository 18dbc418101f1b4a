package dev.signet.jetty;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The response while a module decides. Jetty asks before the request enters the servlets, and its
 * servlet response cannot be sent from there: headers pass, the status is kept until the end. For
 * modules that answer with these and write no page.
 */
final class HeldResponse extends HttpServletResponseWrapper {
  private int status = SC_FORBIDDEN;
  private boolean hasErrorPage = true;

  HeldResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void sendError(int sc) {
    status = sc;
    hasErrorPage = true;
  }

  /** The text is dropped: Jetty would show it on the page. */
  @Override
  public void sendError(int sc, String text) {
    sendError(sc);
  }

  @Override
  public void setStatus(int sc) {
    status = sc;
    hasErrorPage = false;
  }

  @Override
  public int getStatus() {
    return status;
  }

  /** Nothing goes out before the end. */
  @Override
  public void flushBuffer() {}

  /** Ends the request with the module's status, or with 403 if it set none. */
  void send(Request request, Response response, Callback callback) {
    if (hasErrorPage) {
      Response.writeError(request, response, callback, status);
    } else {
      response.setStatus(status);
      response.write(true, null, callback);
    }
  }
}
