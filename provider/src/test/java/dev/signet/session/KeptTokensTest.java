package dev.signet.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.JwtPrincipal;
import dev.signet.RequestToken;
import dev.signet.RequestToken.NextHop;
import dev.signet.TestPrincipals;
import dev.signet.concurrent.RequestTokenContext;
import dev.signet.testing.Tokens;
import jakarta.enterprise.concurrent.spi.ThreadContextRestorer;
import jakarta.enterprise.concurrent.spi.ThreadContextSnapshot;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the token of a request, and until when. */
class KeptTokensTest {
  private static final String ALICE = "digest of alice's login";

  @TempDir Path directory;

  private final LoginBoundSessionFilter filter = new LoginBoundSessionFilter(response -> {});
  private final SessionsOfAnApplication sessions = new SessionsOfAnApplication();
  private final List<Optional<String>> seen = new ArrayList<>();
  private JwtPrincipal alice;
  private JwtPrincipal bob;

  @BeforeEach
  void callers() throws Exception {
    alice = TestPrincipals.of(directory, Tokens.good().claim("sub", "alice"));
    bob = TestPrincipals.of(directory, Tokens.good().claim("sub", "bob"));
  }

  /** A request of alice whose token is kept. */
  private Visit kept(String token) {
    Visit visit = new Visit(sessions, null).login(ALICE);
    KeptTokens.keep(visit.request(), RequestToken.of(alice, token, NextHop.NONE));
    return visit;
  }

  private void look(HttpServletRequest request) {
    seen.add(alice.token());
  }

  private static Optional<String> onAnotherThread(Supplier<Optional<String>> look) {
    return CompletableFuture.supplyAsync(look, task -> new Thread(task).start()).join();
  }

  /** As a managed executor runs a task of what the thread does now. */
  private static Optional<String> onExecutor(ThreadContextSnapshot context, JwtPrincipal caller) {
    return onAnotherThread(
        () -> {
          ThreadContextRestorer after = context.begin();
          Optional<String> token = caller.token();
          after.endContext();
          assertEquals(Optional.empty(), caller.token());
          return token;
        });
  }

  private static ThreadContextSnapshot context() {
    return new RequestTokenContext().currentContext(Map.of());
  }

  @Test
  void theThreadHasTheTokenWhileItServesTheRequest() throws Exception {
    kept("t.o.ken").through(filter, this::look);
    look(kept("unused").request());
    assertEquals(List.of(Optional.of("t.o.ken"), Optional.empty()), seen);
  }

  @Test
  void anotherThreadHasNone() throws Exception {
    kept("t.o.ken").through(filter, request -> seen.add(onAnotherThread(alice::token)));
    assertEquals(List.of(Optional.empty()), seen);
  }

  /** The object of another caller, such as one that a session has kept. */
  @Test
  void anotherCallersPrincipalHasNone() throws Exception {
    kept("t.o.ken").through(filter, request -> seen.add(bob.token()));
    assertEquals(List.of(Optional.empty()), seen);
  }

  @Test
  void theNextRequestOfTheThreadHasItsOwnOrNone() throws Exception {
    kept("o.n.e").through(filter, this::look);
    new Visit(sessions, null).login(ALICE).through(filter, this::look);
    new Visit(sessions, null).through(filter, this::look);
    kept("t.w.o").through(filter, this::look);
    assertEquals(
        List.of(Optional.of("o.n.e"), Optional.empty(), Optional.empty(), Optional.of("t.w.o")),
        seen);
  }

  @Test
  void aFailedRequestLeavesNothingOnTheThread() {
    assertThrows(
        ServletException.class,
        () ->
            kept("t.o.ken")
                .through(
                    filter,
                    request -> {
                      throw new ServletException("the application's");
                    }));
    assertEquals(Optional.empty(), RequestToken.running());
  }

  /**
   * A forward, or an included part, is the same request; what runs after it still has the token.
   */
  @Test
  void aDispatchInsideSharesTheToken() throws Exception {
    Visit visit = kept("t.o.ken");
    List<ThreadContextSnapshot> tasks = new ArrayList<>();
    visit.through(
        filter,
        request -> {
          try {
            visit.dispatched(DispatcherType.INCLUDE).through(filter, included -> look(request));
            visit.dispatched(DispatcherType.FORWARD);
            visit.through(filter, forwarded -> tasks.add(context()));
          } catch (Exception e) {
            throw new ServletException(e);
          }
          visit.dispatched(DispatcherType.REQUEST);
          look(request);
          seen.add(onExecutor(tasks.get(0), alice));
        });
    Optional<String> token = Optional.of("t.o.ken");
    assertEquals(List.of(token, token, token), seen);
  }

