package dev.signet.it.servers;

import dev.signet.it.servers.embedded.EmbeddedServer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server that is one jar: Payara Micro, and the embedded GlassFish. */
record EmbeddedInstallation() implements Installation {

  @Override
  public Path configuration() {
    return ServerUnderTest.home().resolve("configuration");
  }

  @Override
  public Path deployments() {
    return ServerUnderTest.home().resolve("applications");
  }

  private static Path classes() {
    return ServerUnderTest.home().resolve("classes");
  }

  private static Path libraries() {
    return ServerUnderTest.home().resolve("lib");
  }

  private static boolean isPayaraMicro() {
    return ServerUnderTest.property("server.recipe").equals("payara-micro");
  }

  @Override
  public List<String> command() {
    File signet = libraries().resolve(Wars.SIGNET).toFile();
    String classPath = classes() + File.pathSeparator + ServerUnderTest.property("server.jar");
    List<String> command =
        new ArrayList<>(
            List.of(
                ServerUnderTest.java().resolve("bin/java").toString(),
                "-Xmx512m",
                "-Djava.io.tmpdir=" + ServerUnderTest.home().resolve("tmp"),
                "-Dsignet.config=" + configuration().resolve("signet.json"),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
                "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--add-opens=java.management/sun.management=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/sun.net.www.protocol.jrt=ALL-UNNAMED",
                "--add-opens=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
                "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
                "--add-opens=java.logging/java.util.logging=ALL-UNNAMED",
                "-cp",
                !isPayaraMicro() && signet.exists()
                    ? classPath + File.pathSeparator + signet
                    : classPath,
                EmbeddedServer.class.getName(),
                isPayaraMicro() ? "payara-micro" : "glassfish",
                ServerUnderTest.property("it.http.port"),
                deployments().toString()));
    if (isPayaraMicro() && signet.exists()) {
      command.add(signet.toString());
    }
    return command;
  }

  @Override
  public void prepare() throws IOException {
    Installation.delete(ServerUnderTest.home());
    for (String folder : List.of("configuration", "applications", "tmp")) {
      Files.createDirectories(ServerUnderTest.home().resolve(folder));
    }
    // nothing else of the tests is on the server's class path
    String folder = EmbeddedServer.class.getPackageName().replace('.', '/');
    Installation.copy(testClasses().resolve(folder), classes().resolve(folder));
  }

  private static Path testClasses() {
    try {
      return Path.of(
          EmbeddedServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void serveAll(Path jar) throws IOException {
    Installation.copyInto(jar, libraries());
  }
}
