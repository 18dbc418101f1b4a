package dev.signet.it.servers.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells who the caller is and what the session holds; see {@link Note}. */
@WebServlet(
    urlPatterns = {"/any/note", "/open/note", "/roleb/note"},
    asyncSupported = true)
@SuppressWarnings("serial") // no servlet is ever written to disk
public final class NoteServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] note = Note.of(request);
    Text.write(response, "name: " + request.getRemoteUser());
    Text.write(response, note);
  }
}
