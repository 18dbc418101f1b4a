package dev.signet.it.servers.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Shows what is in the basket of CDI's session; {@code put=text} puts something in afterwards. */
@WebServlet({"/any/basket", "/open/basket"})
@SuppressWarnings("serial") // no servlet is ever written to disk
public class BasketServlet extends HttpServlet {
  /** Null where the server has no CDI. */
  @Inject private @Nullable Basket basket;

  /** For the container. */
  public BasketServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (basket == null) {
      Text.write(response, "basket: no CDI here");
      return;
    }
    String found = basket.note();
    String put = request.getParameter("put");
    if (put != null) {
      basket.put(put);
    }
    Text.write(
        response,
        "name: " + request.getRemoteUser(),
        "found: " + found,
        "basket: " + basket.note());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doGet(request, response);
  }
}
