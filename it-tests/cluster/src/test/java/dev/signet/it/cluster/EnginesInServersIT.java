package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** Two servers of a kind with an engine inside: a token is good once, a logout ends it on both. */
@Tag("slow")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class EnginesInServersIT {
  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final int TOKENS = 100;
  private static final String LOGOUT = "/signet/logout/logins";
  private static final String ISSUER =
      """
      "headerName": "%s", "issuerIdentifier": "%s", "audiences": "ALL_AUDIENCES",
      "signatureAlgorithm": "RS256", "publicKeyLocation": "signer.pem", "realmName": "defaultRealm",
      """
          .formatted("%s", Tokens.ISSUER);

  @TempDir Path folder;
  private final Members members = Members.of(2);
  private TwoServers servers;

  @BeforeEach
  void prepare() {
    servers = new TwoServers(folder, Tokens::good);
  }

  @AfterEach
  void end() {
    servers.close();
    Hazelcast.shutdownAll();
  }

  /** Tickets are good once; a login's tokens are good until it has ended. */
  private static void configure(Path configuration, Engine engine) throws IOException {
    String text =
        """
        { "cache": %s,
          "issuers": [
            { "id": "tickets", %s "maxTokenLifetime": "10m", "tokenReuse": false },
            { "id": "logins", %s "maxTokenLifetime": "1h", "sessionIdentifier": "sid",
              "backchannelLogoutPath": "%s", "backchannelLogoutAudiences": "app" } ] }
        """
            .formatted(
                engine.settings(), ISSUER.formatted("jwt"), ISSUER.formatted("login"), LOGOUT);
    Files.writeString(configuration.resolve("signet.json"), text);
  }

  private ClusterServer liberty(Path folder, Engine engine, int member) throws IOException {
    ClusterServer server = ClusterServer.liberty(folder, engine, members, member);
    configure(folder.resolve("usr/servers/member"), engine);
    return server;
  }

  private ClusterServer tomcat(Path folder, Engine engine, int member) throws IOException {
    ClusterServer server = ClusterServer.tomcat(folder, engine, members, member);
    configure(folder.resolve("conf"), engine);
    return server;
  }

  private ClusterServer wildFly(Path folder, int member) throws IOException {
    ClusterServer server = WildFly.server(folder, members, member);
    configure(folder.resolve("configuration"), Engine.INFINISPAN);
    return server;
  }

  private void assertSharedBy(String what) throws Exception {
    Map<String, Integer> counts = servers.sendToBoth(tokens());
    System.out.println(what + ": each token to both at once: " + counts);
    assertEquals(Map.of("200 401", TOKENS), counts);
    for (int i = 0; i < 2; i++) {
      assertEnded(what, i);
    }
  }

  private static List<Token> tokens() {
    return Stream.generate(Tokens::good).limit(TOKENS).toList();
  }

  /** A logout at one of them. */
  private void assertEnded(String what, int at) throws Exception {
    Token token = Tokens.good().claim("sid", what + at);
    Token other = Tokens.good().claim("sid", what + at + "other");
    for (Token one : List.of(token, other)) {
      assertEquals(200, servers.status(0, "login", one));
      assertEquals(200, servers.status(1, "login", one));
    }
    assertEquals(200, logOut(at, what + at));
    long begun = System.nanoTime();
    while (servers.status(1 - at, "login", token) != 401) {
      Thread.sleep(5);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.println(what + ": ended at " + at + ", refused by the other one after " + took);
    assertTrue(took.compareTo(WITHIN) < 0, took.toString());
    assertEquals(401, servers.status(at, "login", token));
    assertEquals(200, servers.status(1 - at, "login", other));
  }

  private int logOut(int at, String session) throws Exception {
    Token token =
        Tokens.good()
            .header("typ", "logout+jwt")
            .claim("aud", "app")
            .claim("sid", session)
            .claim("exp", Tokens.in(Duration.ofMinutes(2)))
            .claim(
                "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    URI address = servers.server(at).page().resolve("/app" + LOGOUT);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("logout_token=" + token.text()))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void wildFlysOwnInfinispan() throws Exception {
    servers.start(this::wildFly);
    assertSharedBy("WildFly with its own Infinispan");
  }

  @Test
  void infinispanInLiberty() throws Exception {
    servers.start((place, member) -> liberty(place, Engine.INFINISPAN, member));
    assertSharedBy("Liberty with Infinispan");
  }

  /** Both are killed after that, at once: the other way to end is in {@link StoredEntriesIT}. */
  @Test
  void infinispanInTomcatWithAStore() throws Exception {
    servers.start((place, member) -> tomcat(place, Engine.INFINISPAN_STORED, member));
    assertSharedBy("Tomcat with Infinispan");
    List<Token> used = tokens();
    assertEquals(Map.of("200 401", TOKENS), servers.sendToBoth(used));
    servers.server(0).kill();
    servers.server(1).kill();
    servers.startAgain();
    Map<String, Integer> counts = servers.sendToBoth(used);
    System.out.println("Tomcat with Infinispan, both killed and started again: " + counts);
    assertEquals(Map.of("401 401", TOKENS), counts);
    assertEquals(Map.of("200 401", TOKENS), servers.sendToBoth(tokens()));
  }

  @Test
  void aHazelcastClientInLiberty() throws Exception {
    startCluster();
    servers.start((place, member) -> liberty(place, Engine.HAZELCAST_CLIENT, member));
    assertSharedBy("Liberty with a Hazelcast client");
  }

  /** Its members have no server in them. */
  private void startCluster() throws IOException {
    for (int i = 0; i < 2; i++) {
      Path file = members.hazelcast(folder.resolve("cluster" + i), i);
      var unused = Hazelcast.newHazelcastInstance(Config.loadFromFile(file.toFile()));
    }
  }
}
