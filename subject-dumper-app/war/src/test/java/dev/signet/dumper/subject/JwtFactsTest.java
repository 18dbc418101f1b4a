package dev.signet.dumper.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JwtFactsTest {

  /** Of an older Signet: one method is missing, one fails, one answers something else. */
  public static final class StrangePrincipal {
    public List<Object> groups() {
      return List.of("groupa", 7);
    }

    public String claims() {
      return "not a map";
    }

    public String fails() {
      throw new IllegalStateException();
    }

    public static String ofTheClass() {
      return "not of the object";
    }

    String hidden() {
      return "not public";
    }
  }

  @Test
  void whatAPrincipalLacksIsLeftOut() {
    assertEquals(
        new JwtFacts(null, List.of("groupa"), null), JwtFacts.read(new StrangePrincipal()));
  }

  @Test
  void onlyPublicMethodsThatAnswerCount() {
    StrangePrincipal principal = new StrangePrincipal();
    assertEquals(Optional.of("not a map"), PublicMethods.call(principal, "claims"));
    for (String name : List.of("realm", "fails", "ofTheClass", "hidden")) {
      assertEquals(Optional.empty(), PublicMethods.call(principal, name), name);
    }
    assertEquals("not public", principal.hidden());
  }

  @Test
  void aHiddenClassIsReadThroughItsPublicInterface() {
    assertEquals(Optional.of(1), PublicMethods.call(Map.of("a", 1), "size"));
    assertEquals(Optional.empty(), PublicMethods.text(Map.of("a", 1), "size"));
  }

  @Test
  void outsideAContainerThereIsNoSubject() {
    assertEquals(Optional.empty(), ContainerSubject.current());
  }
}
