package dev.signet.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * GlassFish and Payara: the domain they come with, on the loopback address and ports of the tests,
 * without message broker and cluster, which listen on every address.
 */
record GlassFishInstallation() implements Installation {

  private static final String NO_BROKER =
      "<jms-service default-jms-host=\"none\" type=\"REMOTE\">"
          + "<jms-host name=\"none\" host=\"localhost\" port=\"7676\"/></jms-service>";

  /** A user of the realm that the server comes with, who has the group {@code RoleB}. */
  static final String LOCAL_USER = "localuser";

  /** A digest of SHA-256 and a salt of eight bytes; nobody logs in with it. */
  private static final int DIGEST_AND_SALT = 40;

  @Override
  public Path configuration() {
    return domain().resolve("config");
  }

  @Override
  public Path deployments() {
    return domain().resolve("autodeploy");
  }

  /** An application answers for a moment before it is all there; the server writes a file then. */
  @Override
  public boolean says(String file) {
    return Files.exists(deployments().resolve(file + "_deployed"));
  }

  @Override
  public List<String> command() {
    String asadmin = ServerUnderTest.home().resolve("bin/asadmin").toString();
    return List.of("bash", asadmin, "start-domain", "--verbose", "domain1");
  }

  @Override
  public void serveAll(Path jar) throws IOException {
    Installation.copyInto(jar, domain().resolve("lib"));
  }

  private static Path domain() {
    return ServerUnderTest.home().resolve("glassfish").resolve("domains").resolve("domain1");
  }

  @Override
  public void prepare() throws IOException {
    for (String left : List.of("applications", "generated", "autodeploy", "logs")) {
      Installation.delete(domain().resolve(left));
    }
    Installation.delete(domain().resolve("lib").resolve(Wars.SIGNET));
    Path file = configuration().resolve("domain.xml");
    String domain =
        Installation.unpacked(file)
            .replace("<das-config", "<das-config autodeploy-polling-interval-in-seconds=\"1\"")
            .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
            .replace(
                "<hazelcast-config-specific-configuration",
                "<hazelcast-config-specific-configuration enabled=\"false\"");
    domain = listener(domain, "8080", "it.http.port");
    domain = listener(domain, "8181", "it.https.port");
    domain = listener(domain, "4848", "it.admin.port");
    domain = port(domain, "8686", "it.jmx.port");
    domain = port(domain, "3700", "it.orb.port");
    Path users = configuration().resolve("keyfile");
    Files.writeString(
        users,
        Installation.unpacked(users)
            + LOCAL_USER
            + ";{SSHA256}"
            + Base64.getEncoder().encodeToString(new byte[DIGEST_AND_SALT])
            + ";RoleB\n");
    int config = domain.indexOf("</config>", domain.indexOf("<config name=\"server-config\""));
    Files.writeString(file, domain.substring(0, config) + NO_BROKER + domain.substring(config));
  }

  private static String listener(String domain, String before, String name) {
    return port(
        domain.replace(
            "<network-listener port=\"" + before + "\"",
            "<network-listener address=\"127.0.0.1\" port=\"" + before + "\""),
        before,
        name);
  }

  private static String port(String domain, String before, String name) {
    return domain.replace(
        "port=\"" + before + "\"", "port=\"" + ServerUnderTest.property(name) + "\"");
  }
}
