package dev.signet.session;

import dev.signet.log.Messages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The HTTP sessions of revoked tokens. A session keeps what a revocation may name of the token that
 * it was used with last. It ends with its next request after that token was revoked, whether the
 * request has this token, another one, or none.
 *
 * <p>Sessions are looked up only while there are revocations: on Liberty a look-up counts as a use
 * of the session.
 */
public final class RevokedSessions {
  private static final Logger LOG = Messages.logger(RevokedSessions.class);

  /** In the session, and in the request as a supplier: what a revocation may name of the token. */
  static final String TOKEN = "dev.signet.revocable";

  /** In the request: says of such a text whether its token has been revoked. */
  private static final String REVOKED = "dev.signet.revoked";

  private RevokedSessions() {}

  /**
   * Has the session of a request looked at. The filter that does so may be that of another copy of
   * Signet: the question is a type of the JDK.
   *
   * @param request the request
   * @param isRevoked says whether a token has been revoked, by what a session keeps of it
   */
  public static void lookFor(HttpServletRequest request, Predicate<String> isRevoked) {
    request.setAttribute(REVOKED, isRevoked);
  }

  /** Whether sessions are looked at for this request. */
  static boolean areLookedFor(HttpServletRequest request) {
    return request.getAttribute(REVOKED) instanceof Predicate<?>;
  }

  /** Whether the token of a session has been revoked, or the session has ended meanwhile. */
  @SuppressWarnings("unchecked") // lookFor has put it there
  static boolean isRevoked(HttpSession session, HttpServletRequest request) {
    if (!(request.getAttribute(REVOKED) instanceof Predicate<?> isRevoked)) {
      return false;
    }
    try {
      return session.getAttribute(TOKEN) instanceof String token
          && ((Predicate<String>) isRevoked).test(token);
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** Writes into a session which token it is used with; once for each token. */
  static void keep(HttpSession session, HttpServletRequest request) {
    if (request.getAttribute(TOKEN) instanceof Supplier<?> token
        && token.get() instanceof String text
        && !text.equals(session.getAttribute(TOKEN))) {
      session.setAttribute(TOKEN, text);
    }
  }

  /**
   * Ends the session of a request with a revoked token, before anything is sent: the application's
   * page for the refusal must not see it. A session from before any login stays.
   *
   * @param request the refused request
   */
  public static void end(HttpServletRequest request) {
    HttpSession session = LoginSessions.sessionOf(request);
    if (session != null) {
      end(session, request, true);
    }
  }

  /** Ends the session of a request that is refused for another reason, where it is revoked. */
  static void endRevoked(HttpServletRequest request) {
    HttpSession session = areLookedFor(request) ? LoginSessions.sessionOf(request) : null;
    if (session != null) {
      end(session, request, false);
    }
  }

  private static void end(HttpSession session, HttpServletRequest request, boolean isSure) {
    try {
      boolean isOfLogin = !NewSessions.NOBODY.equals(session.getAttribute(NewSessions.LOGIN));
      if (isSure ? isOfLogin : isRevoked(session, request)) {
        request.setAttribute(LoginBoundSessionFilter.ENDED, true);
        session.invalidate();
      }
    } catch (IllegalStateException e) {
      LOG.log(Level.TRACE, "ended by a request at the same time");
    }
  }
}
