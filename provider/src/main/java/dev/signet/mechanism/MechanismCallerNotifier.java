package dev.signet.mechanism;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.container.CallerNotAcceptedException;
import dev.signet.container.CallerNotifier;
import dev.signet.container.LibertyCallerNotifier;
import dev.signet.container.Server;
import jakarta.security.auth.message.AuthException;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.security.Principal;
import java.util.Set;
import javax.security.auth.Subject;

/**
 * Notifies a container through Jakarta Security. Liberty is notified of the caller in its own way,
 * which keeps the realm.
 */
record MechanismCallerNotifier(HttpMessageContext context, Server server)
    implements CallerNotifier {

  /** For one request. */
  static MechanismCallerNotifier of(HttpMessageContext context) {
    return new MechanismCallerNotifier(context, Server.of(context.getHandler()));
  }

  @Override
  public void notify(Subject client, Authenticated caller) throws AuthException {
    if (server == Server.LIBERTY) {
      LibertyCallerNotifier.INSTANCE.notify(client, caller);
      return;
    }
    try {
      var unused =
          context.notifyContainerAboutLogin(
              (Principal) caller.principal(), Set.copyOf(caller.names().groupIds()));
    } catch (IllegalStateException e) {
      // thrown by Soteria where the container refuses a callback
      throw new CallerNotAcceptedException(server);
    }
  }

  @Override
  public void notifyNobody(Subject client) {
    var unused = context.doNothing();
  }
}
