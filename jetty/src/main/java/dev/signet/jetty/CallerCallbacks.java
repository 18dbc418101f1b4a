package dev.signet.jetty;

import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import java.security.Principal;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.eclipse.jetty.security.UserPrincipal;

/**
 * The caller of one request, as a module names them (Jakarta Authentication 3.0 section 3.8.3.6).
 */
final class CallerCallbacks implements CallbackHandler {
  private Optional<Principal> principal = Optional.empty();
  private String[] groups = {};

  @Override
  public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
    for (Callback callback : callbacks) {
      if (callback instanceof CallerPrincipalCallback caller) {
        principal = principalOf(caller);
      } else if (callback instanceof GroupPrincipalCallback group) {
        groups = group.getGroups() == null ? new String[0] : group.getGroups().clone();
      } else {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  /** Empty without a caller. */
  Optional<Principal> principal() {
    return principal;
  }

  /** Each of them is a role. */
  String[] groups() {
    return groups.clone();
  }

  private static Optional<Principal> principalOf(CallerPrincipalCallback caller) {
    return Optional.ofNullable(caller.getPrincipal())
        .or(() -> Optional.ofNullable(caller.getName()).map(name -> new UserPrincipal(name, null)));
  }
}
