package dev.signet.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtAuthenticator;
import dev.signet.config.SignetConfig;
import dev.signet.config.TrustedProxies;
import dev.signet.identity.ServerNames;
import dev.signet.refusals.RecordedRefusal;
import dev.signet.refusals.RefusalLedger;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.LogOfSignet;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import dev.signet.token.RequestChannel;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Signet would have done with the requests of an application that logs in by itself. */
class RehearsalTest {
  private static final String REFERENCE = "\\(ref [A-HJ-NP-Z2-9]{8}\\)";

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final RefusalLedger ledger = RefusalLedger.rehearsing("host /app", clock);
  private final Rehearsal rehearsal = new Rehearsal("host /app", ledger, clock);
  private final RehearsalMXBean numbers = rehearsal.numbers();
  private ServletContext application = declaring("groupa", "teller");
  private @Nullable JwtAuthenticator line;

  private static ServletContext declaring(String... roles) {
    return new RehearsedApplication()
        .file("/WEB-INF/web.xml", RehearsedApplication.webXml(roles))
        .context();
  }

  private static RehearsedServer server(@Nullable String obstacle) {
    return new RehearsedServer(ServerNames.withoutRealms(List.of()), Optional.ofNullable(obstacle));
  }

  private void begin(SignetConfig config, RehearsedServer server) {
    JwtAuthenticator begun = JwtAuthenticator.of(config, clock);
    line = begun;
    rehearsal.take(begun, RequestChannel.trusting(TrustedProxies.NONE));
    rehearsal.watch(application, server);
  }

  private void begin() {
    begin(config().load(), server(null));
  }

  private Configs config() {
    return Configs.in(directory).root("mode", "report");
  }

  @AfterEach
  void end() {
    rehearsal.end();
    if (line != null) {
      line.close();
    }
  }

  /** Shows a request, and waits until it is counted. */
  private void see(Requests request) throws InterruptedException {
    long before = numbers.getRequests();
    assertTrue(Rehearsal.sees(request.in(application).build()));
    for (int i = 0; i < 500 && numbers.getRequests() == before; i++) {
      Thread.sleep(10);
    }
    assertEquals(before + 1, numbers.getRequests());
  }

  private static Requests with(Tokens token) {
    return Requests.empty().header("jwt", token.compact()).to("/app", "/page");
  }

  private static void assertMatches(String pattern, List<String> lines) {
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(Pattern.matches(pattern, lines.get(0)), lines.get(0));
  }

  @Test
  void theSameUserWithTheSameRolesIsTheSame() throws Exception {
    begin();
    see(with(Tokens.good()).user("testuser", "groupa"));
    assertEquals("of 1 request 1 the same", numbers.getSummary());
    assertEquals(1, numbers.getSame());
    assertEquals(
        "roles are compared, each with the group of its name: groupa, teller", numbers.getRoles());
    assertEquals(List.of(), numbers.lastDifferences(10));
  }

  @Test
  void anotherUserIsARecordWithoutAName() throws Exception {
    begin();
    try (LogOfSignet log = LogOfSignet.open()) {
      see(with(Tokens.good().claim("sub", "eve")).user("testuser", "groupa"));
      assertEquals("of 1 request 0 the same, 1 with another user", numbers.getSummary());
      String text =
          "another user than that of the application's login "
              + REFERENCE
              + ", definition webseal, GET /app/page, peer 192.0.2.1, client 192.0.2.1";
      assertMatches("2026-06-01T12:00:00Z " + text, numbers.lastDifferences(10));
      assertMatches("WARNING host /app, mode report: " + text, log.linesWith("another user"));
      assertEquals(List.of(), log.linesWith("eve"));
      assertEquals(List.of(), log.linesWith("testuser"));
    }
  }

  @Test
  void otherRolesAreThoseThatTheApplicationDeclares() throws Exception {
    begin();
    see(
        with(Tokens.good().claim("groups", List.of("teller", "unheard")))
            .user("testuser", "groupa"));
    assertEquals("of 1 request 0 the same, 1 with other roles", numbers.getSummary());
    assertMatches(
        ".* other roles than the application's login gives, with teller, without groupa "
            + REFERENCE
            + ", definition webseal, GET .*",
        numbers.lastDifferences(10));
  }

  @Test
  void whereRolesCannotBeComparedTheUserDecidesAndTheReasonIsSaid() throws Exception {
    begin(config().load(), server("nobody knows"));
    try (LogOfSignet log = LogOfSignet.open()) {
      see(with(Tokens.good()).user("testuser", "teller"));
      see(with(Tokens.good()).user("testuser", "teller"));
      assertEquals("of 2 requests 2 the same", numbers.getSummary());
      assertEquals("roles are not compared: nobody knows", numbers.getRoles());
      assertEquals(
          List.of("INFO host /app, mode report: roles are not compared: nobody knows"),
          log.linesWith("roles are"));
    }
  }

