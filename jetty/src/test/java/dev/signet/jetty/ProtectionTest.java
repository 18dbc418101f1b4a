package dev.signet.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.security.Constraint.Authorization;
import org.junit.jupiter.api.Test;

/** Which of Jetty's constraints protect. */
class ProtectionTest {
  @Test
  void onlyWhatIsAllowedToAllIsOpen() {
    Set<Authorization> open =
        Arrays.stream(Authorization.values())
            .filter(a -> !Protection.isProtected(a))
            .collect(Collectors.toSet());
    assertEquals(Set.of(Authorization.ALLOWED, Authorization.INHERIT), open);
  }

  @Test
  void whatIsOpenIsValidatedAsWell() {
    JakartaAuthenticator authenticator =
        new JakartaAuthenticator(
            (request, response) -> {
              throw new AssertionError("no message is needed");
            });
    Set<Authorization> asked =
        Arrays.stream(Authorization.values())
            .map(
                a ->
                    authenticator.getConstraintAuthentication(
                        "/",
                        a,
                        create -> {
                          throw new AssertionError("no session is needed");
                        }))
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            Authorization.ANY_USER,
            Authorization.FORBIDDEN,
            Authorization.KNOWN_ROLE,
            Authorization.SPECIFIC_ROLE),
        asked);
  }
}