  @Test
  void aTaskHasTheTokenUntilTheRequestEnds() throws Exception {
    List<ThreadContextSnapshot> tasks = new ArrayList<>();
    kept("t.o.ken")
        .through(
            filter,
            request -> {
              tasks.add(context());
              seen.add(onExecutor(tasks.get(0), alice));
            });
    seen.add(onExecutor(tasks.get(0), alice));
    assertEquals(List.of(Optional.of("t.o.ken"), Optional.empty()), seen);
  }

  /** The thread that runs a task may be the one that serves another request. */
  @Test
  void aTaskOnTheThreadOfAnotherRequestHasItsOwnTokenAndGivesTheOtherBack() throws Exception {
    List<ThreadContextSnapshot> tasks = new ArrayList<>();
    ThreadContextSnapshot nobodys = context();
    Visit first = kept("o.n.e");
    first.through(
        filter,
        request -> {
          request.startAsync();
          tasks.add(context());
        });
    kept("t.w.o")
        .through(
            filter,
            request -> {
              ThreadContextRestorer after = tasks.get(0).begin();
              look(request);
              after.endContext();
              ThreadContextRestorer afterNobody = nobodys.begin();
              look(request);
              afterNobody.endContext();
              ThreadContextRestorer cleared =
                  new RequestTokenContext().clearedContext(Map.of()).begin();
              look(request);
              cleared.endContext();
              look(request);
            });
    assertEquals(
        List.of(Optional.of("o.n.e"), Optional.empty(), Optional.empty(), Optional.of("t.w.o")),
        seen);
  }

  @Test
  void anAsynchronousRequestKeepsItUntilItIsComplete() throws Exception {
    List<ThreadContextSnapshot> tasks = new ArrayList<>();
    Visit visit =
        kept("t.o.ken")
            .through(
                filter,
                request -> {
                  request.startAsync();
                  tasks.add(context());
                });
    assertEquals(Optional.empty(), alice.token());
    seen.add(onExecutor(tasks.get(0), alice));
    visit.beginAgain();
    seen.add(onExecutor(tasks.get(0), alice));
    destroy(visit); // as Liberty does after each part
    visit.dispatched(DispatcherType.ASYNC).through(filter, this::look);
    visit.complete();
    visit.through(filter, request -> assertEquals(Optional.empty(), alice.token()));
    seen.add(onExecutor(tasks.get(0), alice));
    Optional<String> token = Optional.of("t.o.ken");
    assertEquals(List.of(token, token, token, Optional.empty()), seen);
  }

  @Test
  void theRequestItselfLosesItAtItsEnd() throws Exception {
    Visit visit = kept("t.o.ken").through(filter, this::look);
    destroy(visit);
    visit.through(filter, this::look);
    assertEquals(List.of(Optional.of("t.o.ken"), Optional.empty()), seen);
  }

  /** The server has another user for the request: nothing is sent by its error page. */
  @Test
  void aRequestThatTheFilterRefusesLosesIt() throws Exception {
    Visit visit = kept("t.o.ken").user("bob");
    LoginBoundSessionFilter.expect(visit.request(), Set.of("alice"), response -> {});
    visit.through(filter, this::look);
    assertFalse(visit.hasRun());
    visit.dispatched(DispatcherType.ERROR).through(filter, this::look);
    assertEquals(List.of(Optional.empty()), seen);
  }

  @Test
  void theSessionHasNothingOfIt() throws Exception {
    Visit visit = kept("t.o.ken").through(filter, request -> request.getSession());
    SessionsOfAnApplication.Kept session = sessions.find(visit.cookie());
    assertEquals(
        Map.of("dev.signet.login", ALICE),
        SessionsOfAnApplication.contents(Objects.requireNonNull(session)));
  }

  @Test
  void nothingPrintsIt() {
    Visit visit = kept("t.o.ken");
    Object attribute = visit.request().getAttribute(KeptTokens.TOKEN);
    RequestToken token = RequestToken.of(alice, "t.o.ken", NextHop.NONE);
    assertFalse((attribute + " " + token + " " + token.hop()).contains("t.o.ken"));
  }

  private static void destroy(Visit visit) {
    new NewSessions().requestDestroyed(new ServletRequestEvent(application(), visit.request()));
  }

  private static ServletContext application() {
    return (ServletContext)
        Proxy.newProxyInstance(
            KeptTokensTest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, given) -> {
              throw new AssertionError("nobody may ask an application for " + method);
            });
  }
}
