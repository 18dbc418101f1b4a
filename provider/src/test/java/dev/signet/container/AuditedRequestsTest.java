package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.config.Mode;
import dev.signet.config.SignetConfig;
import dev.signet.identity.CallerIdentity;
import dev.signet.testing.Configs;
import dev.signet.testing.LoggedLines;
import dev.signet.testing.References;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor reads of the requests of an application, and of which there is no line. */
class AuditedRequestsTest {
  private static final String HERE =
      "\"method\":\"GET\",\"path\":\"/app/secure\",\"peer\":\"192.0.2.1\",\"client\":\"192.0.2.1\"";
  private static final String LOGIN =
      "{\"time\":\"2026-06-01T12:00:00Z\",\"event\":\"login\",\"application\":\"host /app\","
          + "\"definition\":\"webseal\",\"realm\":\"defaultRealm\",\"user\":\"testuser\","
          + HERE
          + "}";

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final AuthenticatorInForce served =
      new AuthenticatorInForce(new AppContextId("host", "/app"), Mode.ENFORCE, clock);

  @AfterEach
  void end() {
    served.close();
  }

  private Configs config() {
    return Configs.in(directory).root("audit", Map.of("file", "audit.jsonl"));
  }

  /** What is written when the application has ended. */
  private List<String> lines() throws Exception {
    served.close();
    return Files.readAllLines(directory.resolve("audit.jsonl"));
  }

  private static HttpServletRequest request(Tokens token) {
    return Requests.empty().header("jwt", token.compact()).to("/app", "/secure").build();
  }

  private static Tokens expired() {
    return Tokens.good().time("exp", -3600);
  }

  private String ask(HttpServletRequest request, Server server, ApplicationLogin application)
      throws Exception {
    Exchange exchange = new Exchange(request, true);
    served.now().validate(exchange, new Subject(), new Container(server), application);
    return String.valueOf(exchange.header("WWW-Authenticate"));
  }

  private String ask(Tokens token) throws Exception {
    return ask(request(token), Server.STANDARD, ApplicationLogin.NONE);
  }

  /** It accepts every caller. */
  private record Container(Server server) implements CallerNotifier {
    @Override
    public void notify(Subject client, Authenticated caller) {
      // accepted
    }

    @Override
    public void notifyNobody(Subject client) {
      // accepted
    }
  }

  /** An application that lets its callers confirm themselves. */
  private interface Asked extends ApplicationLogin {
    @Override
    default boolean takesUnauthenticated() {
      return false;
    }
  }

  private static String refusal(String challenge, String caller, String number, String text) {
    return "{\"time\":\"2026-06-01T12:00:00Z\",\"event\":\"refusal\",\"application\":\"host /app\","
        + "\"reference\":\""
        + References.of(challenge)
        + "\",\"definition\":\"webseal\","
        + caller
        + HERE
        + ",\"number\":\""
        + number
        + "\",\"text\":\""
        + text
        + "\"}";
  }

  @Test
  void theFirstRequestOfATokenIsALineAndARefusalHasNoCaller() throws Exception {
    served.take(config().load());
    ask(Tokens.good());
    ask(Tokens.good());
    String challenge = ask(expired());
    assertEquals(
        List.of(LOGIN, refusal(challenge, "", "SIGNET-405", "the token has expired")), lines());
  }

  @Test
  void withoutTheSettingNothingIsWritten() throws Exception {
    try (LoggedLines log = LoggedLines.of("dev.signet.audit")) {
      served.take(Configs.in(directory).load());
      ask(Tokens.good());
      ask(expired());
      served.close();
      assertEquals(List.of(), log.all());
    }
  }

  @Test
  void theLogHasTheSameLinesAndNothingAroundThem() throws Exception {
    try (LoggedLines log = LoggedLines.of("dev.signet.audit")) {
      served.take(Configs.in(directory).root("audit", Map.of("log", true)).load());
      ask(Tokens.good());
      assertEquals(List.of("INFO " + LOGIN), log.all());
    }
  }

  @Test
  void aNameIsEscapedAndNoOtherClaimIsWritten() throws Exception {
    served.take(config().load());
    ask(
        Tokens.good()
            .claim("sub", "O\"Neill\\é, {x}")
            .claim("groups", List.of("secretgroup"))
            .claim("jti", "secretid"));
    String line = lines().get(0);
    assertEquals(true, line.contains("\"user\":\"O\\\"Neill\\\\é, {x}\","), line);
    assertFalse(line.contains("secret") || line.contains(Tokens.ISSUER), line);
  }

