package dev.signet.dumper.subject;

import java.util.List;
import java.util.Optional;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** What Liberty's own credential says: it is what Liberty decides roles by. */
public record CredentialFacts(
    @Nullable String realm,
    @Nullable String securityName,
    @Nullable String accessId,
    List<String> groupAccessIds) {

  /** Nothing known. */
  public static final CredentialFacts NONE = new CredentialFacts(null, null, null, List.of());

  public CredentialFacts {
    groupAccessIds = List.copyOf(groupAccessIds);
  }

  /** Reads the first public credential that knows its access id. */
  public static CredentialFacts of(Subject subject) {
    return List.copyOf(subject.getPublicCredentials()).stream()
        .map(CredentialFacts::read)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(NONE);
  }

  /** The groups' names: the access ids without {@code group:<realm>/}. */
  public List<String> groups() {
    String prefix = "group:" + realm + "/";
    return groupAccessIds.stream()
        .map(id -> id.startsWith(prefix) ? id.substring(prefix.length()) : id)
        .toList();
  }

  private static Optional<CredentialFacts> read(Object credential) {
    return PublicMethods.text(credential, "getAccessId")
        .map(
            accessId ->
                new CredentialFacts(
                    PublicMethods.text(credential, "getRealmName").orElse(null),
                    PublicMethods.text(credential, "getSecurityName").orElse(null),
                    accessId,
                    JwtFacts.texts(PublicMethods.call(credential, "getGroupIds"))));
  }
}
