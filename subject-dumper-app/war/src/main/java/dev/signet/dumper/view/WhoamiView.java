package dev.signet.dumper.view;

import dev.signet.dumper.subject.Caller;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The caller, in short. */
public record WhoamiView(
    @Nullable String name,
    @Nullable String className,
    @Nullable String authType,
    @Nullable String realm,
    List<String> groups,
    Map<String, Boolean> roles)
    implements View {
  public WhoamiView {
    groups = List.copyOf(groups);
  }

  /** What the page shows of this caller. */
  public static WhoamiView of(Caller caller) {
    Principal principal = caller.principal();
    return new WhoamiView(
        caller.name(),
        principal == null ? null : principal.getClass().getName(),
        caller.authType(),
        caller.realm(),
        caller.groups(),
        caller.roles());
  }
}
