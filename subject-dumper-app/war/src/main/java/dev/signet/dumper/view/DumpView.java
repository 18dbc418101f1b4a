package dev.signet.dumper.view;

import dev.signet.dumper.subject.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the container says of the caller. The claims are null when it says nothing of a token.
 */
public record DumpView(
    Identity identity,
    @Nullable String realm,
    List<String> groups,
    @Nullable String accessId,
    List<String> groupAccessIds,
    @Nullable Map<String, @Nullable Object> claims,
    Map<String, Boolean> roles,
    @Nullable SubjectView subject)
    implements View {
  public DumpView {
    groups = List.copyOf(groups);
    groupAccessIds = List.copyOf(groupAccessIds);
  }

  /** What the page shows of this caller. */
  public static DumpView of(Caller caller) {
    return new DumpView(
        Identity.of(caller),
        caller.realm(),
        caller.groups(),
        caller.credential().accessId(),
        caller.credential().groupAccessIds(),
        ShownClaims.of(caller.jwt().claims()),
        caller.roles(),
        SubjectView.of(caller.subject()));
  }

  /** The claims as rows of a table. */
  public List<ClaimRow> claimRows() {
    return claims == null ? List.of() : ClaimRow.of(claims);
  }
}
