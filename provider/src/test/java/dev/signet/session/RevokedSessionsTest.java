package dev.signet.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The HTTP session of a token that is revoked. */
class RevokedSessionsTest {
  private static final String ALICE = "digest of alice's login";

  private final SessionsOfAnApplication sessions = new SessionsOfAnApplication();
  private final LoginBoundSessionFilter filter = new LoginBoundSessionFilter(response -> {});
  private final List<@Nullable Object> found = new ArrayList<>();

  private Visit with(@Nullable String cookie) {
    return new Visit(sessions, cookie);
  }

  private void look(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    found.add(session == null ? null : session.getAttribute("note"));
  }

  /** The cookie of a session that alice has begun with a token. */
  private String begun(String token) throws Exception {
    Visit visit =
        with(null)
            .login(ALICE)
            .token(token)
            .through(filter, request -> request.getSession().setAttribute("note", "alice's"));
    return Objects.requireNonNull(visit.cookie());
  }

  @Test
  void itEndsWithARequestThatHasTheCookieAlone() throws Exception {
    String cookie = begun("one");
    assertTrue(with(cookie).revoking("one").through(filter, this::look).hasRun());
    assertNull(found.get(0));
    assertNull(sessions.find(cookie));
  }

  @Test
  void itEndsWithAnotherTokenOfTheSameLogin() throws Exception {
    String cookie = begun("one");
    Visit next = with(cookie).login(ALICE).token("two").revoking("one");
    assertTrue(next.through(filter, this::look).hasRun());
    assertNull(found.get(0));
    assertNull(sessions.find(cookie));
  }

  @Test
  void itIsTheLastTokensAlone() throws Exception {
    String cookie = begun("one");
    Visit unused = with(cookie).login(ALICE).token("two").through(filter, request -> {});
    Visit after = with(cookie).revoking("one").through(filter, this::look);
    assertEquals("alice's", found.get(0));
    assertEquals(cookie, after.cookie());
    unused = with(cookie).revoking("two").through(filter, this::look);
    assertNull(found.get(1));
  }

  @Test
  void aRequestThatIsRefusedForItsRevokedTokenEndsItBeforeAnyPageIsShown() throws Exception {
    String cookie = begun("one");
    Visit refused = with(cookie).revoking("another");
    LoginBoundSessionFilter.stop(refused.request());
    assertNotNull(sessions.find(cookie));
    RevokedSessions.end(refused.request());
    assertNull(sessions.find(cookie));
    assertTrue(refused.dispatched(DispatcherType.ERROR).through(filter, this::look).hasRun());
    assertNull(found.get(0));
  }

  @Test
  void soDoesARequestThatIsRefusedForWantOfAToken() throws Exception {
    String cookie = begun("one");
    LoginBoundSessionFilter.stop(with(cookie).revoking("one").request());
    assertNull(sessions.find(cookie));
  }

  @Test
  void aSessionFromBeforeAnyLoginStays() throws Exception {
    Visit before = with(null).through(filter, r -> r.getSession().setAttribute("note", "basket"));
    RevokedSessions.end(with(before.cookie()).request());
    Visit unused = with(before.cookie()).revoking("one").through(filter, this::look);
    assertEquals("basket", found.get(0));
  }

  @Test
  void withoutRevocationsTheSessionOfARequestWithoutALoginIsNotLookedUp() throws Exception {
    String cookie = begun("one");
    Visit unlooked = with(cookie).refusedByServer().through(filter, request -> {});
    assertTrue(unlooked.hasRun());
    assertFalse(RevokedSessions.areLookedFor(unlooked.request()));
  }
}
