package dev.signet.it.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Browser;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.server.Server;
import dev.signet.it.server.WholeFile;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A remembered token that is revoked, and the HTTP sessions it was used with. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class RevocationIT {
  private static final Duration IN_EFFECT_WITHIN = Duration.ofSeconds(2);
  private static final String LIST = "revocable-list.json";
  private static final String NONE = "[]";
  private static final String PAGE = "/revocable/session/x";
  private static final String BEAN =
      "dev.signet:type=Revocations,application=\"default_host /revocable\"";

  @Deployment(testable = false)
  static WebArchive revocable() {
    Path unused = Settings.write(LIST, NONE);
    return Wars.withSessions(
        "revocable", Settings.seed().withTop("revocations", LIST).writeTo("revocable.json"));
  }

  /** Entries of the server count in every application. */
  @AfterEach
  void takeBack() {
    Source.FILE.takeBack();
    Source.JMX.takeBack();
  }

  /** By what a token is revoked. */
  private enum Source {
    FILE {
      @Override
      void revoke(String jti, Instant until) {
        put(
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("issuer", Tokens.ISSUER)
                        .add("jti", jti)
                        .add("until", until.toString()))
                .build()
                .toString());
      }

      @Override
      void takeBack() {
        put(NONE);
      }

      private static void put(String text) {
        WholeFile.put(Server.target().resolve("configurations").resolve(LIST), text);
      }
    },
    JMX {
      @Override
      void revoke(String jti, Instant until) {
        invoke("revokeToken", Tokens.ISSUER, jti, until.toString());
      }

      @Override
      void takeBack() {
        invoke("takeBackAll");
      }
    };

    abstract void revoke(String jti, Instant until);

    abstract void takeBack();
  }

  /** By the connector that Liberty has for its own machine. */
  @SuppressWarnings("BanJNDI") // the address is the server's own
  private static void invoke(String operation, String... values) {
    String[] types =
        List.of(values).stream().map(v -> String.class.getName()).toArray(String[]::new);
    try {
      Path address = Server.directory().resolve("logs/state/com.ibm.ws.jmx.local.address");
      JMXServiceURL url = new JMXServiceURL(Files.readString(address).strip());
      try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
        Object unused =
            connector
                .getMBeanServerConnection()
                .invoke(new ObjectName(BEAN), operation, values, types);
      }
    } catch (IOException | JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Browser browserWithNote(Token token) {
    Browser browser = new Browser();
    assertNote("mine", browser.get(PAGE + "?put=mine", "jwt", token.text()));
    return browser;
  }

  private static void assertNote(String note, Answer answer) {
    assertEquals(200, answer.status());
    assertEquals(note, answer.facts().get("note"));
  }

  /** Asks again and again; the last answer after the time that is allowed. */
  private static Answer awaitStatus(int wanted, Token token, String change) {
    long begin = System.nanoTime();
    while (true) {
      Answer answer = Http.get(PAGE, "jwt", token.text());
      long waited = System.nanoTime() - begin;
      if (answer.status() == wanted || waited > IN_EFFECT_WITHIN.toNanos()) {
        System.out.printf("%s: %d after %d ms%n", change, answer.status(), waited / 1_000_000);
        return answer;
      }
    }
  }

  /** Four browsers, since the first request of each decides. */
  @ParameterizedTest
  @EnumSource
  void aRememberedTokenIsRefusedAndItsSessionsEndWithTheirNextRequest(Source source) {
    Token token = Tokens.good();
    Token renewed = token.claim("jti", "renewed for " + source);
    Browser withToken = browserWithNote(token);
    Browser withRenewed = browserWithNote(token);
    Browser withNone = browserWithNote(token);
    Browser silent = browserWithNote(token);
    assertNote("mine", silent.get(PAGE, "jwt", token.text()));

    source.revoke(
        String.valueOf(token.claims().get("jti")), Instant.now().plus(Duration.ofMinutes(10)));
    Answer refused = awaitStatus(401, token, "revoked by " + source);
    assertEquals(401, refused.status());
    assertEquals(
        List.of(Challenges.invalidToken("defaultRealm", "SIGNET-421: the token has been revoked")),
        refused.challenges());
    Answer page = withToken.get(PAGE, "jwt", token.text());
    assertEquals(401, page.status());
    assertEquals("no session", page.facts().get("note"));
    assertNote("no session", withRenewed.get(PAGE, "jwt", renewed.text()));
    assertNote("no session", withNone.get(PAGE));

    source.takeBack();
    assertEquals(200, awaitStatus(200, token, "taken back by " + source).status());
    assertNote("no session", withToken.get(PAGE, "jwt", token.text()));
    assertNote("no session", withNone.get(PAGE, "jwt", token.text()));
    assertNote("mine", silent.get(PAGE, "jwt", token.text()));
  }
}
