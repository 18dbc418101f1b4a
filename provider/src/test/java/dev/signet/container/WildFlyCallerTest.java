package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtAuthenticator;
import dev.signet.config.SignetConfig;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import jakarta.security.auth.message.AuthStatus;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.security.auth.jaspi.WildFlyLikeCallbackHandler;

/** What becomes of a good token's caller whom the server does not take as he is. */
class WildFlyCallerTest {
  @TempDir Path directory;

  private final List<String> lines = new ArrayList<>();

  private AuthStatus validate(Exchange exchange, CallbackHandler container) throws Exception {
    SignetConfig config = Configs.in(directory).load();
    SettableClock clock = new SettableClock();
    LimitedLog log = new LimitedLog(new Lines(), "default-host /app", clock);
    Line line =
        new Line(
            JwtAuthenticator.of(config, clock),
            false,
            new Refusals("defaultRealm", log),
            RealmNames.of(config));
    return new JwtServerAuthModule(() -> Optional.of(line), container)
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
            "ERROR default-host /app answered 503: WildFly takes only callers of its own realm,"
                + " until this is run in jboss-cli.sh:"
                + " /subsystem=undertow/application-security-domain=other:write-attribute("
                + "name=integrated-jaspi,value=false), and then reload; instead of other, the"
                + " security-domain of jboss-web.xml where that names one"),
        lines);
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
        List.of("ERROR default-host /app answered 503: the server refused the caller's identity"),
        lines);
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
    assertTrue(lines.isEmpty());
  }

  /** Keeps what is logged. */
  private final class Lines implements Logger {
    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      lines.add(level + " " + message);
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... parameters) {
      lines.add(level + " " + format);
    }
  }
}
