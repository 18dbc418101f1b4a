package dev.signet.it.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.Await;
import dev.signet.it.setup.AnotherServer;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside Liberty's own logins, which read the same header. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class RehearsalIT {
  private static final String LOGINS =
      """
      <server>
        <featureManager>
          <feature>openidConnectClient-1.0</feature>
          <feature>mpJwt-2.1</feature>
        </featureManager>
        <openidConnectClient id="RS" inboundPropagation="required" authFilterRef="oidc"
            issuerIdentifier="%1$s" signatureAlgorithm="RS256" trustStoreRef="defaultKeyStore"
            trustAliasName="rsakey1" audiences="ALL_AUDIENCES" realmName="defaultRealm"
            userIdentifier="sub" groupIdentifier="groups" mapIdentityToRegistryUser="false"
            tokenReuse="true"/>
        <mpJwt id="mp" authFilterRef="mp" issuer="%1$s" signatureAlgorithm="RS256" sslRef="mpSsl"
            keyName="rsakey1" audiences="ALL_AUDIENCES" userNameAttribute="sub"
            groupNameAttribute="groups" tokenReuse="true"/>
        <ssl id="mpSsl" keyStoreRef="defaultKeyStore" trustStoreRef="defaultKeyStore"/>
        <authFilter id="oidc"><requestUrl urlPattern="/oidc/" matchType="contains"/></authFilter>
        <authFilter id="mp"><requestUrl urlPattern="/mp/" matchType="contains"/></authFilter>
      </server>
      """;

  private static @Nullable AnotherServer server;

  /** The suite's own server has to be there: the second one is made from it. */
  @Deployment(testable = false)
  static WebArchive alone() {
    Settings settings = Settings.seed().withTop("mode", "report");
    return Wars.configured("rehearsed-alone", settings.writeTo("rehearsed-alone.json"));
  }

  @BeforeAll
  static void start() {
    Map<String, Object> mapping =
        Map.of("rules", List.of(Map.of("match", "mallory", "user", "eve")), "noMatch", "keep");
    Settings settings =
        Settings.seed()
            .without("headerName")
            .with("identityMapping", mapping)
            .with("groupToRoles", Map.of("groupb", List.of("reader")))
            .withTop("mode", "report");
    server =
        AnotherServer.start(
            "rehearsal",
            LOGINS.formatted(Tokens.ISSUER),
            settings,
            Stream.of("oidc", "mp").map(RehearsalIT::war).toList(),
            "/health/ready");
  }

  private static Path war(String name) {
    try {
      Path file = Files.createTempDirectory("rehearsal").resolve(name + ".war");
      Wars.plain(name).as(ZipExporter.class).exportTo(file.toFile(), true);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static AnotherServer server() {
    return Objects.requireNonNull(server);
  }

  private static Answer get(String path, Token token) {
    return server().get(path, "Authorization", "Bearer " + token.text());
  }

  private static String log() {
    try {
      return Files.readString(server().directory().resolve("logs/messages.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the connector that Liberty has for its own machine. */
  @SuppressWarnings("BanJNDI") // the address is the server's own
  private static Object attribute(String application, String name) {
    try {
      Path address = server().directory().resolve("logs/state/com.ibm.ws.jmx.local.address");
      JMXServiceURL url = new JMXServiceURL(Files.readString(address).strip());
      try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
        return connector
            .getMBeanServerConnection()
            .getAttribute(
                new ObjectName(
                    "dev.signet:type=Rehearsal,application=\"default_host /" + application + "\""),
                name);
      }
    } catch (IOException | JMException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"oidc", "mp"})
  void theSummaryIsWhatSignetWouldHaveDone(String application) {
    String open = "/" + application + "/open/x";
    String secure = "/" + application + "/secure/x";
    for (int i = 0; i < 3; i++) {
      assertEquals("testuser", get(secure, Tokens.good()).facts().get("name"));
    }
    assertEquals("mallory", get(secure, Tokens.good().claim("sub", "mallory")).facts().get("name"));
    assertEquals(200, get(secure, Tokens.good().groups("groupa", "groupb")).status());
    // Liberty's own 401 on an open page, whose filters it runs all the same
    assertEquals(401, get(open, Tokens.expired()).status());
    assertEquals("nobody", server().get(open).facts().get("name"));
    // these are refused before any filter, so that the rehearsal does not see them
    assertEquals(401, get(secure, Tokens.expired()).status());
    assertEquals(401, server().get(secure).status());
    String summary =
        "of 7 requests 3 the same, 1 with another user, 1 with other roles, 1 without a token and a"
            + " user, 1 refused: SIGNET-405";
    assertEquals(summary, Await.until(() -> attribute(application, "Summary"), summary::equals));
    assertEquals(
        "roles are compared, each with the group of its name: groupa, groupb, reader",
        attribute(application, "Roles"));
    // it logs one a minute, and the last one when the application ends
    String line = "default_host /" + application + ", mode report: " + summary;
    server().remove(application + ".war");
    String log = Await.until(RehearsalIT::log, text -> text.contains(line));
    assertTrue(log.contains(line), log);
    assertTrue(
        log.contains(
            "default_host /"
                + application
                + " would have answered, in mode report, 401: SIGNET-405: the token has expired"));
    assertFalse(log.contains("mallory"), "a user in the log");
    assertFalse(log.contains(" eve"), "a user in the log");
  }

  @Test
  void whatReliesOnSignetAloneStaysClosed() {
    String good = Tokens.good().text();
    Answer secure = Http.get("/rehearsed-alone/secure/x", "jwt", good);
    assertEquals(401, secure.status());
    assertFalse(secure.challenges().toString().contains("Bearer"));
    assertEquals(401, Http.get("/rehearsed-alone/secure/x").status());
    Answer open = Http.get("/rehearsed-alone/open/x", "jwt", good);
    assertEquals("nobody", open.facts().get("name"));
    String bad = Tokens.expired().text();
    assertEquals(200, Http.get("/rehearsed-alone/open/x", "jwt", bad).status());
  }

  @Test
  void theStartSaysThatNothingIsProtected() {
    assertTrue(
        log()
            .contains(
                "default_host /oidc is only rehearsed with "
                    + server().directory().resolve("signet.json")
                    + ": Signet reports what it would do, and nothing is protected by it"));
  }
}
