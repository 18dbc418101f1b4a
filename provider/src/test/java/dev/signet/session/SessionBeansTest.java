package dev.signet.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.weld.context.bound.BoundLiteral;
import org.jboss.weld.context.bound.BoundSessionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The beans of a session that ends, in a real CDI container that keeps them in the request. */
class SessionBeansTest {
  private static final String ALICE = "digest of alice's login";
  private static final String BOB = "digest of bob's login";

  private final SessionsOfAnApplication sessions = new SessionsOfAnApplication();
  private final LoginBoundSessionFilter filter = new LoginBoundSessionFilter(response -> {});
  private @Nullable SeContainer container;
  private @Nullable BoundSessionContext context;

  /** What a user has put into it. */
  @SessionScoped
  @SuppressWarnings("serial") // no session is ever written to disk
  static class Cart implements Serializable {
    private @Nullable String owner;

    @Nullable String owner() {
      return owner;
    }

    void fill(String user) {
      owner = user;
    }
  }

  @AfterEach
  void end() {
    if (container != null) {
      container.close();
    }
  }

  /** With these beans; the request's session context is the map's. */
  private void begin(Map<String, Object> store, Class<?>... beans) {
    container =
        SeContainerInitializer.newInstance().disableDiscovery().addBeanClasses(beans).initialize();
    context = container.select(BoundSessionContext.class, BoundLiteral.INSTANCE).get();
    context.associate(store);
    context.activate();
  }

  private Cart cart() {
    return Objects.requireNonNull(container).select(Cart.class).get();
  }

  private Visit alicesNext() throws Exception {
    String cookie =
        new Visit(sessions, null)
            .login(ALICE)
            .through(filter, HttpServletRequest::getSession)
            .cookie();
    return new Visit(sessions, cookie);
  }

  @Test
  void aGetIsAskedForAgainWhereTheRequestHasAnotherLoginsBeans() throws Exception {
    begin(new HashMap<>(), Cart.class);
    cart().fill("alice");
    Visit bob = alicesNext().login(BOB).to("/app/cart", "x=1").through(filter, request -> {});
    assertFalse(bob.hasRun());
    assertEquals(307, bob.status());
    assertEquals("./cart?x=1", bob.answered("Location"));
    assertNull(bob.cookie());
  }

  @Test
  void aSecondRequestThatBeganBeforeTheSessionEndedIsAskedForAgainAsWell() throws Exception {
    begin(new HashMap<>(), Cart.class);
    cart().fill("alice");
    Visit second = alicesNext().login(BOB);
    second.request().getSession().invalidate();
    Visit unused = second.through(filter, request -> {});
    assertFalse(second.hasRun());
    assertEquals(307, second.status());
  }

  @Test
  void theRequestThatComesAgainRuns() throws Exception {
    begin(new HashMap<>(), Cart.class);
    Visit bob = new Visit(sessions, "ended").login(BOB).through(filter, request -> {});
    assertTrue(bob.hasRun());
    assertEquals(200, bob.status());
  }

  @Test
  void aPostFindsNewBeansAndANewSession() throws Exception {
    begin(new HashMap<>(), Cart.class);
    cart().fill("alice");
    List<String> found = new ArrayList<>();
    Visit before = alicesNext();
    String cookie = before.cookie();
    Visit bob =
        before
            .login(BOB)
            .method("POST")
            .through(
                filter,
                request -> {
                  found.add(String.valueOf(cart().owner()));
                  cart().fill("bob");
                  found.add(String.valueOf(cart().owner()));
                });
    assertEquals(List.of("null", "bob"), found);
    assertNotNull(bob.cookie());
    assertFalse(bob.cookie().equals(cookie));
    assertNull(sessions.find(cookie));
  }

  @Test
  void thePageForA403FindsNewBeans() throws Exception {
    begin(new HashMap<>(), Cart.class);
    cart().fill("alice");
    List<String> found = new ArrayList<>();
    Visit bob =
        alicesNext()
            .login(BOB)
            .dispatched(DispatcherType.ERROR)
            .through(filter, request -> found.add(String.valueOf(cart().owner())));
    assertTrue(bob.hasRun());
    assertEquals(List.of("null"), found);
  }

  @Test
  void itsOwnLoginKeepsThem() throws Exception {
    begin(new HashMap<>(), Cart.class);
    cart().fill("alice");
    Visit alice =
        alicesNext().login(ALICE).through(filter, request -> assertEquals("alice", cart().owner()));
    assertTrue(alice.hasRun());
  }

  @Test
  void anApplicationWithoutSuchBeansRunsAtOnceAndWithoutASession() throws Exception {
    begin(new HashMap<>(), SessionBeansTest.class);
    Visit bob = alicesNext().login(BOB).through(filter, request -> {});
    assertTrue(bob.hasRun());
    assertEquals(200, bob.status());
    assertNull(bob.cookie());
  }

  @Test
  void withoutCdiThereAreNone() {
    SessionBeans beans = new SessionBeans();
    assertFalse(beans.mayBe());
    assertFalse(beans.areLeft());
    beans.destroy();
  }
}
