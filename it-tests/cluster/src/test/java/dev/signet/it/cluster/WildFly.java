package dev.signet.it.cluster;

import dev.signet.it.app.WitnessServlet;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** WildFly with JCache in front of its own Infinispan, as the recipe installs it. */
final class WildFly {
  private static final Path HOME = Path.of(ClusterServer.property("cluster.wildfly"));

  /** The end of Undertow's: beans have a domain of the same name. */
  private static final String DOMAIN =
      """
      "/>
                  </application-security-domains>
              </subsystem>
      """;

  private WildFly() {}

  /** A server with a configuration and modules of its own, in front of those that are unpacked. */
  static ClusterServer server(Path folder, Members members, int member) throws IOException {
    int port = Members.freePort();
    Path configuration = folder.resolve("configuration");
    ClusterServer.copyFiles(HOME.resolve("standalone").resolve("configuration"), configuration);
    Path server = configuration.resolve("standalone.xml");
    new Recipe("standalone.xml", Files.readString(server))
        .with(DOMAIN, "\" integrated-jaspi=\"false" + DOMAIN)
        .writeTo(configuration);
    ClusterServer.configure(configuration);
    Path unused = members.infinispan(configuration, member);
    writeModule(folder.resolve("modules").resolve("dev/signet/jcache/main"));
    writeApplication(Files.createDirectories(folder.resolve("deployments")).resolve("app.war"));
    return new ClusterServer(folder, port, command(folder, port));
  }

  private static void writeModule(Path module) throws IOException {
    ClusterServer.copyJars("wildfly", module);
    Recipe.of("cluster/wildfly/module.xml").writeTo(module);
  }

  private static void writeApplication(Path war) throws IOException {
    ClusterServer.writeWar(war, ClusterServer.WEB_XML, WitnessServlet.class, true);
    try (FileSystem inside = FileSystems.newFileSystem(war)) {
      Recipe.of("cluster/wildfly/jboss-deployment-structure.xml")
          .writeTo(inside.getPath("WEB-INF"));
    }
  }

  private static List<String> command(Path folder, int port) {
    Path logging = folder.resolve("configuration").resolve("logging.properties");
    return List.of(
        "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
        "--add-opens=java.base/java.security=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.management/javax.management=ALL-UNNAMED",
        "-Dlogging.configuration=" + logging.toUri(),
        "-Dorg.jboss.boot.log.file=" + folder.resolve("log").resolve("server.log"),
        "-jar",
        HOME.resolve("jboss-modules.jar").toString(),
        "-mp",
        folder.resolve("modules") + File.pathSeparator + HOME.resolve("modules"),
        "org.jboss.as.standalone",
        "-Djboss.home.dir=" + HOME,
        "-Djboss.server.base.dir=" + folder,
        "-Djboss.http.port=" + port,
        "-Djboss.https.port=" + Members.freePort(),
        "-Djboss.management.http.port=" + Members.freePort(),
        "-Djboss.bind.address=127.0.0.1");
  }
}
