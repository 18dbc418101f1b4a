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
   * @return false where the response is complete, and the application must not run
   */
  boolean settle(String login, HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = sessionOf(request);
    if (session == null) {
      // another's has ended while this request began, and may have left its beans in it
      return request.getRequestedSessionId() == null
          || !beans.areLeft()
          || goOnWithout(request, response);
    }
    try {
      if (!isAnothers(session, login, response)) {
        if (becomes(session, login) && !session.isNew()) {
          var unused = request.changeSessionId();
        }
        return true;
      }
    } catch (IllegalStateException e) {
      // ended by a request at the same time
      return goOnWithout(request, response);
    }
    boolean goesOn = goOnWithout(request, response);
    end(session);
    return goesOn;
  }

  /**
   * What is not this login's, and cannot become it: one that began on a thread of unknown purpose
   * before this request, and one whose id cannot be replaced any more.
   */
  private static boolean isAnothers(
      HttpSession session, String login, HttpServletResponse response) {
    Object owner = session.getAttribute(NewSessions.LOGIN);
    return owner == null
        ? response.isCommitted() && !session.isNew()
        : !owner.equals(login) && !(owner.equals(NewSessions.UNKNOWN) && session.isNew());
  }

  /** Whether it has become so just now. */
  private boolean becomes(HttpSession session, String login) {
    synchronized (firstLogin) {
      Object owner = session.getAttribute(NewSessions.LOGIN);
      if (owner != null && !owner.equals(NewSessions.UNKNOWN)) {
        return false;
      }
      session.setAttribute(NewSessions.LOGIN, login);
      return true;
    }
  }

  /**
   * CDI keeps the beans of a session that is ended until the end of the request, and takes those
   * made meanwhile along (CDI 4.0 section 6.7.2). So the client is asked to send the request again,
   * which then begins with nothing; where that cannot be, the beans go now.
   */
  private boolean goOnWithout(HttpServletRequest request, HttpServletResponse response) {
    if (!beans.mayBe()) {
      return true;
    }
    if (SameAddress.canBeAskedFor(request, response)) {
      SameAddress.askFor(request, response);
      return false;
    }
    LOG.log(
        Level.DEBUG,
        "a session of another login was ended in the middle of a request ({0}): what its"
            + " session-scoped beans keep from now on ends with the request",
        request.getDispatcherType());
    beans.destroy();
    return true;
  }

  private static void end(HttpSession session) {
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
