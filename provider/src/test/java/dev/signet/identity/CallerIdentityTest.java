package dev.signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands for a caller on a server that remembers callers. */
class CallerIdentityTest {
  private static final CallerIdentity CALLER =
      caller("user", "realm", List.of("a", "b"), Set.of("r", "s"));

  private static CallerIdentity caller(
      String name, String realm, List<String> groups, Set<String> roles) {
    return new CallerIdentity(name, realm, groups, roles, false, Optional.empty());
  }

  @Test
  void theSameCallerHasTheSameDigest() {
    assertEquals(
        CALLER.digest(), caller("user", "realm", List.of("a", "b"), Set.of("s", "r")).digest());
  }

  @Test
  void whateverDiffersTheDigestDoes() {
    List<CallerIdentity> others =
        List.of(
            CALLER,
            caller("use", "rrealm", List.of("a", "b"), Set.of("r", "s")),
            caller("other", "realm", List.of("a", "b"), Set.of("r", "s")),
            caller("user", "other", List.of("a", "b"), Set.of("r", "s")),
            caller("user", "realm", List.of("b", "a"), Set.of("r", "s")),
            caller("user", "realm", List.of("ab"), Set.of("r", "s")),
            caller("user", "realm", List.of("a\nb"), Set.of("r", "s")),
            caller("user", "realm", List.of("a"), Set.of("b", "r", "s")),
            caller("user", "realm", List.of("a", "b", "r", "s"), Set.of()),
            caller("user", "realm", List.of("a", "b"), Set.of("r")),
            new CallerIdentity(
                "user", "realm", List.of("a", "b"), Set.of("r", "s"), true, Optional.empty()),
            new CallerIdentity(
                "user", "realm", List.of("a", "b"), Set.of("r", "s"), false, Optional.of("")),
            new CallerIdentity(
                "user", "realm", List.of("a", "b"), Set.of("r", "s"), false, Optional.of("one")),
            // halves of a surrogate pair, which an encoding in bytes would make the same
            caller("user\uD800", "realm", List.of("a", "b"), Set.of("r", "s")),
            caller("user\uD801", "realm", List.of("a", "b"), Set.of("r", "s")));
    Set<String> digests = new HashSet<>();
    for (CallerIdentity other : others) {
      assertTrue(digests.add(other.digest()), other.toString());
    }
  }

  /** A component that is new has to go into the digest, and into the test above. */
  @Test
  void allOfACallerIsInTheDigest() {
    assertEquals(6, CallerIdentity.class.getRecordComponents().length);
  }
}
