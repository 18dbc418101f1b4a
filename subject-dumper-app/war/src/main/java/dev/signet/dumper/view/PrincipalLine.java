package dev.signet.dumper.view;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** One principal of the Subject. */
public record PrincipalLine(@Nullable String name, String className) {

  static PrincipalLine of(Principal principal) {
    String name = principal.getName();
    return new PrincipalLine(
        name == null ? null : Mask.token(name), principal.getClass().getName());
  }
}
