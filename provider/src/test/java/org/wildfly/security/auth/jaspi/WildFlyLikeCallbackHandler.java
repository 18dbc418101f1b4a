package org.wildfly.security.auth.jaspi;

import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;

/**
 * Has the package by which WildFly is known, and does as WildFly does with integrated-jaspi: it
 * takes the users of its own realm alone, and lets go of their roles there when it hears of groups.
 */
public final class WildFlyLikeCallbackHandler implements CallbackHandler {
  private final Set<String> users;
  private final List<String> roles = new ArrayList<>();

  /** Each user has the role {@code admin} in the realm. */
  public WildFlyLikeCallbackHandler(String... users) {
    this.users = Set.of(users);
  }

  @Override
  public void handle(Callback[] callbacks) throws IOException {
    for (Callback callback : callbacks) {
      if (callback instanceof CallerPrincipalCallback caller && caller.getPrincipal() != null) {
        if (!users.contains(caller.getPrincipal().getName())) {
          throw new IOException("ELY01177: Authorization failed");
        }
        roles.add("admin");
      }
      if (callback instanceof GroupPrincipalCallback groups && groups.getGroups().length > 0) {
        roles.clear();
        roles.addAll(List.of(groups.getGroups()));
      }
    }
  }

  /** What the caller may do. */
  public List<String> roles() {
    return roles;
  }
}
