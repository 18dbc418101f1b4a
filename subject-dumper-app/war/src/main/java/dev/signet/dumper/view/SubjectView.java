package dev.signet.dumper.view;

import dev.signet.dumper.subject.ContainerSubject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** The Subject's three sets, and which interface handed it out. */
public record SubjectView(
    String source,
    List<PrincipalLine> principals,
    List<CredentialView> publicCredentials,
    List<CredentialView> privateCredentials) {
  public SubjectView {
    principals = List.copyOf(principals);
    publicCredentials = List.copyOf(publicCredentials);
    privateCredentials = List.copyOf(privateCredentials);
  }

  static @Nullable SubjectView of(@Nullable ContainerSubject found) {
    if (found == null) {
      return null;
    }
    Subject subject = found.subject();
    return new SubjectView(
        found.source(),
        List.copyOf(subject.getPrincipals()).stream().map(PrincipalLine::of).toList(),
        credentials(subject.getPublicCredentials()),
        credentials(subject.getPrivateCredentials()));
  }

  private static List<CredentialView> credentials(Set<Object> credentials) {
    return List.copyOf(credentials).stream()
        .map(CredentialView::of)
        .sorted(Comparator.comparing(CredentialView::className))
        .toList();
  }
}
