package dev.signet.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.rehearsal.RehearsedApplication;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose an HTTP session is. */
class LoginBoundSessionFilterTest {
  private static final String ALICE = "digest of alice's login";
  private static final String BOB = "digest of bob's login";

  private final SessionsOfAnApplication sessions = new SessionsOfAnApplication();
  private final LoginBoundSessionFilter filter = new LoginBoundSessionFilter(response -> {});

  private Visit with(@Nullable String cookie) {
    return new Visit(sessions, cookie);
  }

  private static void put(HttpServletRequest request, String note) {
    request.getSession().setAttribute("note", note);
  }

  private static @Nullable Object note(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? null : session.getAttribute("note");
  }

  /** The cookie of a session in which a login has left a note. */
  private String leftBy(String login) throws Exception {
    return cookie(with(null).login(login).through(filter, request -> put(request, "left")));
  }

  private static String cookie(Visit visit) {
    return Objects.requireNonNull(visit.cookie());
  }

  /** What a login finds under a cookie. */
  private @Nullable Object found(String login, @Nullable String cookie) throws Exception {
    List<Object> found = new ArrayList<>();
    Visit visit =
        with(cookie)
            .login(login)
            .through(filter, request -> found.add(String.valueOf(note(request))));
    assertTrue(visit.hasRun());
    return found.get(0).equals("null") ? null : found.get(0);
  }

  private static void inThread(Runnable task) throws InterruptedException {
    Thread thread = new Thread(task);
    thread.start();
    thread.join();
  }

  @Test
  void aSessionStaysWithItsLogin() throws Exception {
    String cookie = leftBy(ALICE);
    assertEquals("left", found(ALICE, cookie));
    assertEquals("left", found(ALICE, cookie));
  }

  @Test
  void aSessionIsItsLoginsFromTheMomentItIsMade() throws Exception {
    List<Object> foundByBob = new ArrayList<>();
    Visit unused =
        with(null)
            .login(ALICE)
            .through(
                filter,
                request -> {
                  put(request, "not for bob");
                  String cookie = request.getSession().getId();
                  inAnotherRequest(foundByBob, cookie);
                });
    assertEquals(List.of("null"), foundByBob);
  }

