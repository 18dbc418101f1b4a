package dev.signet.it.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.server.Server;
import dev.signet.it.setup.AnotherServer;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The token's user is looked up in Liberty's registry, and is what that says. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class RegistryIT {
  private static final String REGISTRY =
      """
      <server>
        <basicRegistry id="basic" realm="bankRegistry">
          <user name="testuser" password="not-used"/>
          <group name="clerks"><member name="testuser"/></group>
        </basicRegistry>
      </server>
      """;

  private static @Nullable AnotherServer server;

  /** The suite's own server has to be there: the second one is made from it. */
  @Deployment(testable = false)
  static WebArchive beside() {
    return Wars.plain("beside-registry");
  }

  @BeforeAll
  static void start() {
    Map<String, Object> mapping =
        Map.of(
            "rules",
            List.of(Map.of("match", "uid=([a-z]+),o=bank", "user", "$1")),
            "noMatch",
            "keep");
    server =
        AnotherServer.start(
            "registry",
            REGISTRY,
            Settings.seed()
                .with("mapIdentityToRegistryUser", true)
                .with("identityMapping", mapping),
            List.of(Server.artifact("subject-dumper.ear")),
            "/dumpHeaders.jsp");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Answer dump(Token token) {
    return Objects.requireNonNull(server)
        .get("/dump.jsp", "jwt", token.text(), "Accept", "application/json");
  }

  @Test
  void theRegistryDecidesOnIdsAndGroups() {
    JsonObject dump = dump(Tokens.good().groups("groupa")).json();
    assertEquals("testuser", dump.getJsonObject("identity").getString("name"));
    assertEquals("user:bankRegistry/testuser", dump.getString("accessId"));
    assertEquals("[\"group:bankRegistry/clerks\"]", dump.getJsonArray("groupAccessIds").toString());
  }

  @Test
  void itIsTheMappedNameThatIsLookedUp() {
    JsonObject dump = dump(Tokens.good().claim("sub", "uid=testuser,o=bank")).json();
    assertEquals("user:bankRegistry/testuser", dump.getString("accessId"));
  }

  @Test
  void whoIsNotInTheRegistryIsRefused() {
    assertEquals(403, dump(Tokens.good().claim("sub", "ghost")).status());
  }
}
