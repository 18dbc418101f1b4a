package dev.signet.it.cluster;

import dev.signet.it.app.SessionServlet;
import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.Server;
import dev.signet.it.tokens.Jwks;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.ServerCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** nginx in front of two Open Liberties, with the files of the recipe. */
final class Balance implements AutoCloseable {
  private static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <servlet>
          <servlet-name>session</servlet-name>
          <servlet-class>dev.signet.it.app.SessionServlet</servlet-class>
        </servlet>
        <servlet-mapping><servlet-name>session</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
        %s%s%s
      </web-app>
      """;

  private static final String CONSTRAINT =
      """
      <security-constraint>
        <web-resource-collection>
          <web-resource-name>%1$s</web-resource-name><url-pattern>/%1$s/*</url-pattern>
        </web-resource-collection>
        <auth-constraint><role-name>%2$s</role-name></auth-constraint>
      </security-constraint>
      """;

  private static final String PASSWORDS =
      """
      testuser:{PLAIN}testpass
      otheruser:{PLAIN}otherpass
      """;

  private final Path folder;
  private final int port = Members.freePort();
  private final int[] ports = {Members.freePort(), Members.freePort()};
  private final int[] sessionPorts = {Members.freePort(), Members.freePort()};
  private final List<ClusterServer> members = new ArrayList<>();
  private final boolean isShared;
  private @Nullable ChildProcess nginx;

  private Balance(Path folder, boolean isShared) {
    this.folder = folder;
    this.isShared = isShared;
  }

  /** Starts all three, and does not wait. */
  static Balance start(Path folder, boolean isShared, KeyPair first) throws IOException {
    Balance balance = new Balance(Files.createDirectories(folder), isShared);
    balance.writeNginx();
    balance.signWith("k1", first);
    balance.publish(Jwks.empty().with("k1", first.getPublic()));
    balance.startNginx();
    for (int i = 0; i < 2; i++) {
      ClusterServer member = balance.member(i);
      balance.members.add(member);
      member.start();
    }
    return balance;
  }

  private void writeNginx() throws IOException {
    Recipe main =
        Recipe.of("balance/nginx.conf")
            .with("user www-data;", "user " + System.getProperty("user.name") + ";")
            .with("pid /run/nginx.pid;", "pid " + folder + "/nginx.pid;")
            .with("/var/log/nginx/", folder + "/")
            .with("/etc/nginx/signet/", folder + "/")
            .with("listen 443 ssl;", "listen 127.0.0.1:" + port + " ssl;")
            .with("server 10.0.0.1:9443", "server 127.0.0.1:" + ports[0])
            .with("server 10.0.0.2:9443", "server 127.0.0.1:" + ports[1])
            .with("http {\n", "http {\n" + temporaryPaths());
    (isShared ? main : main.with("#hash $remote_user", "hash $remote_user")).writeTo(folder);
    Recipe.of("balance/member.conf")
        .with("/etc/nginx/signet/", folder + "/")
        .with("proxy_ssl_name app.example.com;", "proxy_ssl_name localhost;")
        .writeTo(folder);
    Recipe.of("proxies/nginx-njs/sts.js").with("/etc/nginx/signet/", folder + "/").writeTo(folder);
    ServerCertificate.writePem(folder.resolve("backend-ca.pem"));
    ServerCertificate.writePem(folder.resolve("proxy.pem"));
    ServerCertificate.writeKeyPem(folder.resolve("proxy.key"));
    Files.writeString(folder.resolve("htpasswd"), PASSWORDS);
  }

  private String temporaryPaths() {
    StringBuilder paths = new StringBuilder();
    for (String kind : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
      paths.append("  %s_temp_path %s/tmp-%s;%n".formatted(kind, folder, kind));
    }
    return paths.toString();
  }

  private void startNginx() {
    nginx =
        ChildProcess.start(
            List.of(
                "/usr/sbin/nginx",
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-g",
                "daemon off;"),
            Map.of(),
            folder.resolve("nginx.out"));
  }

  private ClusterServer member(int number) throws IOException {
    Path home = folder.resolve("member" + number);
    Path server = Files.createDirectories(home.resolve("usr").resolve("servers").resolve("member"));
    writeConfiguration(server, number);
    writeSessions(server, number);
    copyFiles(server, Files.createDirectories(home.resolve("engine")));
    Path tools = Path.of(ClusterServer.property("cluster.liberty"), "bin", "tools");
    return new ClusterServer(
        home,
        ports[number],
        List.of(
            Recipe.of("balance/jvm.options").text().strip(),
            "-javaagent:" + tools.resolve("ws-javaagent.jar"),
            "-jar",
            tools.resolve("ws-server.jar").toString(),
            "member"));
  }

