package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtAuthenticator;
import dev.signet.refusals.RefusalLedger;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.LogLines;
import dev.signet.testing.Requests;
import dev.signet.testing.ServerMemories;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A logout request, from the form to the next request of the login that it ends. */
class LogoutRequestTest {
  private static final String PATH = "/signet/logout";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FACTS = ", POST /app/signet/logout, peer 192.0.2.1, client 192.0.2.1";

  @TempDir Path directory;
  private final LogLines log = new LogLines(Level.INFO);
  private final SettableClock clock = new SettableClock();

  /** The memories are the server's, which is the virtual machine that all tests have. */
  @BeforeEach
  @AfterEach
  void forget() throws Exception {
    ServerMemories.forget();
  }

  private Configs config() {
    return Configs.in(directory)
        .issuer("backchannelLogoutPath", PATH)
        .issuer("backchannelLogoutAudiences", "client")
        .issuer("maxTokenLifetime", "1h");
  }

  /** One application under one configuration. */
  private final class Application implements AutoCloseable {
    private final JwtAuthenticator authenticator;
    private final JwtServerAuthModule module;

    Application(Configs config) {
      var loaded = config.load();
      authenticator = JwtAuthenticator.of(loaded, clock);
      RequestAuthenticator requests =
          RequestAuthenticator.of(
              loaded,
              authenticator,
              Refusals.of(loaded, new RefusalLedger("host /app", log, clock)),
              TestModules.uncounted());
      module = new JwtServerAuthModule(() -> requests, callbacks -> {});
    }

    Exchange ask(HttpServletRequest request) throws Exception {
      Exchange exchange = new Exchange(request, true);
      module.validateRequest(exchange, new Subject(), new Subject());
      return exchange;
    }

    int page(Tokens token) throws Exception {
      return ask(Requests.empty().header("jwt", token.compact()).withoutSession().build()).status();
    }

    Exchange logOut(Tokens token) throws Exception {
      return ask(post("logout_token=" + token.compact()).build());
    }

    @Override
    public void close() {
      authenticator.close();
    }
  }

  private static Requests post(String form) {
    return Requests.empty().posting(FORM, form).to("/app", PATH);
  }

  private static Tokens logout(String id) {
    return Tokens.logout("client").claim("jti", id);
  }

  private static Tokens login(String session) {
    return Tokens.good().claim("sid", session);
  }

  @Test
  void aSessionEndsAndNoOtherDoes() throws Exception {
    try (Application app = new Application(config())) {
      assertEquals(200, app.page(login("login")));
      Exchange answer = app.logOut(logout("one"));
      assertEquals(200, answer.status());
      assertEquals("no-store", answer.header("Cache-Control"));
      assertEquals("0", answer.header("Content-Length"));
      assertNull(answer.header("Content-Type"));
      assertEquals(401, app.page(login("login")));
      assertEquals(401, app.page(login("login").time("iat", 1)));
      assertEquals(401, app.page(Tokens.good().claim("sess", "login")));
      assertEquals(200, app.page(login("another")));
      assertEquals(200, app.page(Tokens.good()));
    }
    assertEquals(
        "INFO host /app answered 200: the issuer has ended a session"
            + FACTS
            + ", definition webseal",
        log.all().get(0));
    assertFalse(log.all().get(0).contains("login"));
  }

  @Test
  void everyApplicationOfTheServerKnowsIt() throws Exception {
    try (Application app = new Application(config());
        Application other = new Application(Configs.in(directory))) {
      assertEquals(200, other.page(login("login")));
      assertEquals(200, app.logOut(logout("one")).status());
      assertEquals(401, other.page(login("login")));
      try (Application later = new Application(Configs.in(directory))) {
        assertEquals(401, later.page(login("login")));
      }
    }
  }

  /**
   * By the issuer's clock, which both tokens have: when the request arrives makes no difference.
   */
  @Test
  void withoutASessionEveryTokenOfTheUserFromBeforeEnds() throws Exception {
    try (Application app = new Application(config())) {
      clock.advance(Duration.ofSeconds(30));
      assertEquals(200, app.logOut(logout("one").without("sid").time("iat", 10)).status());
      assertEquals(401, app.page(login("login").time("iat", 9)));
      assertEquals(401, app.page(login("another").time("iat", 10)));
      assertEquals(200, app.page(login("later").time("iat", 11)));
      assertEquals(200, app.page(login("login").time("iat", 9).claim("sub", "otheruser")));
    }
    assertEquals(
        "INFO host /app answered 200: the issuer has ended all sessions of a user"
            + FACTS
            + ", definition webseal",
        log.all().get(0));
  }

