package dev.signet.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tomcat and TomEE: as unpacked, on a port of the tests, and with a user for a form. */
record TomcatInstallation() implements Installation {

  private static final String USERS =
      """
      <tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">
        <user username="testuser" password="%s" roles="groupa"/>
      </tomcat-users>
      """;

  @Override
  public Path configuration() {
    return ServerUnderTest.home().resolve("conf");
  }

  @Override
  public Path deployments() {
    return ServerUnderTest.home().resolve("webapps");
  }

  @Override
  public List<String> command() {
    return List.of("sh", ServerUnderTest.home().resolve("bin/catalina.sh").toString(), "run");
  }

  /** With its beans of JMX for the tests. */
  @Override
  public Map<String, String> environment() {
    String jmx = "-Dcom.sun.management.jmxremote";
    return Map.of(
        "CATALINA_OPTS",
        String.join(
            " ",
            "-Xmx256m",
            "-Dit.http.port=" + ServerUnderTest.property("it.http.port"),
            jmx + ".port=" + ServerUnderTest.property("it.admin.port"),
            jmx + ".rmi.port=" + ServerUnderTest.property("it.admin.port"),
            jmx + ".host=127.0.0.1",
            jmx + ".ssl=false",
            jmx + ".authenticate=false",
            "-Djava.rmi.server.hostname=127.0.0.1"));
  }

  /** The recipe's pattern, written without a delay. */
  private static String accessLog() throws IOException {
    return ServerUnderTest.accessLogPattern() + "\" buffered=\"false\"";
  }

  private static String connector() {
    return "<Connector address=\"127.0.0.1\" port=\"${it.http.port}\""
        + (ServerUnderTest.hasVirtualThreads() ? " useVirtualThreads=\"true\"" : "");
  }

  @Override
  public void prepare() throws IOException {
    for (String left : List.of("webapps", "work", "logs")) {
      Installation.delete(ServerUnderTest.home().resolve(left));
      Files.createDirectories(ServerUnderTest.home().resolve(left));
    }
    for (String left : List.of(Wars.SIGNET, Wars.CONSCRYPT)) {
      Installation.delete(ServerUnderTest.home().resolve("lib").resolve(left));
    }
    Installation.copy(ServerUnderTest.recipe().resolve("server"), configuration());
    Path server = configuration().resolve("server.xml");
    Files.writeString(
        server,
        Installation.unpacked(server)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" ")
            .replace("<Connector port=\"8080\"", connector())
            .replace("%h %l %u %t &quot;%r&quot; %s %b\"", accessLog()));
    Path logging = configuration().resolve("logging.properties");
    Files.writeString(
        logging, Files.readString(logging).replaceAll(", *[\\w.]+ConsoleHandler", ""));
    Files.writeString(
        configuration().resolve("tomcat-users.xml"),
        USERS.formatted(ServerUnderTest.property("server.password")));
  }

  @Override
  public void serveAll(Path jar) throws IOException {
    Installation.copyInto(jar, ServerUnderTest.home().resolve("lib"));
  }

  @Override
  public void verifySignaturesBy(Path jar) throws IOException {
    serveAll(jar);
  }
}
