package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.XmlClientConfigBuilder;
import com.hazelcast.core.HazelcastInstance;
import dev.signet.it.app.SessionServlet;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two Open Liberties, each with one Hazelcast member for its sessions and for used tokens. */
@Tag("slow")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SessionsBesideIT {
  private static final int TOKENS = 100;
  private static final String PROXY = "https://proxy.example.com";

  @TempDir Path folder;
  private final Members members = Members.of(2);
  private TwoServers servers;

  @BeforeEach
  void start() throws Exception {
    servers = new TwoServers(folder, SessionsBesideIT::token);
    servers.start(this::liberty);
  }

  @AfterEach
  void end() {
    servers.close();
    HazelcastClient.shutdownAll();
  }

  private static Token token() {
    return Tokens.good()
        .claim("iss", PROXY)
        .claim("aud", "urn:backend")
        .claim("sub", "testuser")
        .claim("sess", "one login");
  }

  private ClusterServer liberty(Path home, int member) throws IOException {
    int port = Members.freePort();
    Path server = Files.createDirectories(home.resolve("usr/servers/member"));
    Recipe.of("cluster/sessions/server.xml")
        .with("host=\"10.0.0.1\"", "host=\"127.0.0.1\"")
        .with("httpPort=\"9080\"", "httpPort=\"" + port + "\"")
        .writeTo(server);
    Recipe.of("cluster/sessions/signet.json").writeTo(server);
    Files.writeString(
        server.resolve("signer.pem"),
        Keys.pem("PUBLIC KEY", Keys.trusted().getPublic().getEncoded()));
    Path hazelcast = members.hazelcastWithSessions(server, member);
    ClusterServer.copyJars("signet", server.resolve("signet"));
    ClusterServer.copyJars("engine", server.resolve("signet"));
    // Liberty has the JCache API itself
    Files.delete(server.resolve("signet/cache-api-1.1.1.jar"));
    writeApplication(server);
    List<String> options =
        Recipe.of("cluster/sessions/jvm.options")
            .with("/etc/signet/hazelcast.xml", hazelcast)
            .text()
            .lines()
            .toList();
    return ClusterServer.liberty(home, port, options);
  }

  private static void writeApplication(Path server) throws IOException {
    Path beside = server.resolve("app.war");
    ClusterServer.writeWar(
        beside,
        ClusterServer.WEB_XML.replace("WitnessServlet", "SessionServlet"),
        SessionServlet.class,
        false);
    Files.move(
        beside,
        Files.createDirectories(server.resolve("apps")).resolve("app.war"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private String page(int server, Caller caller, String query) {
    URI page = URI.create(servers.server(server).page() + query);
    return caller.get(page, "jwt", token().text()).toString();
  }

  private int membersOfTheCluster() throws IOException {
    ClientConfig client =
        new XmlClientConfigBuilder(members.hazelcastClient(folder).toString()).build();
    HazelcastInstance instance = HazelcastClient.newHazelcastClient(client);
    return instance.getCluster().getMembers().size();
  }

  private void assertOnce(String when) {
    List<Token> tokens = Stream.generate(SessionsBesideIT::token).limit(TOKENS).toList();
    Map<String, Integer> counts = servers.sendToBoth(tokens);
    System.out.println("sessionCache beside Signet, " + when + ": " + counts);
    assertEquals(Map.of("200 401", TOKENS), counts);
  }

  /** Also after the application has ended on one server and begun again. */
  @Test
  void oneMemberKeepsTheSessionsAndTheUsedTokens() throws Exception {
    assertEquals(2, membersOfTheCluster());
    assertOnce("at first");
    Caller user = new Caller();
    assertEquals("testuser mine", page(0, user, "?put=mine"));
    assertEquals("testuser mine", page(1, user, ""));
    writeApplication(folder.resolve("member0/usr/servers/member"));
    while (!servers.server(0).log().contains("CWWKZ0003I")) {
      Thread.sleep(200);
    }
    servers.awaitAccepting(0);
    assertEquals(2, membersOfTheCluster());
    assertOnce("after the application was replaced on one server");
    assertEquals("testuser mine", page(1, user, ""));
    assertEquals("testuser mine", page(0, user, ""));
  }

  /** Alone the other one accepts no token that is good once; the session is there afterwards. */
  @Test
  void aSessionOfAServerThatIsKilledIsOnTheOtherOne() throws Exception {
    Caller user = new Caller();
    assertEquals("testuser mine", page(0, user, "?put=mine"));
    servers.server(0).kill();
    while (!page(1, user.copy(), "").equals("503")) {
      Thread.sleep(100);
    }
    servers.server(0).start();
    servers.awaitAccepting(0);
    servers.awaitAccepting(1);
    assertEquals("testuser mine", page(1, user, ""));
    assertEquals("testuser mine", page(0, user, ""));
    assertOnce("after a server was killed and started again");
  }
}
