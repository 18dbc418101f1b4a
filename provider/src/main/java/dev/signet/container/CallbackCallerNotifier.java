package dev.signet.container;

import dev.signet.AuthenticationResult.Authenticated;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import java.io.IOException;
import java.security.Principal;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * The standard way (Jakarta Authentication 3.0 section 3.8.3): two callbacks in one call. They have
 * no place for a realm.
 */
record CallbackCallerNotifier(CallbackHandler handler, Server server) implements CallerNotifier {

  @Override
  public void notify(Subject client, Authenticated caller) throws AuthException {
    handle(
        new CallerPrincipalCallback(client, caller.principal()),
        new GroupPrincipalCallback(client, caller.names().groupIds().toArray(String[]::new)));
  }

  @Override
  public void notifyNobody(Subject client) throws AuthException {
    handle(new CallerPrincipalCallback(client, (Principal) null));
  }

  private void handle(Callback... callbacks) throws AuthException {
    try {
      handler.handle(callbacks);
    } catch (IOException | UnsupportedCallbackException e) {
      throw new CallerNotAcceptedException(server);
    }
  }
}
