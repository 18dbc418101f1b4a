package dev.signet.session;

import dev.signet.RequestToken;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tokens that stay with their request ({@code propagateToken}). The request has the token in an
 * attribute until it ends, and the thread has it while it runs a part of the request. Neither is
 * written into a session.
 */
public final class KeptTokens {
  /**
   * In the request: gives the thread the token. The first result takes it away again, the second
   * one ends that part of the request. The filter that runs them may be that of another copy of
   * Signet: all of this is kept as types of the JDK.
   */
  static final String TOKEN = "dev.signet.token";

  /** In the application: each request keeps its token. */
  private static final String ALWAYS = "dev.signet.keepsTokens";

  private KeptTokens() {}

  /**
   * Keeps the token of each request of an application, whatever its definition says. It is not for
   * applications: another module of Signet calls it where an interface that it offers has the
   * token.
   *
   * @param application the application, before its first request
   */
  public static void alwaysIn(ServletContext application) {
    application.setAttribute(ALWAYS, true);
  }

  /** Whether a module keeps the tokens of an application. */
  static boolean areAlwaysIn(ServletContext application) {
    return application.getAttribute(ALWAYS) != null;
  }

  /** Keeps a token with its request. */
  static void keep(HttpServletRequest request, RequestToken token) {
    Supplier<Optional<Map.Entry<Runnable, Runnable>>> entrance = () -> enter(token);
    request.setAttribute(TOKEN, entrance);
  }

  /** The request has ended. */
  static void forget(ServletRequest request) {
    request.removeAttribute(TOKEN);
  }

  /** Empty inside a part that runs already, which has the token. */
  private static Optional<Map.Entry<Runnable, Runnable>> enter(RequestToken token) {
    Optional<RequestToken> part = token.part();
    return part.equals(RequestToken.running())
        ? Optional.empty()
        : part.map(own -> Map.entry(own.enter(), own::end));
  }

  /** Runs a part of a request. Its tasks have the token until it ends, asynchronously or not. */
  @SuppressWarnings("unchecked") // keep has put it there
  static void run(HttpServletRequest request, NewSessions.Part part)
      throws IOException, ServletException {
    Optional<Map.Entry<Runnable, Runnable>> exits =
        request.getAttribute(TOKEN) instanceof Supplier<?> entrance
            ? (Optional<Map.Entry<Runnable, Runnable>>) entrance.get()
            : Optional.empty();
    try {
      part.run();
    } finally {
      if (exits.isPresent()) {
        exits.get().getKey().run();
        endWith(request, exits.get().getValue());
      }
    }
  }

  /** At once, unless the request goes on after this part. */
  private static void endWith(HttpServletRequest request, Runnable end) {
    try {
      if (request.isAsyncStarted()) {
        request.getAsyncContext().addListener(new End(end));
      } else {
        end.run();
      }
    } catch (IllegalStateException e) {
      // completed, or dispatched again, by another thread at this moment
      end.run();
    }
  }

  private record End(Runnable end) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      end.run();
      try {
        forget(event.getAsyncContext().getRequest());
      } catch (IllegalStateException e) {
        // a container that has taken it back already
      }
    }

    @Override
    public void onError(AsyncEvent event) {
      // the container completes the request afterwards
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // the same; until then the application may answer
    }

    /** In a new part no listener is kept. */
    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
