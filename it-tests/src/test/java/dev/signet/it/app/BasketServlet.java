package dev.signet.it.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.NullUnmarked;

/** Shows what it finds in the basket; {@code ?put=text} puts something in afterwards. */
@WebServlet("/basket")
@NullUnmarked
@SuppressWarnings("serial") // no servlet is ever written to disk
public class BasketServlet extends HttpServlet {
  @Inject private Basket basket;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String found = basket.content();
    String put = request.getParameter("put");
    if (put != null) {
      basket.put(put);
    }
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println("name: " + request.getRemoteUser());
    response.getWriter().println("found: " + found);
  }
}