  @Test
  void aLogoutTokenCountsOnce() throws Exception {
    try (Application app = new Application(config())) {
      assertEquals(200, app.logOut(logout("one")).status());
      Exchange again = app.logOut(logout("one"));
      assertEquals(400, again.status());
      assertEquals(200, app.logOut(logout("two")).status());
    }
    assertTrue(
        log.all().get(1).endsWith(", definition webseal: this server has seen this iss and jti"),
        log.all()::toString);
  }

  @Test
  void aRefusalHasTheFormOfTheSpecification() throws Exception {
    HttpServletRequest request =
        post("logout_token=" + logout("one").claim("nonce", "secret").compact()).build();
    try (Application app = new Application(config())) {
      Exchange answer = app.ask(request);
      String reference = String.valueOf(request.getAttribute("dev.signet.refusal.reference"));
      assertEquals(400, answer.status());
      assertEquals("application/json", answer.header("Content-Type"));
      assertEquals("no-store", answer.header("Cache-Control"));
      assertEquals(
          "{\"error\":\"invalid_request\",\"error_description\":\"SIGNET-602: the logout token is"
              + " not valid (ref "
              + reference
              + ")\"}",
          answer.body());
      assertEquals(
          List.of(
              "WARNING host /app answered 400: SIGNET-602: the logout token is not valid (ref "
                  + reference
                  + ")"
                  + FACTS
                  + ", definition webseal, alg RS256: claim nonce is there, which no logout token"
                  + " has"),
          log.all());
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      nullValues = "-",
      value = {
        FORM + " | a=b | logout_token is missing, or the body was read before",
        FORM + " | `` | logout_token is missing, or the body was read before",
        FORM + " | logout_token | logout_token is missing, or the body was read before",
        FORM + " | logout_token=a&logout%5Ftoken=b | logout_token is there 2 times",
        FORM + " | logout_token=%zz | the form has an escape that is none",
        "application/json | logout_token=a | Content-Type must be " + FORM,
        "- | logout_token=a | Content-Type must be " + FORM
      })
  void whatIsNoFormWithOneTokenIsRefused(String type, String form, String sentence)
      throws Exception {
    try (Application app = new Application(config())) {
      Exchange answer = app.ask(Requests.empty().posting(type, form).to("/app", PATH).build());
      assertEquals(400, answer.status());
      assertTrue(answer.body().contains("SIGNET-601: the logout request is no form"));
    }
    assertTrue(log.all().get(0).endsWith(", definition webseal: " + sentence), log.all()::toString);
  }

  @Test
  void aBodyIsReadUpToItsLimit() throws Exception {
    String token = "&logout_token=" + logout("one").compact();
    String other = "x=";
    String form = other + "y".repeat(16_384 - other.length() - token.length()) + token;
    try (Application app = new Application(config())) {
      assertEquals(400, app.ask(post("y" + form).build()).status());
      assertEquals(200, app.ask(post(form).build()).status());
    }
    assertTrue(log.all().get(0).endsWith(": the body has more than 16384 bytes"));
  }

  @Test
  void theTypeOfTheFormMayHaveParametersAndTheTokenEscapes() throws Exception {
    String token = URLEncoder.encode(logout("one").compact(), StandardCharsets.UTF_8);
    String type = "Application/X-WWW-Form-Urlencoded; charset=UTF-8";
    try (Application app = new Application(config())) {
      HttpServletRequest request =
          Requests.empty()
              .posting(type, "logout_token=" + token.replace(".", "%2E"))
              .to("/app", PATH)
              .build();
      assertEquals(200, app.ask(request).status());
    }
  }

  @Test
  void onlyAPostIsARequestAndOnlyAtThatPath() throws Exception {
    try (Application app = new Application(config())) {
      Exchange got = app.ask(Requests.empty().to("/app", PATH).build());
      assertEquals(405, got.status());
      assertEquals("POST", got.header("Allow"));
      String form = "logout_token=" + logout("one").compact();
      for (String path : List.of(PATH + "/", PATH + "/x", "/signet", "/SIGNET/LOGOUT")) {
        Exchange elsewhere = app.ask(Requests.empty().posting(FORM, form).to("/app", path).build());
        assertEquals(401, elsewhere.status(), path);
        assertNotNull(elsewhere.header("WWW-Authenticate"));
      }
      Exchange forwarded = app.ask(post(form).dispatched(DispatcherType.FORWARD).build());
      assertEquals(401, forwarded.status());
      assertEquals(200, app.page(login("login")));
    }
  }

  /** A proxy that adds its users' tokens to every request adds them here too. */
  @Test
  void noOtherTokenOfTheRequestCounts() throws Exception {
    try (Application app = new Application(config())) {
      String identity = "logout_token=" + login("login").claim("aud", "client").compact();
      assertEquals(400, app.ask(post(identity).build()).status());
      HttpServletRequest both =
          post("logout_token=" + logout("one").compact())
              .header("jwt", Tokens.good().compact())
              .build();
      assertEquals(200, app.ask(both).status());
      assertNull(both.getAttribute("dev.signet.login"));
      assertNotNull(both.getAttribute("dev.signet.stopped"));
    }
  }

  /** With audiences that fit, a type that fits, and everything an identity needs. */
  @Test
  void aLogoutTokenIsNeverAnIdentity() throws Exception {
    try (Application app = new Application(config())) {
      assertEquals(401, app.page(logout("one")));
      assertEquals(401, app.page(logout("one").header("typ", "logout+jwt")));
      Tokens other = logout("one").claim("events", Map.of("urn:example:event", "x"));
      assertEquals(401, app.page(other));
      assertEquals(200, app.page(Tokens.good().claim("events", Map.of("party", "x"))));
      assertEquals(200, app.page(Tokens.good().claim("events", List.of("urn:a"))));
      assertEquals(200, app.logOut(logout("one")).status());
    }
    assertTrue(
        log.all().get(0).contains("401: SIGNET-422: the token reports a security event"),
        log.all()::toString);
  }

  @Test
  void aClientWithManyRefusalsIsNotReadAndNoOtherIsLimited() throws Exception {
    Tokens forged = logout("one").signedWith("RS256", TestKeys.OTHER_RSA.getPrivate());
    try (Application app = new Application(config())) {
      for (int i = 0; i < 20; i++) {
        assertEquals(400, app.logOut(forged).status());
      }
      Exchange limited = app.logOut(logout("one"));
      assertEquals(429, limited.status());
      assertEquals("60", limited.header("Retry-After"));
      assertEquals("no-store", limited.header("Cache-Control"));
      assertEquals(200, app.page(login("login")));
      HttpServletRequest issuers =
          post("logout_token=" + logout("one").compact()).from("192.0.2.2").build();
      assertEquals(200, app.ask(issuers).status());
      clock.advance(Duration.ofSeconds(59));
      assertEquals(429, app.logOut(logout("two")).status());
      clock.advance(Duration.ofSeconds(1));
      assertEquals(200, app.logOut(logout("two")).status());
    }
  }

  @Test
  void aClientThatSentAValidTokenHasNoLimitForAnHour() throws Exception {
    Tokens forged = logout("one").signedWith("RS256", TestKeys.OTHER_RSA.getPrivate());
    try (Application app = new Application(config())) {
      assertEquals(200, app.logOut(logout("one")).status());
      clock.advance(Duration.ofMinutes(60).minusSeconds(1));
      for (int i = 0; i < 25; i++) {
        assertEquals(400, app.logOut(forged).status());
      }
      clock.advance(Duration.ofSeconds(1));
      assertEquals(429, app.logOut(forged).status());
    }
  }

  @Test
  void whileItCannotBeVerifiedItMayBeSentAgain() throws Exception {
    try (KeyServer server = KeyServer.start()) {
      server.answers(503);
      Configs config =
          config()
              .without("publicKeyLocation")
              .issuer("httpsRequired", false)
              .issuer("jwkEndpointUrl", server.url());
      try (Application app = new Application(config)) {
        Exchange answer = app.logOut(logout("one"));
        assertEquals(503, answer.status());
        assertNotNull(answer.header("Retry-After"));
      }
    }
  }
}
