package dev.signet.it.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.claims.TokenApplication;
import dev.signet.it.server.Server;
import dev.signet.it.setup.AnotherServer;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Liberty with its own MicroProfile JWT on, for an application that asks for it by {@code
 * LoginConfig} and that Signet, a library of the server, serves.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class TwoMicroProfilesIT {
  private static final String BOTH =
      """
      <server>
        <featureManager>
          <feature>cdi-4.0</feature>
          <feature>mpJwt-2.1</feature>
        </featureManager>
        <mpJwt id="own" issuer="https://own.example.com" keyName="rsakey1"/>
        <webApplication location="%s" contextRoot="/claims">
          <classloader commonLibraryRef="signet"/>
        </webApplication>
      </server>
      """;

  private static @Nullable AnotherServer server;

  /** The suite's own server has to be there: the second one is made from it. */
  @Deployment(testable = false)
  static WebArchive first() {
    return Wars.plain("first");
  }

  @BeforeAll
  static void start() {
    Path war = Server.target().resolve("claims.war");
    ShrinkWrap.create(WebArchive.class, "claims.war")
        .addPackage(TokenApplication.class.getPackage())
        .addAsLibrary(Server.artifact("signet-mpjwt.jar").toFile())
        .addAsWebInfResource(new StringAsset("<beans/>"), "beans.xml")
        .as(ZipExporter.class)
        .exportTo(war.toFile(), true);
    server =
        AnotherServer.start(
            "both",
            BOTH.formatted(war.toAbsolutePath()),
            Settings.seed().with("inboundPropagation", "supported"),
            List.of(),
            "/claims/open/many");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String shown(String page, String... headers) {
    return String.join("; ", server().get("/claims" + page, headers).body().lines().toList());
  }

  private static AnotherServer server() {
    return Objects.requireNonNull(server);
  }

  private static Token token() {
    return Tokens.good().groups("groupa").claim("text", "words").claim("number", 42);
  }

  @Test
  void theTokenIsTheOneThatSignetHasVerifiedWithNameAndClaims() {
    assertEquals(
        "JsonWebToken: testuser words [groupa]; ClaimValue: Optional[words]; Provider: words;"
            + " Instance: Optional[42]",
        shown("/open/many", "jwt", token().text()));
    assertEquals("true", shown("/open/principal", "jwt", token().text()));
  }

  @Test
  void withoutATokenThereIsNoNameAndNoClaim() {
    assertEquals(
        "JsonWebToken: null null []; ClaimValue: Optional.empty; Provider: null; Instance:"
            + " Optional.empty",
        shown("/open/many"));
    assertEquals("false", shown("/open/principal"));
  }

  @Test
  void aTokenWhereTheServersOwnLooksForItIsNotHalfBelieved() {
    assertEquals(
        "JsonWebToken: null null []; ClaimValue: Optional.empty; Provider: null; Instance:"
            + " Optional.empty",
        shown("/open/many", "Authorization", "Bearer " + token().text()));
  }

  @Test
  void theLogSaysOnceWhoServes() throws IOException {
    List<String> lines = Files.readAllLines(server().directory().resolve("logs/messages.log"));
    assertEquals(
        1,
        lines.stream()
            .filter(
                line ->
                    line.contains(
                        "the server's own MicroProfile JWT is on as well: in this application"
                            + " Signet serves it, and the token and its claims are those that"
                            + " Signet has verified"))
            .count());
  }
}
