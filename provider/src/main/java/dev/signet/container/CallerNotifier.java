package dev.signet.container;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.identity.RealmNames;
import jakarta.security.auth.message.AuthException;
import jakarta.servlet.http.HttpServletRequest;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/** Tells a container who the caller is, in the words it understands. */
public interface CallerNotifier {

  /**
   * The caller as the container can be told of them, or refused where it would take them, or one of
   * their groups, for another's.
   *
   * @param names what the names of all realms begin with
   */
  AuthenticationResult tellable(Authenticated authenticated, RealmNames names);

  /** What the container is told of the caller. */
  ToldCaller told(Authenticated authenticated);

  /** Makes the caller the client. */
  void establish(Subject client, ToldCaller caller) throws AuthException;

  /** Says that the client is nobody. */
  void establishNobody(Subject client) throws AuthException;

  /**
   * Whether the container would not believe it: it has a login of its own for the request, which
   * counts for more.
   */
  default boolean takesForAnother(HttpServletRequest request, ToldCaller caller) {
    return false;
  }

  /** Whether the container remembers callers in their sessions. */
  default boolean remembersCallers() {
    return false;
  }

  /**
   * Chooses by the container's callback handler: its class name is the one thing that tells Liberty
   * from the others and is there in every request.
   */
  static CallerNotifier of(CallbackHandler handler, RealmNames names) {
    return LibertyCallerNotifier.isLiberty(handler)
        ? LibertyCallerNotifier.INSTANCE
        : new CallbackCallerNotifier(handler, names);
  }
}
