package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.config.SignetConfig;
import dev.signet.refusals.RefusalLedger;
import dev.signet.testing.Configs;
import dev.signet.testing.LogLines;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import jakarta.security.auth.message.AuthException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which a request is checked, its container notified and a refusal sent. */
class RequestAuthenticatorTest {
  private static final String STOPPED = "dev.signet.stopped";

  @TempDir Path directory;
  private final LogLines log = new LogLines(Level.ALL);
  private final List<String> notified = new ArrayList<>();
  private final Subject client = new Subject();

  /** Writes down whom the container is notified of. */
  private class Notes implements CallerNotifier {
    @Override
    public Server server() {
      return Server.STANDARD;
    }

    @Override
    public void notify(Subject client, Authenticated caller) throws AuthException {
      notified.add(caller.principal().getName());
    }

    @Override
    public void notifyNobody(Subject client) throws AuthException {
      notified.add("nobody");
    }
  }

  /** An application that has something to say of a caller. */
  private interface Saying extends ApplicationLogin {
    @Override
    default boolean takesUnauthenticated() {
      return true;
    }
  }

  private Outcome validate(Exchange exchange, CallerNotifier notifier, ApplicationLogin application)
      throws Exception {
    return validate(Configs.in(directory).load(), exchange, notifier, application);
  }

  private Outcome validate(
      SignetConfig config, Exchange exchange, CallerNotifier notifier, ApplicationLogin application)
      throws Exception {
    SettableClock clock = new SettableClock();
    try (JwtAuthenticator authenticator = JwtAuthenticator.of(config, clock)) {
      Refusals refusals = Refusals.of(config, new RefusalLedger("host /app", log, clock));
      return RequestAuthenticator.of(config, authenticator, refusals, TestModules.uncounted())
          .validate(exchange, client, notifier, application);
    }
  }

  private static HttpServletRequest good() {
    return Requests.withJwt(Tokens.good().compact());
  }

  @Test
  void aCallerIsNotifiedOnceTheApplicationHasConfirmedThem() throws Exception {
    Saying application =
        (caller, authenticator) -> {
          notified.add("asked");
          return caller;
        };
    HttpServletRequest request = good();
    Exchange exchange = new Exchange(request, true);
    assertEquals(Outcome.AUTHENTICATED, validate(exchange, new Notes(), application));
    assertEquals(List.of("asked", "testuser"), notified);
    assertNotNull(request.getAttribute("dev.signet.login"));
    assertNull(request.getAttribute(STOPPED));
  }

  @Test
  void aCallerWhomTheApplicationRefusesIsNeverNotified() throws Exception {
    HttpServletRequest request = good();
    Exchange exchange = new Exchange(request, false);
    exchange.onError(() -> assertEquals(List.of("nobody"), notified));
    Saying application =
        (caller, line) -> Rejected.after(Rejection.IDENTITY_STORE_REJECTED, caller);
    assertEquals(Outcome.ANSWERED, validate(exchange, new Notes(), application));
    assertEquals(401, exchange.status());
    assertEquals(List.of("nobody"), notified);
    assertNotNull(request.getAttribute(STOPPED));
    assertNull(request.getAttribute("dev.signet.login"));
  }

  @Test
  void aRefusalOfACallerWhoseTokenIsGoodHasTheHeaderOfTheToken() throws Exception {
    Saying application =
        (caller, line) -> Rejected.after(Rejection.IDENTITY_STORE_REJECTED, caller, "no");
    String token = Tokens.good().header("kid", "k1").header("typ", "JWT").compact();
    validate(new Exchange(Requests.withJwt(token), false), new Notes(), application);
    String inForm = "definition webseal, alg RS256, kid k1, typ JWT: ";
    assertTrue(log.all().get(0).endsWith(inForm + "no"), log.all().get(0));
    Notes liberty =
        new Notes() {
          @Override
          public Server server() {
            return Server.LIBERTY;
          }
        };
    HttpServletRequest others =
        Requests.empty().header("jwt", token).user(() -> "another").loggingOut().build();
    validate(new Exchange(others, false), liberty, ApplicationLogin.NONE);
    assertTrue(
        log.all().get(1).endsWith(inForm + "the server has another user for the request"),
        log.all().get(1));
  }

  @Test
  void anErrorInSignetIsNobodysAndLoggedWithoutItsMessage() throws Exception {
    HttpServletRequest request = good();
    Saying application =
        (caller, authenticator) -> {
          throw new IllegalStateException("testuser");
        };
    AuthException fault =
        assertThrows(
            AuthException.class,
            () -> validate(new Exchange(request, false), new Notes(), application));
    String message = String.valueOf(fault.getMessage());
    assertEquals(
        "an error in Signet: java.lang.IllegalStateException at ",
        message.substring(0, message.indexOf(" at ") + 4));
    assertEquals(List.of("ERROR host /app answered with " + message), log.all());
    assertEquals(List.of("nobody"), notified);
    assertNotNull(request.getAttribute(STOPPED));
    assertEquals(0, client.getPrivateCredentials().size());
  }

  @Test
  void aRefusalIsSentWhetherTheContainerAcceptsNobodyOrNot() throws Exception {
    Notes refusing =
        new Notes() {
          @Override
          public void notifyNobody(Subject client) throws AuthException {
            throw new CallerNotAcceptedException(server());
          }
        };
    HttpServletRequest request = Requests.withJwt("garbage");
    Exchange exchange = new Exchange(request, false);
    assertEquals(Outcome.ANSWERED, validate(exchange, refusing, ApplicationLogin.NONE));
    assertEquals(503, exchange.status());
    assertNotNull(request.getAttribute(STOPPED));
  }

  @Test
  void aRequestWithoutATokenIsDelegatedOnlyWhereTheConfigurationAllowsItAndUntouchedThen()
      throws Exception {
    Saying application = (caller, authenticator) -> caller;
    SignetConfig supported = Configs.in(directory).issuer("inboundPropagation", "supported").load();
    HttpServletRequest request = Requests.empty().build();
    Exchange delegated = new Exchange(request, true);
    assertEquals(Outcome.DELEGATED, validate(supported, delegated, new Notes(), application));
    assertEquals(200, delegated.status());
    assertEquals(List.of(), notified);
    assertNotNull(request.getAttribute("dev.signet.passedOn"));
    Exchange required = new Exchange(Requests.empty().build(), true);
    assertEquals(Outcome.ANSWERED, validate(required, new Notes(), application));
    assertEquals(401, required.status());
    Exchange bad = new Exchange(Requests.withJwt("garbage"), true);
    assertEquals(Outcome.ANSWERED, validate(supported, bad, new Notes(), application));
    Exchange alone = new Exchange(Requests.empty().build(), true);
    assertEquals(Outcome.ANSWERED, validate(supported, alone, new Notes(), ApplicationLogin.NONE));
  }

  @Test
  void theErrorPageOfARefusedRequestIsNobodys() throws Exception {
    HttpServletRequest page =
        Requests.empty().header("jwt", "garbage").dispatched(DispatcherType.ERROR).build();
    Exchange exchange = new Exchange(page, true);
    assertEquals(Outcome.UNAUTHENTICATED, validate(exchange, new Notes(), ApplicationLogin.NONE));
    assertEquals(List.of("nobody"), notified);
  }
}
