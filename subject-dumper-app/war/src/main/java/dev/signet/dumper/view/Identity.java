package dev.signet.dumper.view;

import dev.signet.dumper.subject.Caller;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** The names the container has for the caller. */
public record Identity(
    @Nullable String name,
    @Nullable String className,
    @Nullable String remoteUser,
    @Nullable String securityName,
    @Nullable String authType) {

  static Identity of(Caller caller) {
    Principal principal = caller.principal();
    return new Identity(
        caller.name(),
        principal == null ? null : principal.getClass().getName(),
        caller.remoteUser(),
        caller.credential().securityName(),
        caller.authType());
  }
}
