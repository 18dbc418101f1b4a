package dev.signet.it.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
  public void prepare() throws IOException {
    for (String left : List.of("data", "tmp", "log")) {
      Installation.delete(configuration().resolveSibling(left));
    }
    Path server = configuration().resolve("standalone.xml");
    String unpacked = Installation.unpacked(server);
    String accessLog = "<access-log pattern=\"" + ServerUnderTest.accessLogPattern() + "\"/>";
    Files.writeString(
        server,
        unpacked
            .replace(DOMAINS, AS_IT_COMES + DOMAINS)
            .replaceFirst(HOST, "$0" + Matcher.quoteReplacement(accessLog)));
    run(
        ServerUnderTest.home().resolve("bin").resolve("jboss-cli.sh"),
        "--file=" + ServerUnderTest.recipe().resolve("integrated-jaspi.cli"));
  }

  private static void run(Path command, String argument) throws IOException {
    Process process =
        new ProcessBuilder("sh", command.toString(), argument).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(command + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
