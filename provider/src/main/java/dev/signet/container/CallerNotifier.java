package dev.signet.container;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.PrincipalFactory;
import jakarta.security.auth.message.AuthException;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/** Notifies a container of the caller, in the way that the container has for it. */
public interface CallerNotifier {

  /**
   * The container.
   *
   * @return what kind of server it is
   */
  Server server();

  /**
   * Makes a caller the client of the request. It is called after all checks.
   *
   * @param client the Subject to fill
   * @param caller who is calling, with the names that {@link #server} has for them
   * @throws CallerNotAcceptedException where the container does not accept the caller
   * @throws AuthException where it fails otherwise
   */
  void notify(Subject client, Authenticated caller) throws AuthException;

  /**
   * Makes nobody the client of the request. It is called before every refusal as well, so that the
   * error page is nobody's.
   *
   * @param client the Subject, which stays empty
   * @throws AuthException where the container does not accept that
   */
  void notifyNobody(Subject client) throws AuthException;

  /**
   * The same, with the principals of an application.
   *
   * @param principals what makes them
   * @return a notifier of the same container; this one where callers stay as they are
   */
  default CallerNotifier telling(PrincipalFactory principals) {
    return principals == BesideSignet.NONE ? this : new ApplicationCallerNotifier(this, principals);
  }

  /**
   * The way of the container that has made a callback handler.
   *
   * @param handler the handler that a module is given
   * @return Liberty's own way or the standard one
   */
  static CallerNotifier of(CallbackHandler handler) {
    Server server = Server.of(handler);
    return server == Server.LIBERTY
        ? LibertyCallerNotifier.INSTANCE
        : new CallbackCallerNotifier(handler, server);
  }

  /** Notifies in the way of another notifier. */
  record ApplicationCallerNotifier(CallerNotifier way, PrincipalFactory principals)
      implements CallerNotifier {

    @Override
    public Server server() {
      return way.server();
    }

    @Override
    public void notify(Subject client, Authenticated caller) throws AuthException {
      way.notify(client, caller.seenAs(principals.principal(caller.principal())));
    }

    @Override
    public void notifyNobody(Subject client) throws AuthException {
      way.notifyNobody(client);
    }
  }
}
