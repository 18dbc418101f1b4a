package dev.signet.it.propagation;

import dev.signet.JwtPrincipal;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;

/** Says where in a request its token is, a line for each place; never the token. */
@WebServlet(urlPatterns = "/any/token/*", asyncSupported = true)
@SuppressWarnings("serial") // no servlet is ever written to disk
@NullUnmarked
public class TokenServlet extends HttpServlet {
  @Resource(lookup = FrontApplication.EXECUTOR)
  private ManagedExecutorService executor;

  private volatile Future<Boolean> late;
  private volatile CountDownLatch isOver;

  /** For the server. */
  public TokenServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    say(request, response, has(request));
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      return;
    }
    switch (String.valueOf(request.getPathInfo())) {
      case "/include" -> request.getRequestDispatcher("/any/token/x").include(request, response);
      case "/forward" -> request.getRequestDispatcher("/any/token/x").forward(request, response);
      case "/dispatch" -> request.startAsync().dispatch("/any/token/x");
      case "/async" -> async(request);
      case "/late" -> late(request);
      case "/late-result" -> {
        isOver.countDown();
        response.getWriter().println("late: " + get(late));
      }
      case "/session" -> request.getSession().setAttribute("caller", request.getUserPrincipal());
      case "/session-result" ->
          response
              .getWriter()
              .println("session: " + has(request.getSession().getAttribute("caller")));
      default -> {}
    }
  }

  /** A task of an asynchronous request, which sends it on afterwards. */
  private void async(HttpServletRequest request) {
    AsyncContext async = request.startAsync();
    Object caller = request.getUserPrincipal();
    executor.execute(
        () -> {
          try {
            Thread.sleep(200); // the thread that began the request is long gone
            async.getResponse().getWriter().println("task: " + has(caller));
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          } finally {
            async.dispatch("/any/token/x");
          }
        });
  }

  /** A task that looks when the request is over. */
  private void late(HttpServletRequest request) {
    Object caller = request.getUserPrincipal();
    CountDownLatch over = new CountDownLatch(1);
    isOver = over;
    late =
        executor.submit(
            () -> {
              over.await();
              return has(caller);
            });
  }

  private static boolean get(Future<Boolean> result) throws ServletException {
    try {
      return result.get();
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private static void say(HttpServletRequest request, HttpServletResponse response, boolean has)
      throws IOException {
    response.setContentType("text/plain");
    response.getWriter().println(request.getDispatcherType() + ": " + has);
  }

  private static boolean has(HttpServletRequest request) {
    String header = Optional.ofNullable(request.getHeader("jwt")).orElse("none");
    return request.getUserPrincipal() instanceof JwtPrincipal caller
        && caller.token().filter(header::equals).isPresent();
  }

  private static boolean has(Object caller) {
    return caller instanceof JwtPrincipal principal && principal.token().isPresent();
  }
}
