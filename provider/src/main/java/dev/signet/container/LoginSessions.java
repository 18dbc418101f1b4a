package dev.signet.container;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The sessions of one application, each with the login it belongs to. Thread-safe. */
final class LoginSessions {
  private static final Logger LOG = System.getLogger(LoginSessions.class.getName());

  /** Said once: anyone with an old session cookie could fill the log with it. */
  private final AtomicBoolean said = new AtomicBoolean();

  private final SessionBeans beans = new SessionBeans();

  /** A session that is given its first login has one of two that come at once. */
  private final Object firstLogin = new Object();

  /**
   * Sees to it that the request's session, if there is one, is its login's. One from before any
   * login becomes the login's, under an id that nobody has seen before; another's is ended.
   *
   * <p>CDI has put the beans of a session into the request before any filter ran, and leaves them
   * there when the session ends. So the client is asked for the same request once more, which then
   * begins with nothing; where that cannot be asked, they are destroyed. A new session takes the
   * place of the old one then: CDI keeps what is put into beans from now on in whichever it sees
   * begin.
   *
   * @return false where the response is complete, and the application must not run
   */
  boolean settle(String login, HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = sessionOf(request);
    boolean isIts =
        session == null
            // another's may have ended while this request began, and have left its beans in it
            ? request.getRequestedSessionId() == null || !beans.areLeft()
            : isOf(login, session, request, response);
    if (isIts) {
      return true;
    }
    boolean isAskedAgain = beans.areLeft() && SameAddress.canBeAskedFor(request, response);
    if (!isAskedAgain) {
      beans.destroy();
    }
    end(session);
    if (isAskedAgain) {
      SameAddress.askFor(request, response);
    } else if (beans.mayBe() && !response.isCommitted()) {
      var unused = becomes(request.getSession(), login);
    }
    return !isAskedAgain;
  }

  /** Whether the session is the login's, or is now. */
  private boolean isOf(
      String login, HttpSession session, HttpServletRequest request, HttpServletResponse response) {
    try {
      if (isAnothers(session, login, response)) {
        return false;
      }
      if (!becomes(session, login)) {
        // of two logins that come at once with a session from before, one gets it
        return login.equals(session.getAttribute(NewSessions.LOGIN));
      }
      if (!session.isNew()) {
        var unused = request.changeSessionId();
      }
      return true;
    } catch (IllegalStateException e) {
      // ended by a request at the same time
      return false;
    }
  }

  /**
   * What is not this login's, and cannot become it: one that began on a thread of unknown purpose
   * before this request, one whose id cannot be replaced any more, and one that is ending.
   */
  private static boolean isAnothers(
      HttpSession session, String login, HttpServletResponse response) {
    Object owner = session.getAttribute(NewSessions.LOGIN);
    if (NewSessions.NOBODY.equals(owner)) {
      return response.isCommitted() && !session.isNew();
    }
    return !login.equals(owner) && !(NewSessions.UNKNOWN.equals(owner) && session.isNew());
  }

  /** Whether it has become so just now. */
  private boolean becomes(HttpSession session, String login) {
    synchronized (firstLogin) {
      Object owner = session.getAttribute(NewSessions.LOGIN);
      if (!NewSessions.NOBODY.equals(owner) && !NewSessions.UNKNOWN.equals(owner)) {
        return false;
      }
      session.setAttribute(NewSessions.LOGIN, login);
      return true;
    }
  }

  private static void end(@Nullable HttpSession session) {
    if (session == null) {
      return;
    }
    try {
      session.invalidate();
    } catch (IllegalStateException e) {
      // by a request at the same time
      LOG.log(Level.TRACE, "ended already");
    }
  }

  /** Whatever session the request has made is its login's, also when it goes on by itself. */
  void bind(String login, HttpServletRequest request, HttpServletResponse response) {
    if (request.isAsyncStarted()) {
      try {
        request.getAsyncContext().addListener(new Completion(login), request, response);
        return;
      } catch (IllegalStateException e) {
        LOG.log(Level.TRACE, "complete already");
      }
    }
    bind(login, request);
  }

  private void bind(String login, HttpServletRequest request) {
    try {
      HttpSession session = sessionOf(request);
      if (session != null) {
        var unused = becomes(session, login);
      }
    } catch (IllegalStateException e) {
      LOG.log(Level.TRACE, "ended by the request itself");
    }
  }

  /**
   * Liberty throws, unless it is told otherwise, when the session is another user's. An application
   * that does not use its session must not suffer for that; one that does hears it from Liberty.
   */
  private @Nullable HttpSession sessionOf(HttpServletRequest request) {
    try {
      return request.getSession(false);
    } catch (RuntimeException e) {
      if (said.compareAndSet(false, true)) {
        LOG.log(
            Level.WARNING,
            "a session of another user was refused by the server ({0}); on Liberty set httpSession"
                + " securityIntegrationEnabled=\"false\", since Signet keeps sessions apart itself",
            e.getClass().getSimpleName());
      }
      return null;
    }
  }

  /** Of a request that goes on after its filters. */
  private final class Completion implements AsyncListener {
    private final String login;

    Completion(String login) {
      this.login = login;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      bind(login, (HttpServletRequest) event.getSuppliedRequest());
    }

    /** Each beginning forgets the listeners. */
    @Override
    public void onStartAsync(AsyncEvent event) {
      event
          .getAsyncContext()
          .addListener(this, event.getSuppliedRequest(), event.getSuppliedResponse());
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}
  }
}
