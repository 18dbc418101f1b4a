package dev.signet.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** WildFly, once for each way to accept a token, all with the same application and heap. */
final class WildFly {
  private static final String CONFIGURATION = "standalone-microprofile.xml";
  private static final String SECURITY_DOMAIN = "<application-security-domain name=\"other\"";

  private static final String MP_JWT =
      """
      mp.jwt.verify.issuer=%s
      mp.jwt.verify.audiences=%s
      mp.jwt.verify.publickey.location=%s
      """;

  private final BenchmarkEnvironment place;

  WildFly(BenchmarkEnvironment place) {
    this.place = place;
  }

  List<Contender> contenders() {
    return List.of(
        new Contender("open page", "open", () -> start("open", UserWar.plain())),
        new Contender(
            "Signet in WEB-INF/lib",
            "user",
            () -> start("signet", UserWar.plain().withLibrary(place.signet()))),
        new Contender("microprofile-jwt", "user", () -> start("mpjwt", microprofileJwt())));
  }

  /** It finds its settings through CDI, which an application without beans.xml does not have. */
  private UserWar microprofileJwt() throws IOException {
    return UserWar.plain()
        .with("WEB-INF/beans.xml", "")
        .withElements(UserWar.MP_JWT_LOGIN)
        .with(
            "WEB-INF/classes/META-INF/microprofile-config.properties",
            MP_JWT.formatted(Issuer.NAME, Issuer.AUDIENCE, place.issuer().keySetUrl()));
  }

  private ServerProcess start(String name, UserWar war) throws IOException, InterruptedException {
    int port = BenchmarkEnvironment.freePort();
    Path home = place.home("wildfly-");
    Path base = place.run().resolve("wildfly").resolve(name);
    BenchmarkEnvironment.replace(base, home.resolve("standalone"));
    Path configuration = base.resolve("configuration");
    acceptCallers(configuration.resolve(CONFIGURATION));
    Files.writeString(configuration.resolve("signet.json"), place.signetJson());
    war.writeTo(base.resolve("deployments").resolve("ROOT.war"));
    return ServerProcess.start(
        List.of(
            "sh",
            home.resolve("bin/standalone.sh").toString(),
            "-c",
            CONFIGURATION,
            "-Djboss.server.base.dir=" + base,
            "-Djboss.bind.address=127.0.0.1",
            "-Djboss.bind.address.management=127.0.0.1",
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=" + BenchmarkEnvironment.freePort(),
            "-Djboss.management.http.port=" + BenchmarkEnvironment.freePort()),
        Map.of("JAVA_OPTS", String.join(" ", BenchmarkEnvironment.JVM_OPTIONS)),
        base.resolve("console.log"),
        port);
  }

  /** As docs/servers/wildfly says: callers need not be in a realm of the server's. */
  private static void acceptCallers(Path file) throws IOException {
    String xml = Files.readString(file);
    if (!xml.contains(SECURITY_DOMAIN)) {
      throw new IOException(file + " has no security domain \"other\"");
    }
    Files.writeString(
        file, xml.replace(SECURITY_DOMAIN, SECURITY_DOMAIN + " integrated-jaspi=\"false\""));
  }
}
