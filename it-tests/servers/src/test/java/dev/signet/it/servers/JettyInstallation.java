package dev.signet.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Jetty: a base of its own beside the unpacked home. The jar is always the server's, so every
 * application is served.
 */
record JettyInstallation() implements Installation {

  private static String environmentName() {
    return ServerUnderTest.property("jetty.environment");
  }

  private static Path base() {
    return ServerUnderTest.home().resolveSibling("base-of-" + ServerUnderTest.id());
  }

  @Override
  public Path configuration() {
    return base().resolve("lib").resolve("signet");
  }

  @Override
  public Path deployments() {
    return base().resolve("webapps");
  }

  @Override
  public List<String> command() {
    return List.of(
        ServerUnderTest.java().resolve("bin/java").toString(),
        "-Xmx256m",
        "-jar",
        ServerUnderTest.home().resolve("start.jar").toString(),
        "jetty.base=" + base(),
        "jetty.http.host=127.0.0.1",
        "jetty.http.port=" + ServerUnderTest.property("it.http.port"),
        "jetty.deploy.scanInterval=1");
  }

  @Override
  public void prepare() throws IOException {
    Installation.delete(base());
    Files.createDirectories(deployments());
    for (String jar : List.of(Wars.SIGNET, "signet-jetty.jar")) {
      Installation.copyInto(Wars.artifact(jar).toPath(), configuration());
    }
    Installation.copy(
        ServerUnderTest.recipe().resolve(environmentName()).resolve("modules"),
        base().resolve("modules"));
    String threads = ServerUnderTest.hasVirtualThreads() ? "threadpool-virtual," : "";
    Installation.run(
        ServerUnderTest.java().resolve("bin/java").toString(),
        "-jar",
        ServerUnderTest.home().resolve("start.jar").toString(),
        "jetty.base=" + base(),
        "--add-modules="
            + threads
            + "http,%1$s-deploy,%1$s-annotations,signet".formatted(environmentName()));
  }

  /** Nothing more: it does already. */
  @Override
  public void serveAll(Path jar) {}
}
