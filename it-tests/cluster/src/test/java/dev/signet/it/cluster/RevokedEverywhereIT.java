package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.app.WitnessServlet;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An Open Liberty and a Tomcat that exchange revocations: a session is revoked at one of them, by
 * each source, and a remembered token is refused by it and by the other one.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RevokedEverywhereIT {
  private static final Duration WITHIN = Duration.ofSeconds(2);
  private static final String TLS = "/tls";
  private static final String LOGOUT = RevokingServer.LOGOUT;

  private static final String SIGNET_JSON =
      """
      { "cache": { "provider": "com.hazelcast.cache.HazelcastMemberCachingProvider",
                   "uri": "hazelcast.xml", "name": "signet-used", "revocations": "signet-revoked" },
        "issuers": [ { "id": "tickets", "headerName": "jwt", "issuerIdentifier": "%s",
          "audiences": "ALL_AUDIENCES", "signatureAlgorithm": "RS256", "publicKeyLocation": "signer.pem",
          "realmName": "defaultRealm", "maxTokenLifetime": "1h", "sessionIdentifier": "sid",
          "backchannelLogoutPath": "%s", "backchannelLogoutAudiences": "app" } ] }
      """
          .formatted(Tokens.ISSUER, LOGOUT);

  /** An application that asks for TLS, with settings of its own. */
  private static final String TLS_WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <context-param><param-name>signet.config</param-name><param-value>%s</param-value></context-param>
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>all</web-resource-name><url-pattern>/*</url-pattern>
          </web-resource-collection>
          <auth-constraint><role-name>**</role-name></auth-constraint>
          <user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>
        </security-constraint>
      </web-app>
      """;

  @TempDir static Path folder;
  private static final Map<String, RevokingServer> SERVERS = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    Members members = Members.of(2);
    Path liberty = folder.resolve("liberty");
    Path tomcat = folder.resolve("tomcat");
    SERVERS.put(
        "Liberty",
        new RevokingServer(
            ClusterServer.liberty(liberty, members, 0), liberty.resolve("usr/servers/member")));
    SERVERS.put(
        "Tomcat",
        new RevokingServer(ClusterServer.tomcat(tomcat, members, 1), tomcat.resolve("conf")));
    for (RevokingServer one : SERVERS.values()) {
      Files.writeString(one.configuration().resolve("signet.json"), SIGNET_JSON);
    }
    addApplicationWithTls(tomcat);
    for (RevokingServer one : SERVERS.values()) {
      one.server().start();
    }
    for (RevokingServer one : SERVERS.values()) {
      while (one.status(Tokens.good()) != 200 || isMissing(one, TLS + LOGOUT)) {
        Thread.sleep(200);
      }
    }
  }

  private static boolean isMissing(RevokingServer server, String path) {
    return RevokingServer.send(HttpRequest.newBuilder(server.server().page().resolve(path)).build())
        == 404;
  }

  /** Behind a proxy that ends TLS; Liberty believes what it says as it is, Tomcat by a valve. */
  private static void addApplicationWithTls(Path tomcat) throws IOException {
    String settings = SIGNET_JSON.replaceAll("(?s)\"cache\".*?\\},", "");
    for (RevokingServer one : SERVERS.values()) {
      Files.writeString(one.configuration().resolve("tls.json"), settings);
    }
    Path server = at("Liberty").configuration();
    change(
        server.resolve("server.xml"),
        "</server>",
        "<webApplication location=\"tls.war\" contextRoot=\"" + TLS + "\"/></server>");
    change(
        at("Tomcat").configuration().resolve("server.xml"),
        "</Host>",
        "<Valve className=\"org.apache.catalina.valves.RemoteIpValve\""
            + " protocolHeader=\"X-Forwarded-Proto\"/></Host>");
    writeWar(server.resolve("apps"), server, false);
    writeWar(tomcat.resolve("webapps"), at("Tomcat").configuration(), true);
  }

  private static void change(Path file, String before, String after) throws IOException {
    Files.writeString(file, Files.readString(file).replace(before, after));
  }

  private static void writeWar(Path applications, Path configuration, boolean withSignet)
      throws IOException {
    ClusterServer.writeWar(
        applications.resolve("tls.war"),
        TLS_WEB_XML.formatted(configuration.resolve("tls.json")),
        WitnessServlet.class,
        withSignet);
  }

  @AfterAll
  static void end() {
    SERVERS.values().forEach(one -> one.server().close());
  }

  @ParameterizedTest
  @EnumSource
  void aRememberedTokenIsRefusedOnEveryServerThatASourceReaches(RevokedBy source) throws Exception {
    for (String told : SERVERS.keySet()) {
      String session = UUID.randomUUID().toString();
      Token token = Tokens.good().claim("sid", session);
      Map<String, Integer> before = new TreeMap<>();
      SERVERS.forEach((name, one) -> before.put(name, one.status(token)));
      assertEquals(Map.of("Liberty", 200, "Tomcat", 200), before);
      source.revoke(at(told), session);
      List<String> reached = source.isExchanged() ? List.copyOf(SERVERS.keySet()) : List.of(told);
      Map<String, Duration> took = awaitRefused(token, reached);
      System.out.println(
          "revoked by " + source + " on " + told + ": refused after ms " + inMillis(took));
      took.forEach((name, time) -> assertTrue(time.compareTo(WITHIN) < 0, name + " " + time));
      for (String name : SERVERS.keySet()) {
        assertEquals(reached.contains(name) ? 401 : 200, at(name).status(token), name);
        assertEquals(200, at(name).status(Tokens.good().claim("sid", session + "2")), name);
      }
    }
  }

  private static Map<String, Long> inMillis(Map<String, Duration> times) {
    Map<String, Long> millis = new TreeMap<>();
    times.forEach((name, time) -> millis.put(name, time.toMillis()));
    return millis;
  }

  /**
   * The server redirects it before Signet is asked, or refuses it where it has no port for TLS,
   * unless it knows of the TLS in front.
   */
  @Test
  void aLogoutReachesAnApplicationThatAsksForTlsThroughAProxyThatEndsIt() {
    for (RevokingServer one : SERVERS.values()) {
      String session = UUID.randomUUID().toString();
      Token token = Tokens.good().claim("sid", session);
      HttpRequest.Builder logout = one.logout(TLS + LOGOUT, session);
      int withoutTls = RevokingServer.send(logout.build());
      assertTrue(Set.of(302, 403).contains(withoutTls), "" + withoutTls);
      assertEquals(200, one.status(token));
      assertEquals(200, RevokingServer.send(logout.header("X-Forwarded-Proto", "https").build()));
      assertEquals(401, one.status(token));
    }
  }

  private static RevokingServer at(String name) {
    return Objects.requireNonNull(SERVERS.get(name), name);
  }

  /** Asks them in turn, until each has refused. */
  private static Map<String, Duration> awaitRefused(Token token, List<String> names)
      throws InterruptedException {
    long begun = System.nanoTime();
    Map<String, Duration> took = new TreeMap<>();
    List<String> waiting = new ArrayList<>(names);
    while (!waiting.isEmpty()) {
      waiting.removeIf(
          name -> {
            boolean isRefused = at(name).status(token) == 401;
            if (isRefused) {
              took.put(name, Duration.ofMillis((System.nanoTime() - begun) / 1_000_000));
            }
            return isRefused;
          });
      Thread.sleep(5);
    }
    return took;
  }
}
