package dev.signet.dumper.subject;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** The caller of one request, everything asked once. */
public record Caller(
    @Nullable Principal principal,
    @Nullable String remoteUser,
    @Nullable String authType,
    Map<String, Boolean> roles,
    @Nullable ContainerSubject subject) {

  /** The roles the application knows, in the order they are shown. */
  public static final List<String> ROLES = List.of("all", "RoleA", "RoleB");

  public Caller {
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
  }

  /** Asks the container. */
  public static Caller of(HttpServletRequest request) {
    return new Caller(
        request.getUserPrincipal(),
        request.getRemoteUser(),
        request.getAuthType(),
        askRoles(request::isUserInRole),
        ContainerSubject.current().orElse(null));
  }

  /** The answer for each role. */
  public static Map<String, Boolean> askRoles(Predicate<String> isInRole) {
    Map<String, Boolean> answers = new LinkedHashMap<>();
    ROLES.forEach(role -> answers.put(role, isInRole.test(role)));
    return answers;
  }

  /** The caller's name, or null without a caller. */
  public @Nullable String name() {
    return principal == null ? null : principal.getName();
  }

  /** What the token says, when the caller came with one. */
  public JwtFacts jwt() {
    return JwtFacts.of(Stream.concat(Stream.ofNullable(principal), principals().stream()));
  }

  /** What the container's credential says. */
  public CredentialFacts credential() {
    return subject == null ? CredentialFacts.NONE : CredentialFacts.of(subject.subject());
  }

  /** The realm of the container's credential, else the token's. */
  public @Nullable String realm() {
    String realm = credential().realm();
    return realm == null ? jwt().realm() : realm;
  }

  /** The token's groups, else those of the container's credential. */
  public List<String> groups() {
    List<String> groups = jwt().groups();
    return groups.isEmpty() ? credential().groups() : groups;
  }

  private List<Principal> principals() {
    Subject known = subject == null ? null : subject.subject();
    return known == null ? List.of() : List.copyOf(known.getPrincipals());
  }
}
