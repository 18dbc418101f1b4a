package dev.signet.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtPrincipal;
import dev.signet.cdi.Claim;
import dev.signet.cdi.ClaimExtension;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The caller and their claims in Weld SE, where there is no server. */
@ExtendWith(SignetTest.class)
final class TestCallerTest {
  private final TestCaller caller = new TestCaller();

  /** A bean as applications write it. */
  @RequestScoped
  @NullUnmarked
  public static class Ledger {
    @Inject private JwtPrincipal caller;

    @Inject
    @Claim("level")
    private long level;

    @Inject
    @Claim("mail")
    private Optional<String> mail;

    @Inject
    @Claim("groups")
    private List<String> groups;

    /** For CDI. */
    public Ledger() {}

    String facts() {
      return caller.getName() + " " + level + " " + mail.orElse("none") + " " + groups;
    }
  }

  /** Another bean that allows for nobody. */
  @RequestScoped
  @NullUnmarked
  public static class Greeting {
    @Inject private Optional<JwtPrincipal> caller;
    @Inject private HttpServletRequest request;

    /** For CDI. */
    public Greeting() {}

    String text() {
      return caller.map(JwtPrincipal::getName).orElse("nobody")
          + " "
          + request.getRemoteUser()
          + " "
          + request.isUserInRole("groupa");
    }

    String parameter() {
      return request.getParameter("x");
    }
  }

  private <B, T> T inRequest(Class<B> bean, Function<B, T> call) {
    Weld weld =
        new Weld()
            .disableDiscovery()
            .addBeanClasses(Ledger.class, Greeting.class)
            .addExtensions(caller, new ClaimExtension());
    return inRequest(weld, bean, call);
  }

  private static <B, T> T inRequest(Weld weld, Class<B> bean, Function<B, T> call) {
    try (WeldContainer container = weld.initialize()) {
      RequestContextController request = container.select(RequestContextController.class).get();
      request.activate();
      try {
        return call.apply(container.select(bean).get());
      } finally {
        request.deactivate();
      }
    }
  }

  @Test
  void theCallerInCodeIsInjectedWithTheClaims() {
    caller.signIn(
        SignetTest.principal(
            SignetTest.token("testuser", "groupa").claim("level", 3).claim("mail", "a@b.c")));
    assertEquals("testuser 3 a@b.c [groupa]", inRequest(Ledger.class, Ledger::facts));
    assertEquals("testuser testuser true", inRequest(Greeting.class, Greeting::text));
    caller.signOut();
    assertEquals("nobody null false", inRequest(Greeting.class, Greeting::text));
  }

  /** Then it finds the extensions of the class path, Signet's among them. */
  @Test
  void aContainerThatDiscoversNeedsTheCallerAlone() {
    caller.signIn(SignetTest.principal(SignetTest.token("testuser").claim("level", 4)));
    Weld weld = new Weld().addBeanClasses(Ledger.class).addExtension(caller);
    assertEquals("testuser 4 none []", inRequest(weld, Ledger.class, Ledger::facts));
  }

  @Test
  @SignedAs(user = "otheruser", groups = "groupb")
  void theUserOfTheTestIsTheCallerUntilAnotherIsSet() {
    assertEquals("otheruser otheruser false", inRequest(Greeting.class, Greeting::text));
    caller.signIn(SignetTest.principal("testuser", "groupa"));
    assertEquals("testuser testuser true", inRequest(Greeting.class, Greeting::text));
  }

  @Test
  @SignedAs(user = "otheruser")
  void anotherThreadDoesNotHaveTheUserOfTheTest() {
    assertEquals(
        "nobody null false",
        CompletableFuture.supplyAsync(() -> inRequest(Greeting.class, Greeting::text)).join());
  }

  @Test
  void aTestWithoutAUserHasNoCallerWhateverRanBefore() {
    assertEquals("nobody null false", inRequest(Greeting.class, Greeting::text));
    assertThrows(RuntimeException.class, () -> inRequest(Ledger.class, Ledger::facts));
  }

  @Test
  void theRequestHasNothingElse() {
    UnsupportedOperationException unsupported =
        assertThrows(
            UnsupportedOperationException.class,
            () -> inRequest(Greeting.class, Greeting::parameter));
    assertTrue(
        String.valueOf(unsupported.getMessage()).startsWith("getParameter: without a server"));
  }
}