  @Test
  void aRefusalOfACallerWhoseTokenIsGoodNamesThem() throws Exception {
    served.take(config().issuer("tokenReuse", false).load());
    Tokens once = Tokens.good().claim("jti", "audited-once");
    ask(once);
    String again = ask(once);
    Asked store = (caller, by) -> Rejected.after(Rejection.IDENTITY_STORE_REJECTED, caller);
    String stored =
        ask(request(Tokens.good().claim("jti", "audited-store")), Server.STANDARD, store);
    HttpServletRequest others =
        Requests.empty()
            .header("jwt", Tokens.good().claim("jti", "audited-other").compact())
            .to("/app", "/secure")
            .user(() -> "another")
            .loggingOut()
            .build();
    String other = ask(others, Server.LIBERTY, ApplicationLogin.NONE);
    String caller = "\"realm\":\"defaultRealm\",\"user\":\"testuser\",";
    assertEquals(
        List.of(
            LOGIN,
            refusal(again, caller, "SIGNET-419", "the token has been used before"),
            refusal(
                stored,
                caller,
                "SIGNET-507",
                "an identity store of the application rejects the token's user"),
            refusal(
                other,
                caller,
                "SIGNET-508",
                "another login of the request takes precedence over the token's user")),
        lines());
  }

  @Test
  void aCallerWhomTheApplicationRefusedFirstLogsInWithTheRequestThatIsLetIn() throws Exception {
    served.take(config().load());
    Asked refusing = (caller, by) -> Rejected.after(Rejection.IDENTITY_STORE_REJECTED, caller);
    ask(request(Tokens.good()), Server.STANDARD, refusing);
    ask(Tokens.good());
    ask(Tokens.good());
    List<String> lines = lines();
    assertEquals(2, lines.size());
    assertEquals(LOGIN, lines.get(1));
  }

  @Test
  void theNameThatTheApplicationGivesIsTheUserAndOneLineIsEnough() throws Exception {
    served.take(config().load());
    Asked renaming = AuditedRequestsTest::renamed;
    ask(request(Tokens.good()), Server.STANDARD, renaming);
    ask(request(Tokens.good()), Server.STANDARD, renaming);
    assertEquals(List.of(LOGIN.replace("testuser", "local")), lines());
  }

  private static AuthenticationResult renamed(Authenticated caller, JwtAuthenticator by) {
    return by.rename(
        caller,
        new CallerIdentity(
            "local", caller.identity().realm(), List.of(), Set.of(), false, Optional.empty()));
  }

  @Test
  void aTokenThatManyRequestsBringAtOnceIsOneLogin() throws Exception {
    served.take(config().load());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        Tokens token = Tokens.good().claim("round", round);
        List<Future<String>> answers =
            Stream.generate(() -> threads.submit(() -> ask(token))).limit(8).toList();
        for (Future<String> answer : answers) {
          answer.get();
        }
      }
    } finally {
      threads.shutdown();
    }
    assertEquals(20, lines().size());
  }

  @Test
  void anotherConfigurationVerifiesATokenAgainAndThatIsALogin() throws Exception {
    SignetConfig config = config().load();
    served.take(config);
    ask(Tokens.good());
    served.take(config);
    ask(Tokens.good());
    assertEquals(List.of(LOGIN, LOGIN), lines());
  }

  @Test
  void refusalsAreLimitedAndTheRestIsCounted() throws Exception {
    served.take(config().load());
    for (int i = 0; i < 500; i++) {
      ask(expired());
    }
    clock.advance(Duration.ofSeconds(10));
    ask(expired());
    ask(expired());
    List<String> lines = lines();
    assertEquals(3, lines.size());
    assertEquals(true, lines.get(1).endsWith(",\"leftOut\":499}"), lines.get(1));
    assertEquals(
        "{\"time\":\"2026-06-01T12:00:10Z\",\"event\":\"left-out\",\"application\":\"host /app\","
            + "\"leftOut\":1}",
        lines.get(2));
  }

  @Test
  void loginsGoOnWhereTheFileCannotBeWritten() throws Exception {
    try (LoggedLines log = LoggedLines.of("dev.signet.auditfile")) {
      served.take(config().root("audit", Map.of("file", "absent/audit.jsonl")).load());
      Exchange exchange = new Exchange(request(Tokens.good()), true);
      Outcome outcome =
          served
              .now()
              .validate(
                  exchange, new Subject(), new Container(Server.STANDARD), ApplicationLogin.NONE);
      assertEquals(Outcome.AUTHENTICATED, outcome);
      served.close();
      assertEquals(
          List.of(
              "SEVERE host /app: the audit file "
                  + directory.resolve("absent/audit.jsonl")
                  + " is in a folder that does not exist: make the folder; logins go on, and their"
                  + " lines are left out until it can be written"),
          log.all());
    }
  }
}