  /** While the one that made the session is still under way. */
  private void inAnotherRequest(List<Object> found, String cookie) {
    try {
      inThread(
          () -> {
            try {
              found.add(String.valueOf(found(BOB, cookie)));
            } catch (Exception e) {
              found.add(e);
            }
          });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource(DispatcherType.class)
  void anotherLoginFindsNothingWhicheverDispatchRunsTheApplication(DispatcherType type)
      throws Exception {
    String cookie = leftBy(ALICE);
    List<Object> found = new ArrayList<>();
    Visit visit =
        with(cookie)
            .login(BOB)
            .dispatched(type)
            .through(filter, request -> found.add(String.valueOf(note(request))));
    assertEquals(List.of("null"), found);
    assertNull(visit.cookie());
    assertNull(sessions.find(cookie));
  }

  @ParameterizedTest
  @EnumSource(DispatcherType.class)
  void aSessionIsBoundInWhicheverDispatchItIsMade(DispatcherType type) throws Exception {
    Visit made =
        with(null)
            .login(ALICE)
            .dispatched(type)
            .through(filter, request -> put(request, "in " + type));
    assertEquals("in " + type, found(ALICE, made.cookie()));
    assertNull(found(BOB, made.cookie()));
  }

  @Test
  void aSessionThatAThreadMakesAfterTheFiltersBelongsToTheLoginOfItsRequest() throws Exception {
    Visit visit = with(null).login(ALICE).through(filter, HttpServletRequest::startAsync);
    inThread(() -> put(visit.request(), "by a thread"));
    visit.complete();
    assertEquals("by a thread", found(ALICE, visit.cookie()));
    assertNull(found(BOB, visit.cookie()));
  }

  @Test
  void soItDoesWhereTheRequestHasBegunAnotherAsynchronousPart() throws Exception {
    Visit visit = with(null).login(ALICE).through(filter, HttpServletRequest::startAsync);
    visit.beginAgain();
    inThread(() -> put(visit.request(), "by a thread"));
    visit.complete();
    assertEquals("by a thread", found(ALICE, visit.cookie()));
  }

  @Test
  void untilItsRequestIsCompleteASessionThatAThreadHasMadeIsNobodyElses() throws Exception {
    Visit visit = with(null).login(ALICE).through(filter, HttpServletRequest::startAsync);
    inThread(() -> put(visit.request(), "by a thread"));
    String cookie = cookie(visit);
    assertNull(found(BOB, cookie));
    assertNull(sessions.find(cookie));
    visit.complete();
  }

  @Test
  void aThreadOfARequestWithoutALoginMakesASessionForNoLogin() throws Exception {
    Visit visit = with(null).through(filter, request -> {});
    inThread(() -> put(visit.request(), "by a thread"));
    assertNull(found(ALICE, visit.cookie()));
  }

  @Test
  void aSessionFromBeforeTheLoginIsKeptUnderAnotherId() throws Exception {
    Visit before = with(null).through(filter, request -> put(request, "basket"));
    String planted = cookie(before);
    Visit login = with(planted).login(ALICE).through(filter, request -> put(request, "secret"));
    assertNotEquals(planted, login.cookie());
    assertNull(sessions.find(planted));
    assertEquals("secret", found(ALICE, login.cookie()));
    assertNull(found(BOB, login.cookie()));
  }

  @Test
  void whereServersShareItItKeepsWhatItHolds() throws Exception {
    sessions.share();
    String before = cookie(with(null).through(filter, request -> put(request, "basket")));
    Visit login =
        with(before).login(ALICE).through(filter, request -> assertEquals("basket", note(request)));
    assertNotEquals(before, login.cookie());
    assertEquals("basket", found(ALICE, login.cookie()));
    assertNull(found(BOB, login.cookie()));
  }

  @Test
  void anIdIsChangedOnce() throws Exception {
    String planted = cookie(with(null).through(filter, HttpServletRequest::getSession));
    String cookie = cookie(with(planted).login(ALICE).through(filter, request -> {}));
    assertEquals(cookie, with(cookie).login(ALICE).through(filter, request -> {}).cookie());
    String fresh = leftBy(ALICE);
    assertEquals(fresh, with(fresh).login(ALICE).through(filter, request -> {}).cookie());
  }

  @Test
  void whereTheIdCannotBeChangedAnyMoreTheSessionIsNotKept() throws Exception {
    String planted = cookie(with(null).through(filter, request -> put(request, "basket")));
    Visit include =
        with(planted)
            .login(ALICE)
            .dispatched(DispatcherType.INCLUDE)
            .committed()
            .through(filter, request -> assertNull(note(request)));
    assertTrue(include.hasRun());
    assertNull(sessions.find(planted));
  }

  @Test
  void whatAListenerBeforeTheFiltersBeganForALoginIsItsOwn() throws Exception {
    Visit visit =
        with(null).login(ALICE).withNewSession().through(filter, request -> put(request, "kept"));
    assertEquals("kept", found(ALICE, visit.cookie()));
    assertNull(found(BOB, visit.cookie()));
  }

  @Test
  void whatALoginFormKeepsBeforeTheFilterIsFromBeforeTheLogin() throws Exception {
    NewSessions listener = new NewSessions();
    ServletRequestEvent event = event();
    listener.requestInitialized(event);
    Visit form = with(null).withNewSession();
    listener.requestDestroyed(event);
    form.request().getSession().setAttribute("note", "where to go");
    Visit login =
        with(form.cookie())
            .passedOn()
            .user("form")
            .through(filter, request -> assertEquals("where to go", note(request)));
    assertTrue(login.hasRun());
  }

  @Test
  void aThreadOfTheServerThatHasServedARequestServesNoneUntilTheNext() throws Exception {
    new NewSessions().requestInitialized(event());
    Visit unused = with(null).through(filter, HttpServletRequest::startAsync);
    // and its pool runs a part of an asynchronous request of another user
    Visit other = with(null).login(BOB);
    put(other.request(), "bob's");
    assertNull(found(ALICE, other.cookie()));
  }

  private ServletRequestEvent event() {
    ServletContext application =
        (ServletContext)
            Proxy.newProxyInstance(
                LoginBoundSessionFilterTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError("nobody may ask for " + method.getName());
                });
    return new ServletRequestEvent(application, with(null).request());
  }

  @Test
  void oneOfTwoLoginsThatComeAtOnceGetsASessionFromBefore() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 50; i++) {
        String planted = cookie(with(null).through(filter, request -> put(request, "basket")));
        List<Callable<String>> both = List.of(() -> seen(ALICE, planted), () -> seen(BOB, planted));
        List<String> seen = new ArrayList<>();
        for (Future<String> each : threads.invokeAll(both)) {
          seen.add(each.get());
        }
        assertFalse(seen.stream().allMatch("basket"::equals), seen.toString());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void severalRequestsOfTheNextLoginFindNothingWhileTheSessionEnds() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int i = 0; i < 50; i++) {
        String cookie = leftBy(ALICE);
        Callable<String> bob = () -> seen(BOB, cookie);
        for (Future<String> each : threads.invokeAll(Collections.nCopies(4, bob))) {
          assertEquals("null", each.get());
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private String seen(String login, String cookie) throws Exception {
    List<String> seen = new ArrayList<>();
    Visit unused =
        with(cookie)
            .login(login)
            .through(
                filter,
                request -> {
                  try {
                    seen.add(String.valueOf(note(request)));
                  } catch (IllegalStateException e) {
                    seen.add("ended");
                  }
                });
    return seen.get(0);
  }

  @Test
  void aRequestWithoutALoginDoesNotEvenAskForTheSession() throws Exception {
    String cookie = leftBy(ALICE);
    Visit open = with(cookie).refusedByServer().through(filter, request -> {});
    assertTrue(open.hasRun());
    Visit page =
        with(cookie)
            .refused()
            .dispatched(DispatcherType.ERROR)
            .refusedByServer()
            .through(filter, request -> {});
    assertTrue(page.hasRun());
    assertEquals("left", found(ALICE, cookie));
  }

  @Test
  void aRefusedRequestDoesNotRunTheApplication() throws Exception {
    Visit visit = with(null).refused().login(ALICE).through(filter, request -> {});
    assertFalse(visit.hasRun());
  }

  @Test
  void theErrorPageOfARefusalIsNobodysEvenWhereTheServerHasTheSessionsUserInTheRequest()
      throws Exception {
    List<Object> seen = new ArrayList<>();
    Visit visit =
        with(leftBy(ALICE))
            .user("alice")
            .refused()
            .dispatched(DispatcherType.ERROR)
            .through(
                filter,
                request -> {
                  seen.add(String.valueOf(request.getUserPrincipal()));
                  seen.add(String.valueOf(request.getRemoteUser()));
                  seen.add(String.valueOf(request.getAuthType()));
                  seen.add(request.isUserInRole("RoleA"));
                });
    assertTrue(visit.hasRun());
    assertEquals(List.of("null", "null", "null", false), seen);
  }

  @Test
  void aRefusalHasOneErrorPageAndWhatThatIsMadeOf() throws Exception {
    Visit visit = with(null).refused().dispatched(DispatcherType.ERROR);
    assertTrue(visit.through(filter, request -> {}).hasRun());
    assertTrue(visit.dispatched(DispatcherType.INCLUDE).through(filter, request -> {}).hasRun());
    // the application itself, in a dispatch that calls itself one of an error page
    assertFalse(visit.dispatched(DispatcherType.ERROR).through(filter, request -> {}).hasRun());
  }

  @Test
  void aSessionThatEndedBeforeTheFilterIsTakenForOneThatEndsThere() throws Exception {
    Visit visit = with(leftBy(ALICE)).login(BOB);
    visit.request().setAttribute("dev.signet.ended", true);
    visit.request().getSession().invalidate();
    assertTrue(visit.through(filter, request -> assertNull(note(request))).hasRun());
  }

  @Test
  void onTomcatAnothersSessionEndsBeforeTheServerIsNotifiedOfTheCaller() throws Exception {
    String others = leftBy(ALICE);
    Visit visit = with(others);
    LoginBoundSessionFilter.endAnothers(visit.request(), BOB);
    assertNull(visit.cookie());
    assertEquals(true, visit.request().getAttribute("dev.signet.ended"));
    String own = leftBy(BOB);
    Visit same = with(own);
    LoginBoundSessionFilter.endAnothers(same.request(), BOB);
    assertEquals(own, same.cookie());
    String before = cookie(with(null).through(filter, HttpServletRequest::getSession));
    Visit first = with(before);
    LoginBoundSessionFilter.endAnothers(first.request(), BOB);
    assertEquals(before, first.cookie());
    LoginBoundSessionFilter.endAnothers(with(null).request(), BOB);
  }

  @Test
  void theErrorPageOfALoginKeepsItsUserAndSession() throws Exception {
    String cookie = leftBy(ALICE);
    Visit visit =
        with(cookie)
            .user("alice")
            .login(ALICE)
            .dispatched(DispatcherType.ERROR)
            .through(
                filter,
                request -> {
                  assertEquals("alice", request.getRemoteUser());
                  assertEquals("left", note(request));
                });
    assertEquals(cookie, visit.cookie());
  }

  @Test
  void whatAnotherMechanismLetsInIsALoginAsWell() throws Exception {
    Visit form =
        with(null).passedOn().user("form").through(filter, request -> put(request, "of the form"));
    String cookie = cookie(form);
    Visit same =
        with(cookie)
            .passedOn()
            .user("form")
            .through(filter, request -> assertEquals("of the form", note(request)));
    assertTrue(same.hasRun());
    assertNull(found(ALICE, cookie));
    Visit otherForm =
        with(leftBy(ALICE))
            .passedOn()
            .user("form")
            .through(filter, request -> assertNull(note(request)));
    assertTrue(otherForm.hasRun());
  }

  @Test
  void aServerThatRefusesASessionDoesNotStopAnApplicationThatDoesNotUseIt() throws Exception {
    Visit visit = with(leftBy(ALICE)).login(BOB).refusedByServer().through(filter, request -> {});
    assertTrue(visit.hasRun());
  }

  @Test
  void aSessionThatEndsAtTheSameTimeIsNotUsed() throws Exception {
    String cookie = leftBy(ALICE);
    Visit late = with(cookie).login(BOB);
    HttpServletRequest request = late.request();
    sessions.end(assertNotNullAnd(sessions.find(cookie)));
    Visit unused = late.through(filter, same -> assertNull(note(same)));
    assertTrue(late.hasRun());
    assertNull(request.getSession(false));
  }

  private static SessionsOfAnApplication.Kept assertNotNullAnd(
      SessionsOfAnApplication.@Nullable Kept kept) {
    assertNotNull(kept);
    return kept;
  }

  @Test
  void theSessionHoldsADigestAndNothingElseOfTheLogin() throws Exception {
    SessionsOfAnApplication.Kept kept = assertNotNullAnd(sessions.find(leftBy(ALICE)));
    assertEquals(
        Map.of("note", "left", "dev.signet.login", ALICE), SessionsOfAnApplication.contents(kept));
    Visit open = with(null).through(filter, request -> put(request, "basket"));
    assertEquals(
        Map.of("note", "basket", "dev.signet.login", ""),
        SessionsOfAnApplication.contents(assertNotNullAnd(sessions.find(open.cookie()))));
  }

  private static void refuse(HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
  }

  @Test
  void aRequestWhoseCallerTheServerCallsOtherwiseIsRefusedAndThatLoginEnds() throws Exception {
    Visit visit = with(null).user("formuser").login(ALICE);
    LoginBoundSessionFilter.expect(
        visit.request(), Set.of("alice"), LoginBoundSessionFilterTest::refuse);
    assertFalse(visit.through(filter, request -> {}).hasRun());
    assertEquals(401, visit.status());
    assertNull(visit.request().getUserPrincipal());
  }

  @Test
  void aRequestWhoseCallerHasAnExpectedNameOrNoneRuns() throws Exception {
    for (Visit visit : List.of(with(null).user("alice"), with(null))) {
      LoginBoundSessionFilter.mark(visit.request(), ALICE, () -> "a token");
      LoginBoundSessionFilter.expect(
          visit.request(), Set.of("alice"), LoginBoundSessionFilterTest::refuse);
      assertTrue(visit.through(filter, request -> {}).hasRun());
      assertEquals(200, visit.status());
    }
  }

  @Test
  void whereAServerRunsARefusedRequestItsResponseIsCompletedAndTheApplicationDoesNotRun()
      throws Exception {
    LoginBoundSessionFilter completing =
        new LoginBoundSessionFilter(LoginBoundSessionFilterTest::refuse);
    Visit visit = with(leftBy(ALICE)).user("alice");
    LoginBoundSessionFilter.stop(visit.request());
    assertFalse(visit.through(completing, request -> {}).hasRun());
    assertEquals(401, visit.status());
  }

  @Test
  void theErrorPageOfARefusedRequestIsNobodysAndShownOnce() throws Exception {
    Visit visit = with(null).user("alice").refused().dispatched(DispatcherType.ERROR);
    assertTrue(
        visit
            .through(
                filter,
                request -> {
                  assertNull(request.getUserPrincipal());
                  assertNull(request.getRemoteUser());
                  assertNull(request.getAuthType());
                  assertFalse(request.isUserInRole("admin"));
                })
            .hasRun());
    assertFalse(visit.through(filter, request -> {}).hasRun());
  }

  @Test
  void aSessionThatTheErrorPageOfARefusedRequestBeginsIsNobodys() throws Exception {
    Visit page =
        with(null)
            .user("alice")
            .refused()
            .dispatched(DispatcherType.ERROR)
            .through(filter, request -> put(request, "of the page"));
    assertEquals(
        Map.of("note", "of the page", "dev.signet.login", ""),
        SessionsOfAnApplication.contents(assertNotNullAnd(sessions.find(page.cookie()))));
  }

  @Test
  void whatIsNoHttpIsLeftAlone() throws Exception {
    ServletRequest request = of(ServletRequest.class);
    ServletResponse response = of(ServletResponse.class);
    List<Object> seen = new ArrayList<>();
    filter.doFilter(request, response, (one, other) -> seen.addAll(List.of(one, other)));
    assertSame(request, seen.get(0));
    assertSame(response, seen.get(1));
  }

  private static <T> T of(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            LoginBoundSessionFilterTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> 1;
                  case "equals" -> false;
                  default -> throw new AssertionError("nobody may ask for " + method.getName());
                }));
  }

  @Test
  void inAnApplicationThatIsOnlyRehearsedNoSessionIsTouched() throws Exception {
    sessions.in(RehearsedApplication.unseen());
    Visit first = with(null).login(ALICE).through(filter, request -> put(request, "left"));
    String cookie = cookie(first);
    assertEquals(
        Map.of("note", "left"),
        SessionsOfAnApplication.contents(Objects.requireNonNull(sessions.find(cookie))));
    assertEquals("left", found(BOB, cookie));
    assertNotNull(sessions.find(cookie));
  }
}