  private void writeConfiguration(Path server, int number) throws IOException {
    Recipe xml =
        Recipe.of("balance/server.xml")
            .with("host=\"10.0.0.1\"", "host=\"127.0.0.1\"")
            .with("httpsPort=\"9443\"", "httpsPort=\"" + ports[number] + "\"")
            .with("${env.KEYSTORE_PASSWORD}", Keys.password());
    (isShared
            ? xml
            : xml.with("<feature>sessionCache-1.0</feature>", "")
                .with(
                    "<httpSessionCache libraryRef=\"signet\""
                        + " uri=\"file://${server.config.dir}/hazelcast-sessions.xml\"/>",
                    ""))
        .writeTo(server);
    Recipe.of("balance/signet.json")
        .with("https://proxy.example.com/jwks", "https://localhost:" + port + "/jwks")
        .with("${env.KEYSTORE_PASSWORD}", Keys.password())
        .with(
            "\"jwkTrustStoreRef\"",
            "\"jwkMinRefreshInterval\": 1, \"jwkMaxRefreshInterval\": 3, \"jwkTrustStoreRef\"")
        .writeTo(server);
  }

  private static void copyFiles(Path server, Path engine) throws IOException {
    ServerCertificate.writeTrustStore(server.resolve("proxy-ca.p12"));
    Path security = Files.createDirectories(server.resolve("resources").resolve("security"));
    Files.copy(Server.keyStore(), security.resolve("key.p12"), StandardCopyOption.REPLACE_EXISTING);
    ClusterServer.copyJars("signet", server.resolve("signet"));
    ClusterServer.copyJars("engine", engine);
    try (Stream<Path> jars = Files.list(engine)) {
      for (Path jar : jars.filter(j -> j.toString().contains("hazelcast")).toList()) {
        Files.copy(jar, server.resolve("signet").resolve(jar.getFileName()));
      }
    }
    ClusterServer.writeWar(
        Files.createDirectories(server.resolve("apps")).resolve("app.war"),
        WEB_XML.formatted(
            CONSTRAINT.formatted("any", "**"),
            CONSTRAINT.formatted("groupa", "groupa"),
            CONSTRAINT.formatted("groupb", "groupb")),
        SessionServlet.class,
        false);
  }

  private void writeSessions(Path server, int number) throws IOException {
    Recipe.of("balance/hazelcast-sessions.xml")
        .with("false\">5702<", "false\">" + sessionPorts[number] + "<")
        .with("10.0.0.1:5702", "127.0.0.1:" + sessionPorts[0])
        .with("10.0.0.2:5702", "127.0.0.1:" + sessionPorts[1])
        .with("10.0.0.*", "127.0.0.1")
        .writeTo(server);
  }

  /** Signs with this key from now on. */
  void signWith(String name, KeyPair keys) throws IOException {
    put(folder.resolve(name + ".key"), Keys.pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    put(folder.resolve("current"), name + "\n");
  }

  void publish(Jwks keys) throws IOException {
    put(folder.resolve("jwks.json"), keys.text());
  }

  /** At both members. */
  void revoke(String entries) throws IOException {
    for (int i = 0; i < 2; i++) {
      put(folder.resolve("member" + i + "/usr/servers/member/revoked.json"), entries);
    }
  }

  /** As a whole: nobody reads a half. */
  private static void put(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  URI nginx(String path) {
    return URI.create("https://localhost:" + port + "/app" + path);
  }

  URI member(int number, String path) {
    return URI.create("https://localhost:" + ports[number] + "/app" + path);
  }

  ClusterServer server(int number) {
    return members.get(number);
  }

  /** A line for each request, with the members that were asked. */
  List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("members.log"));
  }

  /** The member that answered last. */
  int busy() throws IOException {
    List<String> lines = log();
    return lines.get(lines.size() - 1).contains(":" + ports[0] + " ") ? 0 : 1;
  }

  @Override
  public void close() {
    members.forEach(ClusterServer::close);
    Objects.requireNonNull(nginx).close();
  }
}
