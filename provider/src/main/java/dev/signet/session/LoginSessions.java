package dev.signet.session;

import dev.signet.log.Messages;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sessions of one application, each with the login it belongs to. Thread-safe. */
final class LoginSessions {
  private static final Logger LOG = Messages.logger(LoginSessions.class);

  private static final int TURNS = 64;

  /** Said once: anyone with an old session cookie could fill the log with it. */
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private final SessionBeans beans = new SessionBeans();

  /**
   * The requests of one session take turns where it is given its first login, and where it ends: on
   * some servers it can be used until the last of its attributes is removed. Locks, not monitors:
   * servers that share sessions write them over the network, and a monitor would hold the carrier
   * of a virtual thread meanwhile.
   */
  private final List<Lock> turns = Stream.<Lock>generate(ReentrantLock::new).limit(TURNS).toList();

  private Lock turn(HttpSession session) {
    return turns.get(Math.floorMod(session.getId().hashCode(), TURNS));
  }

  /**
   * Ensures that the request's session, if there is one, is its login's. One from before any login
   * becomes the login's, under a new id; another's is ended.
   *
   * <p>CDI has put the beans of a session into the request before any filter ran, and leaves them
   * there when the session ends. So the client is asked to repeat the request, which then begins
   * without beans; where it cannot be asked, the beans are destroyed. In that case a new session
   * replaces the old one: CDI keeps what is put into beans from then on in the next session that
   * begins.
   *
   * @param isEnded whether another's session of the request has been ended before
   * @return false where the response is complete, and the application must not run
   */
  boolean settle(
      String login, boolean isEnded, HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = sessionOf(request);
    boolean isIts =
        session == null
            // another's may have ended while this request began, and its beans may still be here
            ? !isEnded && (request.getRequestedSessionId() == null || !beans.areLeft())
            : !RevokedSessions.isRevoked(session, request)
                && isOf(login, session, request, response);
    if (!isIts) {
      return replace(login, session, request, response);
    }
    if (session != null) {
      keepToken(session, request);
    }
    return true;
  }

  /**
   * Ends the session of a request without a login where its token has been revoked.
   *
   * @return as {@link #settle}
   */
  boolean settleNobodys(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = sessionOf(request);
    return session == null
        || !RevokedSessions.isRevoked(session, request)
        || replace(NewSessions.NOBODY, session, request, response);
  }

  /** Before a page for a refusal, where the request's session has been ended. */
  void destroyBeans() {
    beans.destroy();
  }

  private static void keepToken(HttpSession session, HttpServletRequest request) {
    try {
      RevokedSessions.keep(session, request);
    } catch (IllegalStateException e) {
      LOG.log(Level.TRACE, "ended by a request at the same time");
    }
  }

  private boolean replace(
      String login,
      @Nullable HttpSession session,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean isAskedAgain = beans.areLeft() && SameAddress.canBeAskedFor(request, response);
    if (!isAskedAgain) {
      beans.destroy();
    }
    if (session != null) {
      end(session, request);
    }
    if (isAskedAgain) {
      SameAddress.askFor(request, response);
    } else if (beans.mayBe() && !response.isCommitted()) {
      bind(request.getSession(), login);
    }
    return !isAskedAgain;
  }

  /**
   * Whether the session is the login's, or has just become it. One from before any login becomes
   * the login's, unless its login is unknown and it is older than this request, or its id can no
   * longer be replaced.
   */
  private boolean isOf(
      String login, HttpSession session, HttpServletRequest request, HttpServletResponse response) {
    try {
      boolean isNew = session.isNew();
      boolean isReplaceable = isNew || !response.isCommitted();
      Predicate<@Nullable Object> isFree =
          owner -> owner == null ? isNew : owner.equals(NewSessions.NOBODY) && isReplaceable;
      if (!bindIf(isFree, session, login)) {
        return login.equals(session.getAttribute(NewSessions.LOGIN));
      }
      if (!isNew) {
        RenewedSession.giveNewId(session, request);
      }
      return true;
    } catch (IllegalStateException e) {
      // ended by a request at the same time
      return false;
    }
  }

  /** Whether the session has become the login's just now. */
  private boolean bindIf(Predicate<@Nullable Object> isFree, HttpSession session, String login) {
    if (login.equals(session.getAttribute(NewSessions.LOGIN))) {
      return false;
    }
    Lock turn = turn(session);
    turn.lock();
    try {
      boolean isBound = isFree.test(session.getAttribute(NewSessions.LOGIN));
      if (isBound) {
        session.setAttribute(NewSessions.LOGIN, login);
      }
      return isBound;
    } finally {
      turn.unlock();
    }
  }

  /** Where it is not another's: the request has made it. */
  private void bind(HttpSession session, String login) {
    var unused = bindIf(owner -> owner == null || owner.equals(NewSessions.NOBODY), session, login);
  }

  /** After this the application cannot run with it, whatever happens to the request. */
  private void end(HttpSession session, HttpServletRequest request) {
    try {
      Lock turn = turn(session);
      turn.lock();
      try {
        session.invalidate();
      } finally {
        turn.unlock();
      }
    } catch (IllegalStateException e) {
      LOG.log(Level.TRACE, "ended by a request at the same time");
    }
    if (sessionOf(request) != null) {
      throw new IllegalStateException("the session of another login has not ended");
    }
  }

  /** Binds the session that the request has made, also where the request goes on asynchronously. */
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
        bind(session, login);
        if (login.equals(session.getAttribute(NewSessions.LOGIN))) {
          RevokedSessions.keep(session, request);
        }
      }
    } catch (IllegalStateException e) {
      LOG.log(Level.TRACE, "ended by the request itself");
    }
  }

  /**
   * Liberty throws, unless it is configured not to, when the session is another user's. An
   * application that does not use its session must not fail for that; one that does gets Liberty's
   * exception.
   */
  static @Nullable HttpSession sessionOf(HttpServletRequest request) {
    try {
      return request.getSession(false);
    } catch (RuntimeException e) {
      if (SAID.compareAndSet(false, true)) {
        LOG.log(
            Level.WARNING,
            "SIGNET0138W: a session of another user was refused by the server ({0}); on Liberty set httpSession"
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
