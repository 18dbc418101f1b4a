package dev.signet.dumper.subject;

import java.util.Arrays;
import java.util.Optional;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * The Subject of the calling thread and who handed it out: Liberty's own interface where there is
 * one, otherwise Jakarta Authorization.
 */
public record ContainerSubject(String source, Subject subject) {
  private static final String LIBERTY = "com.ibm.websphere.security.auth.WSSubject";
  private static final String STANDARD = "jakarta.security.jacc.PolicyContext";
  private static final String STANDARD_KEY = "javax.security.auth.Subject.container";

  /** The Subject, if this container shows one. */
  public static Optional<ContainerSubject> current() {
    return ask(LIBERTY, "getCallerSubject").or(() -> ask(STANDARD, "getContext", STANDARD_KEY));
  }

  private static Optional<ContainerSubject> ask(String type, String method, String... arguments) {
    Class<?>[] parameters = new Class<?>[arguments.length];
    Arrays.fill(parameters, String.class);
    try {
      Object answer =
          Class.forName(type).getMethod(method, parameters).invoke(null, (Object[]) arguments);
      return of(type, answer);
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static Optional<ContainerSubject> of(String type, @Nullable Object answer) {
    return answer instanceof Subject subject
        ? Optional.of(new ContainerSubject(type, subject))
        : Optional.empty();
  }
}