  @Test
  void withoutADeclaredRoleNoneIsCompared() throws Exception {
    application = declaring();
    begin();
    see(with(Tokens.good()).user("testuser"));
    assertEquals("of 1 request 1 the same", numbers.getSummary());
    assertEquals("roles are not compared: no declared role was found", numbers.getRoles());
  }

  @Test
  void aForeignTokenThatPassesIsNobodysWhereTheApplicationHasNoUserAndRefusedElsewhere()
      throws Exception {
    begin(
        config().issuer("headerName", "Authorization").root("foreignTokens", "pass").load(),
        server(null));
    Tokens foreign = Tokens.good().claim("iss", "https://other");
    Requests request = Requests.empty().header("Authorization", "Bearer " + foreign.compact());
    see(request.to("/app", "/page"));
    see(request.to("/app", "/page").user("testuser", "groupa"));
    assertEquals(
        "of 2 requests 0 the same, 1 without a token and a user, 1 refused: SIGNET-202",
        numbers.getSummary());
  }

  @Test
  void aRefusalIsARecordAndALineThatSayItWasOnlyRehearsed() throws Exception {
    begin();
    try (LogOfSignet log = LogOfSignet.open()) {
      see(with(Tokens.good().time("exp", -3600)).user("testuser", "groupa"));
      assertEquals("of 1 request 0 the same, 1 refused: SIGNET-405", numbers.getSummary());
      assertEquals(Map.of("SIGNET-405", 1L), numbers.getRefused());
      RecordedRefusal refusal = ledger.records().last(1).get(0);
      assertTrue(refusal.isRehearsed());
      assertEquals("SIGNET-405", refusal.getNumber());
      assertEquals(
          List.of(
              "WARNING host /app would have answered, in mode report, 401: SIGNET-405: the token has"
                  + " expired (ref "
                  + refusal.getReference()
                  + "), GET /app/page, peer 192.0.2.1, client 192.0.2.1, definition webseal, alg"
                  + " RS256: exp is 3600 s ago, clockSkew is 60 s"),
          log.linesWith("SIGNET-405"));
    }
  }

  @Test
  void severalReasonsHaveTheirNumbers() throws Exception {
    begin();
    see(with(Tokens.good().time("exp", -3600)).user("testuser", "groupa"));
    see(with(Tokens.good().time("exp", -3600)).user("testuser", "groupa"));
    see(Requests.empty().header("jwt", "").user("testuser", "groupa"));
    assertEquals(
        "of 3 requests 0 the same, 3 refused: SIGNET-102 (1), SIGNET-405 (2)",
        numbers.getSummary());
  }

  @Test
  void withoutATokenItCountsWhetherTheApplicationHasAUser() throws Exception {
    begin();
    see(Requests.empty());
    see(Requests.empty().user("testuser", "groupa"));
    see(with(Tokens.good()));
    assertEquals(
        "of 3 requests 0 the same, 1 with a user where the application has none, 1 without a token"
            + " where the application has a user, 1 without a token and a user",
        numbers.getSummary());
    assertEquals(2, numbers.lastDifferences(10).size());
    assertTrue(
        numbers
            .lastDifferences(1)
            .get(0)
            .contains("a user, where the application's login has none"));
  }

  @Test
  void unavailableKeysWouldBeA503() throws Exception {
    try (KeyServer keys = KeyServer.start();
        LogOfSignet log = LogOfSignet.open()) {
      var unused = keys.answers(500);
      begin(
          config()
              .without("publicKeyLocation")
              .issuer("jwkEndpointUrl", keys.url("/jwks"))
              .issuer("httpsRequired", false)
              .load(),
          server(null));
      see(with(Tokens.good()).user("testuser", "groupa"));
      assertEquals("of 1 request 0 the same, 1 that would have got a 503", numbers.getSummary());
      assertEquals(
          List.of(
              "WARNING host /app would have answered, in mode report, 503: unavailable: the keys of"
                  + " issuer definition webseal"),
          log.linesWith("would have answered"));
    }
  }

  @Test
  void whileAKeyServerHangsNoRequestWaitsAndTheRestIsNotExamined() throws Exception {
    try (KeyServer keys = KeyServer.start()) {
      var unused = keys.hangs(true);
      begin(
          config()
              .without("publicKeyLocation")
              .issuer("jwkEndpointUrl", keys.url("/jwks"))
              .issuer("httpsRequired", false)
              .load(),
          server(null));
      HttpServletRequest request =
          with(Tokens.good()).user("testuser", "groupa").in(application).build();
      int more = 5;
      for (int i = 0; i < Backlog.MAX_REQUESTS + Backlog.THREADS + more; i++) {
        assertTrue(Rehearsal.sees(request));
      }
      assertTrue(numbers.getUnexamined() >= more, numbers.getSummary());
      assertEquals(0, numbers.getSame());
    }
  }

