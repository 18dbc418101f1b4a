package dev.signet.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** WildFly: as unpacked, after the commands of the recipe. */
record WildFlyInstallation() implements Installation {

  /** For servlets and beans, a domain without the recipe, to test what happens then. */
  private static final String AS_IT_COMES =
      "<application-security-domain name=\"as-it-comes\" security-domain=\"ApplicationDomain\"/>";

  private static final String HOST = "<host name=\"default-host\"[^>]*>";

  private static final String DOMAINS = "</application-security-domains>";

  @Override
  public Path configuration() {
    return ServerUnderTest.home().resolve("standalone").resolve("configuration");
  }

  @Override
  public Path deployments() {
    return configuration().resolveSibling("deployments");
  }

  @Override
  public List<String> command() {
    String port = "-Djboss.%s.port=%s";
    return List.of(
        "sh",
        ServerUnderTest.home().resolve("bin/standalone.sh").toString(),
        "-Djboss.bind.address=127.0.0.1",
        "-Djboss.bind.address.management=127.0.0.1",
        port.formatted("http", ServerUnderTest.property("it.http.port")),
        port.formatted("https", ServerUnderTest.property("it.https.port")),
        port.formatted("management.http", ServerUnderTest.property("it.admin.port")));
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("JAVA_OPTS", "-Xmx512m -Djava.net.preferIPv4Stack=true");
  }

  @Override
  public void prepare() throws IOException {
    for (String left : List.of("data", "tmp", "log", "deployments")) {
      Installation.delete(configuration().resolveSibling(left));
    }
    Installation.delete(module());
    Path server = configuration().resolve("standalone.xml");
    String unpacked = Installation.unpacked(server);
    String accessLog = "<access-log pattern=\"" + ServerUnderTest.accessLogPattern() + "\"/>";
    Files.writeString(
        server,
        unpacked
            .replace("scan-interval=\"5000\"", "scan-interval=\"500\"")
            .replace(DOMAINS, AS_IT_COMES + DOMAINS)
            .replaceFirst(HOST, "$0" + Matcher.quoteReplacement(accessLog)));
    commands("integrated-jaspi.cli");
  }

  private static Path module() {
    return ServerUnderTest.home().resolve("modules/dev/signet/main");
  }

  @Override
  public void serveAll(Path jar) throws IOException {
    Installation.copyInto(jar, module());
    Installation.copyInto(ServerUnderTest.recipe().resolve("module.xml"), module());
    commands("every-application.cli");
  }

  @Override
  public void verifySignaturesBy(Path jar) throws IOException {
    Installation.copyInto(jar, module());
    Path descriptor = module().resolve("module.xml");
    String root = "<resource-root path=\"%s\"/>";
    String signet = root.formatted(Wars.SIGNET);
    Files.writeString(
        descriptor,
        Files.readString(descriptor)
            .replace(signet, signet + root.formatted(jar.getFileName().toString())));
  }

  /** Commands of the recipe, while the server does not run. */
  private static void commands(String script) throws IOException {
    Installation.run(
        "sh",
        ServerUnderTest.home().resolve("bin").resolve("jboss-cli.sh").toString(),
        "--file=" + ServerUnderTest.recipe().resolve(script));
  }
}
