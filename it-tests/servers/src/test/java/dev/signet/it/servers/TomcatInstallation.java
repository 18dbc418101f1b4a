package dev.signet.it.servers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tomcat and TomEE: as unpacked, on a port of the tests, with the manager for the adapter, and a
 * user for a form.
 */
record TomcatInstallation() implements Installation {

  private static final String USERS =
      """
      <tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">
        <user username="arquillian" password="%1$s" roles="manager-script"/>
        <user username="testuser" password="%1$s" roles="groupa"/>
      </tomcat-users>
      """;

  @Override
  public Path configuration() {
    return ServerUnderTest.home().resolve("conf");
  }

  /** The recipe's pattern, written without a delay. */
  private static String accessLog() throws IOException {
    return ServerUnderTest.accessLogPattern() + "\" buffered=\"false\"";
  }

  @Override
  public void prepare() throws IOException {
    try (DirectoryStream<Path> applications =
        Files.newDirectoryStream(ServerUnderTest.home().resolve("webapps"))) {
      for (Path application : applications) {
        if (!application.endsWith("manager")) {
          Installation.delete(application);
        }
      }
    }
    Installation.delete(ServerUnderTest.home().resolve("work"));
    Installation.copy(ServerUnderTest.recipe().resolve("server"), configuration());
    Path server = configuration().resolve("server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace(
                "<Connector port=\"8080\"",
                "<Connector address=\"127.0.0.1\" port=\"${it.http.port}\"")
            .replace("%h %l %u %t &quot;%r&quot; %s %b\"", accessLog()));
    Path logging = configuration().resolve("logging.properties");
    Files.writeString(
        logging, Files.readString(logging).replaceAll(", *[\\w.]+ConsoleHandler", ""));
    Files.writeString(
        configuration().resolve("tomcat-users.xml"),
        USERS.formatted(ServerUnderTest.property("server.password")));
  }
}