  @Test
  void onlyTheFirstDispatchOfARequestCounts() {
    begin();
    Requests forwarded = with(Tokens.good()).dispatched(DispatcherType.FORWARD).in(application);
    assertTrue(Rehearsal.sees(forwarded.build()));
    assertEquals(0, numbers.getRequests());
  }

  @Test
  void aRequestThatFailsWhenItIsAskedGoesOnAndIsCounted() throws Exception {
    begin();
    try (LogOfSignet log = LogOfSignet.open()) {
      see(
          with(Tokens.good())
              .user(
                  () -> {
                    throw new IllegalStateException("secret");
                  }));
      assertEquals(
          "of 1 request 0 the same, 1 not examined, by an error in Signet", numbers.getSummary());
      assertEquals(
          List.of(
              "SEVERE host /app, mode report: an error in Signet, java.lang.IllegalStateException"),
          log.linesWith("an error in Signet"));
    }
  }

  @Test
  void theRequestIsLeftAsItIs() throws Exception {
    begin(config().issuer("tokenReuse", false).load(), server(null));
    HttpServletRequest request =
        with(Tokens.good().claim("jti", "one")).user("testuser", "groupa").in(application).build();
    assertTrue(Rehearsal.sees(request));
    for (int i = 0; i < 500 && numbers.getRequests() == 0; i++) {
      Thread.sleep(10);
    }
    assertEquals(1, numbers.getSame());
    assertEquals(null, request.getAttribute("dev.signet.used"));
    assertEquals(null, request.getAttribute("dev.signet.refusal.number"));
  }

  @Test
  void aTokenIsUsedUpInTheRehearsalAlone() throws Exception {
    SignetConfig enforcing = Configs.in(directory).issuer("tokenReuse", false).load();
    begin(config().issuer("tokenReuse", false).load(), server(null));
    Tokens token = Tokens.good().claim("jti", "rehearsed only");
    see(with(token).user("testuser", "groupa"));
    see(with(token).user("testuser", "groupa"));
    assertEquals("of 2 requests 1 the same, 1 refused: SIGNET-419", numbers.getSummary());
    try (JwtAuthenticator real = JwtAuthenticator.of(enforcing, clock)) {
      var accepted = real.authenticate(Requests.withJwt(token.compact()));
      assertEquals("Authenticated[issuer definition webseal]", accepted.toString());
    }
  }

  @Test
  void theSummaryIsLoggedEachMinuteInWhichThereWereRequests() throws Exception {
    begin();
    try (LogOfSignet log = LogOfSignet.open()) {
      see(with(Tokens.good()).user("testuser", "groupa"));
      rehearsal.tick();
      assertEquals(List.of(), log.linesWith("the same"));
      clock.advance(Duration.ofMinutes(1));
      rehearsal.tick();
      rehearsal.tick();
      String first = "INFO host /app, mode report: of 1 request 1 the same";
      assertEquals(List.of(first), log.linesWith("the same"));
      clock.advance(Duration.ofMinutes(1));
      rehearsal.tick();
      assertEquals(List.of(first), log.linesWith("the same"));
      see(Requests.empty());
      clock.advance(Duration.ofMinutes(1));
      rehearsal.tick();
      assertEquals(
          List.of(
              first,
              "INFO host /app, mode report: of 2 requests 1 the same, 1 without a token and a user"),
          log.linesWith("the same"));
    }
  }

  @Test
  void theEndHasALastSummaryAndNothingIsCountedAfterIt() throws Exception {
    begin();
    see(with(Tokens.good()).user("testuser", "groupa"));
    try (LogOfSignet log = LogOfSignet.open()) {
      rehearsal.end();
      assertEquals(
          List.of("INFO host /app, mode report: of 1 request 1 the same"),
          log.linesWith("the same"));
    }
    assertTrue(Rehearsal.sees(with(Tokens.good()).in(application).build()));
    assertEquals(1, numbers.getRequests());
  }

  @Test
  void anApplicationThatIsNotRehearsedIsNotSeen() {
    assertFalse(Rehearsal.sees(with(Tokens.good()).in(application).build()));
    assertFalse(Rehearsal.sees(with(Tokens.good()).build()));
  }

  @Test
  void largeNumbersAreReadable() {
    Tally tally = new Tally();
    for (int i = 0; i < 48_209; i++) {
      tally.count(Verdict.SAME);
    }
    tally.count(Rejection.EXPIRED);
    tally.count(Rejection.EXPIRED);
    assertEquals("of 48,211 requests 48,209 the same, 2 refused: SIGNET-405", tally.getSummary());
  }
}
