package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;
import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.refusals.RefusalLedger;
import dev.signet.settings.ConfigProblem;
import dev.signet.testing.Configs;
import dev.signet.testing.LogLines;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bearer tokens that are meant for another part of the server. */
class ForeignTokensTest {
  private static final String FOREIGN = Tokens.good().claim("iss", "https://other").compact();
  private static final String OPAQUE = "0123456789abcdef";

  @TempDir Path directory;
  private final List<String> notified = new ArrayList<>();

  /** Writes down whom the container is notified of. */
  private class Notes implements CallerNotifier {
    @Override
    public Server server() {
      return Server.STANDARD;
    }

    @Override
    public void notify(Subject client, Authenticated caller) {
      notified.add(caller.principal().getName());
    }

    @Override
    public void notifyNobody(Subject client) {
      notified.add("nobody");
    }
  }

  private Configs shared() {
    return Configs.in(directory).issuer("headerName", "Authorization");
  }

  private Configs passing() {
    return shared().root("foreignTokens", "pass");
  }

  private static Requests bearer(String token) {
    return Requests.empty().header("Authorization", "Bearer " + token);
  }

  private String answer(SignetConfig config, Requests request, boolean isProtected)
      throws Exception {
    SettableClock clock = new SettableClock();
    LogLines log = new LogLines(Level.ALL);
    Exchange exchange = new Exchange(request.build(), isProtected);
    notified.clear();
    try (JwtAuthenticator authenticator = JwtAuthenticator.of(config, clock)) {
      Refusals refusals = Refusals.of(config, new RefusalLedger("host /app", log, clock));
      Outcome outcome =
          RequestAuthenticator.of(config, authenticator, refusals, TestModules.uncounted())
              .validate(exchange, new Subject(), new Notes(), ApplicationLogin.NONE);
      String challenge = exchange.header("WWW-Authenticate");
      return outcome
          + " "
          + exchange.status()
          + (challenge == null ? "" : challenge.replaceFirst(".*(SIGNET-\\d+).*", " $1"))
          + " "
          + String.join(", ", notified);
    }
  }

  @Test
  void unlessItIsSetAnOpenPageRefusesThem() throws Exception {
    for (SignetConfig config :
        List.of(shared().load(), shared().root("foreignTokens", "refuse").load())) {
      assertEquals("ANSWERED 401 SIGNET-202 nobody", answer(config, bearer(FOREIGN), false));
      assertEquals("ANSWERED 401 SIGNET-105 nobody", answer(config, bearer(OPAQUE), false));
    }
  }

  @Test
  void whereTheyPassAnOpenPageIsNobodysAndAProtectedOneRefusesThem() throws Exception {
    SignetConfig config = passing().load();
    assertEquals("UNAUTHENTICATED 200 nobody", answer(config, bearer(FOREIGN), false));
    assertEquals("UNAUTHENTICATED 200 nobody", answer(config, bearer(OPAQUE), false));
    assertEquals("ANSWERED 401 SIGNET-202 nobody", answer(config, bearer(FOREIGN), true));
    assertEquals("ANSWERED 401 SIGNET-105 nobody", answer(config, bearer(OPAQUE), true));
  }

  @Test
  void aTokenOfATrustedIssuerIsBelievedOrRefusedEverywhere() throws Exception {
    SignetConfig config = passing().load();
    String good = Tokens.good().compact();
    assertEquals("AUTHENTICATED 200 testuser", answer(config, bearer(good), false));
    String forged = good.substring(0, good.lastIndexOf('.') + 1) + "AAAA";
    assertEquals("ANSWERED 401 SIGNET-305 nobody", answer(config, bearer(forged), false));
    String nameless = Tokens.good().without("iss").compact();
    assertEquals("ANSWERED 401 SIGNET-201 nobody", answer(config, bearer(nameless), false));
    assertEquals("ANSWERED 401 SIGNET-105 nobody", answer(config, bearer("a.b.c"), false));
  }

  @Test
  void anotherHeaderIsAnIssuersOwn() throws Exception {
    SignetConfig config = passing().issuer("cookieName", "token").load();
    Requests request = Requests.empty().cookie("token", FOREIGN);
    assertEquals("ANSWERED 401 SIGNET-202 nobody", answer(config, request, false));
  }

  @Test
  void twoTokensAreStillTwo() throws Exception {
    Requests request = bearer(FOREIGN).header("Authorization", "Bearer " + FOREIGN);
    assertEquals("ANSWERED 400 SIGNET-101 nobody", answer(passing().load(), request, false));
  }

  @Test
  void theLogSaysThatTheyPass() {
    assertEquals(
        List.of(
            new ConfigProblem(
                "foreignTokens",
                "pass: an open page counts a bearer token of another issuer as absent, and does not"
                    + " refuse it")),
        passing().load().warnings().stream()
            .filter(warning -> warning.path().equals("foreignTokens"))
            .toList());
  }

  @Test
  void itIsAMistakeWhereNoDefinitionReadsTheHeaderOfOthers() {
    assertMistake(
        Configs.in(directory).root("foreignTokens", "pass"),
        "has no effect: no definition has headerName Authorization");
    assertMistake(shared().root("foreignTokens", "allow"), "must be refuse or pass");
  }

  private static void assertMistake(Configs configs, String message) {
    ConfigException mistake = assertThrows(ConfigException.class, configs::tryLoad);
    assertEquals(List.of(new ConfigProblem("foreignTokens", message)), mistake.problems());
  }
}
