package dev.signet.it.cluster;

import dev.signet.it.app.WitnessServlet;
import dev.signet.it.tokens.Keys;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server with one application and Signet, in a process of its own, as the recipe installs it. */
final class ClusterServer implements AutoCloseable {
  private static final String SERVER_XML =
      """
      <server>
        <featureManager>
          <feature>appSecurity-5.0</feature>
          <feature>bells-1.0</feature>
          <feature>servlet-6.0</feature>
        </featureManager>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
        <library id="signet"><fileset dir="${server.config.dir}/signet" includes="*.jar"/></library>
        <bell libraryRef="signet" service="jakarta.servlet.ServletContainerInitializer"/>
        <httpSession securityIntegrationEnabled="false"/>
        <webApplication location="app.war" contextRoot="/app"/>
      </server>
      """;

  static final String WEB_XML =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <servlet>
          <servlet-name>witness</servlet-name>
          <servlet-class>dev.signet.it.app.WitnessServlet</servlet-class>
        </servlet>
        <servlet-mapping><servlet-name>witness</servlet-name><url-pattern>/*</url-pattern></servlet-mapping>
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>all</web-resource-name><url-pattern>/*</url-pattern>
          </web-resource-collection>
          <auth-constraint><role-name>**</role-name></auth-constraint>
        </security-constraint>
      </web-app>
      """;

  private static final String SIGNET_JSON =
      """
      { "cache": { "provider": "com.hazelcast.cache.HazelcastMemberCachingProvider",
                   "uri": "hazelcast.xml", "name": "signet-used" },
        "issuers": [ { "id": "tickets", "headerName": "jwt", "issuerIdentifier": "https://www.myidp.ibm.com",
          "audiences": "ALL_AUDIENCES", "signatureAlgorithm": "RS256", "publicKeyLocation": "signer.pem",
          "realmName": "defaultRealm", "maxTokenLifetime": "10m", "tokenReuse": false } ] }
      """;

  private final Path folder;
  private final int port;
  private final List<String> command;
  private @Nullable Process process;

  ClusterServer(Path folder, int port, List<String> command) {
    this.folder = folder;
    this.port = port;
    this.command = command;
  }

  static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }

  /** Signet and the engine in a library of the server's, with a bell. */
  static ClusterServer liberty(Path folder, Members members, int member) throws IOException {
    return liberty(folder, Engine.HAZELCAST, members, member);
  }

  /** The same with another engine. */
  static ClusterServer liberty(Path folder, Engine engine, Members members, int member)
      throws IOException {
    int port = Members.freePort();
    Path server =
        Files.createDirectories(folder.resolve("usr").resolve("servers").resolve("member"));
    Files.writeString(server.resolve("server.xml"), SERVER_XML.formatted(port));
    copyJars("signet", server.resolve("signet"));
    copyJars(engine.jars(), server.resolve("signet"));
    writeWar(
        Files.createDirectories(server.resolve("apps")).resolve("app.war"),
        WEB_XML,
        WitnessServlet.class,
        false);
    configure(server);
    Path unused = engine.configure(members, server, member);
    return liberty(folder, port, List.of());
  }

  /** One whose files are there, with options of the virtual machine's. */
  static ClusterServer liberty(Path folder, int port, List<String> options) {
    Path tools = Path.of(property("cluster.liberty"), "bin", "tools");
    Stream<String> command =
        Stream.of(
            "-javaagent:" + tools.resolve("ws-javaagent.jar"),
            "-jar",
            tools.resolve("ws-server.jar").toString(),
            "member");
    return new ClusterServer(folder, port, Stream.concat(options.stream(), command).toList());
  }

  /** Signet in the application, the engine in the server's own libraries. */
  static ClusterServer tomcat(Path folder, Members members, int member) throws IOException {
    return tomcat(folder, Engine.HAZELCAST, members, member);
  }

  /** The same with another engine. */
  static ClusterServer tomcat(Path folder, Engine engine, Members members, int member)
      throws IOException {
    int port = Members.freePort();
    Path home = Path.of(property("cluster.tomcat"));
    Path conf = folder.resolve("conf");
    copyFiles(home.resolve("conf"), conf);
    Path server = conf.resolve("server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace(
                "<Connector port=\"8080\"",
                "<Connector address=\"127.0.0.1\" port=\"" + port + "\""));
    copyJars(engine.jars(), folder.resolve("lib"));
    writeWar(
        Files.createDirectories(folder.resolve("webapps")).resolve("app.war"),
        WEB_XML,
        WitnessServlet.class,
        true);
    Files.createDirectories(folder.resolve("temp"));
    configure(conf);
    Path unused = engine.configure(members, conf, member);
    return new ClusterServer(
        folder,
        port,
        List.of(
            "-Dcatalina.home=" + home,
            "-Dcatalina.base=" + folder,
            "-Djava.io.tmpdir=" + folder.resolve("temp"),
            "-cp",
            home.resolve("bin").resolve("bootstrap.jar")
                + File.pathSeparator
                + home.resolve("bin").resolve("tomcat-juli.jar"),
            "org.apache.catalina.startup.Bootstrap",
            "start"));
  }

  /** For single use with Hazelcast; a test may replace it before the start. */
  static void configure(Path configuration) throws IOException {
    Files.writeString(configuration.resolve("signet.json"), SIGNET_JSON);
    Files.writeString(
        configuration.resolve("signer.pem"),
        Keys.pem("PUBLIC KEY", Keys.trusted().getPublic().getEncoded()));
  }

  static void copyJars(String kind, Path to) throws IOException {
    copyFiles(Path.of(property("cluster.jars"), kind), to);
  }

  static void copyFiles(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  static void writeWar(Path war, String webXml, Class<?> servlet, boolean withSignet)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(war);
        JarOutputStream out = new JarOutputStream(file)) {
      add(out, "WEB-INF/web.xml", webXml.getBytes(StandardCharsets.UTF_8));
      String name = servlet.getName().replace('.', '/') + ".class";
      try (InputStream type = servlet.getClassLoader().getResourceAsStream(name)) {
        add(out, "WEB-INF/classes/" + name, Objects.requireNonNull(type).readAllBytes());
      }
      if (withSignet) {
        try (Stream<Path> jars = Files.list(Path.of(property("cluster.jars"), "signet"))) {
          for (Path jar : jars.toList()) {
            add(out, "WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
          }
        }
      }
    }
  }

  static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(content);
    out.closeEntry();
  }

  /** Starts it, and does not wait. */
  void start() throws IOException {
    List<String> whole =
        Stream.concat(
                Stream.of(Path.of(property("java.home"), "bin", "java").toString(), "-Xmx256m"),
                command.stream())
            .toList();
    ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
    builder.environment().put("WLP_USER_DIR", folder.resolve("usr").toString());
    builder.redirectOutput(folder.resolve("out.log").toFile());
    Process started = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    process = started;
  }

  URI page() {
    return URI.create("http://127.0.0.1:" + port + "/app/page");
  }

  /** What it has printed. */
  String log() throws IOException {
    return Files.readString(folder.resolve("out.log"));
  }

  long pid() {
    return process().pid();
  }

  /** Kills it as a power failure does. */
  void kill() throws InterruptedException {
    Process running = process();
    var unused = running.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
  }

  /** It stands still, and its connections stay open, as behind a network that has failed. */
  void suspend() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      String pid = Long.toString(pid());
      var unused = new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process process() {
    return Objects.requireNonNull(process, "not started");
  }

  @Override
  public void close() {
    if (process != null) {
      resume();
      process.destroyForcibly();
    }
  }
}
