package dev.signet.jetty;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The response while a module decides. Jetty asks before the request enters the servlets, and its
 * servlet response cannot be sent from there: headers pass, status and content are kept until the
 * end. Content is bytes: a writer is refused.
 */
final class HeldResponse extends HttpServletResponseWrapper {
  private int status = SC_FORBIDDEN;
  private boolean hasErrorPage = true;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

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

  @Override
  public ServletOutputStream getOutputStream() {
    return new HeldContent(content);
  }

  @Override
  public PrintWriter getWriter() {
    throw new UnsupportedOperationException("a module's answer is bytes");
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
      response.write(true, ByteBuffer.wrap(content.toByteArray()), callback);
    }
  }
}
