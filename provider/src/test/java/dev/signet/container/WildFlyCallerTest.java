package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.signet.testing.Configs;
import dev.signet.testing.LogLines;
import dev.signet.testing.Requests;
import dev.signet.testing.Tokens;
import jakarta.security.auth.message.AuthStatus;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.security.auth.jaspi.WildFlyLikeCallbackHandler;

/** What becomes of a good token's caller whom the server does not take as he is. */
class WildFlyCallerTest {
  @TempDir Path directory;

  private final LogLines log = new LogLines(Level.ALL);

  private AuthStatus validate(Exchange exchange, CallbackHandler container) throws Exception {
    return TestModules.of(Configs.in(directory).load(), container, log)
        .validateRequest(exchange, new Subject(), new Subject());
  }

  private static Exchange with(Tokens token) {
    return new Exchange(Requests.withJwt(token.compact()), false);
  }

  @Test
  void aServerThatTakesOnlyItsOwnUsersAnswers503AndTheLogHasTheCommandThatMendsIt()
      throws Exception {
    Exchange exchange = with(Tokens.good());
    assertEquals(
        AuthStatus.SEND_SUCCESS, validate(exchange, new WildFlyLikeCallbackHandler("somebody")));
    assertEquals(503, exchange.status());
    assertEquals("no-store", exchange.header("Cache-Control"));
    assertNull(exchange.header("WWW-Authenticate"));
    assertEquals(
        List.of(
            "ERROR host /app answered 503: WildFly takes only callers of its own realm,"
                + " until this is run in jboss-cli.sh:"
                + " /subsystem=undertow/application-security-domain=other:write-attribute("
                + "name=integrated-jaspi,value=false), and then reload; instead of other, the"
                + " security-domain of jboss-web.xml where that names one"),
        log.all());
  }

  @Test
  void anotherServersRefusalIsToldWithoutItsWords() throws Exception {
    Exchange exchange = with(Tokens.good());
    CallbackHandler refusing =
        all -> {
          throw new IOException("testuser is not wanted");
        };
    assertEquals(AuthStatus.SEND_SUCCESS, validate(exchange, refusing));
    assertEquals(503, exchange.status());
    assertEquals(
        List.of("ERROR host /app answered 503: the server refused the caller's identity"),
        log.all());
  }

  @Test
  void aTokenWithoutGroupsNeverGetsTheRolesOfALocalUserOfTheSameName() throws Exception {
    WildFlyLikeCallbackHandler wildFly = new WildFlyLikeCallbackHandler("testuser");
    assertEquals(AuthStatus.SUCCESS, validate(with(Tokens.good().without("groups")), wildFly));
    assertEquals(List.of(""), wildFly.roles());
  }

  @Test
  void theTokensGroupsAreAllThereIs() throws Exception {
    WildFlyLikeCallbackHandler wildFly = new WildFlyLikeCallbackHandler("testuser");
    assertEquals(AuthStatus.SUCCESS, validate(with(Tokens.good()), wildFly));
    assertEquals(List.of("groupa"), wildFly.roles());
    assertEquals(List.of(), log.all());
  }
}
