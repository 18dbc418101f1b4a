package dev.signet.cli.server;

import dev.signet.cli.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the files of an installed server for everything that leaves Signet off or half on. The
 * server is neither started nor changed, and no process is asked.
 */
public final class ServerCheck {
  private ServerCheck() {}

  /**
   * Looks at a folder.
   *
   * @param folder of Open Liberty ({@code wlp}, or a server's own), Tomcat or TomEE ({@code
   *     catalina.base}), WildFly ({@code jboss.home.dir}), GlassFish or Payara
   * @return what was found; a mistake where no server is known in the folder
   */
  public static List<Finding> of(Path folder) {
    List<Finding> findings = new ArrayList<>();
    try {
      if (isLibertyServer(folder)) {
        findings.addAll(LibertyServer.look(folder));
      } else if (Files.isDirectory(folder.resolve("usr/servers"))) {
        List<Path> servers = InstalledFiles.folders(folder.resolve("usr/servers"));
        for (Path server : servers) {
          if (isLibertyServer(server)) {
            findings.addAll(LibertyServer.look(server));
          }
        }
      } else if (Files.isRegularFile(folder.resolve("conf/server.xml"))) {
        findings.addAll(new TomcatServer(folder).look());
      } else if (Files.isDirectory(folder.resolve("standalone/configuration"))) {
        findings.addAll(new WildFlyServer(folder).look());
      } else {
        for (Path domain : InstalledFiles.folders(folder.resolve("glassfish/domains"))) {
          findings.addAll(glassFish(domain));
        }
      }
    } catch (IOException e) {
      findings.add(Finding.mistake(folder.toString(), String.valueOf(e.getMessage())));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.mistake(
              folder.toString(),
              "is no folder of Open Liberty (wlp, or a server with server.xml), of Tomcat or TomEE"
                  + " (with conf/server.xml), of WildFly (with standalone/configuration), or of GlassFish or"
                  + " Payara (with glassfish/domains)"));
    }
    return findings;
  }

  /** GlassFish and Payara keep what is deployed unpacked, in a folder for each application. */
  private static List<Finding> glassFish(Path domain) throws IOException {
    List<Finding> findings = new ArrayList<>();
    Path json = domain.resolve("config/signet.json");
    findings.add(InstalledFiles.signetJson(json));
    InstalledApplications applications =
        InstalledApplications.in(domain.resolve("applications"), domain.resolve("autodeploy"));
    findings.addAll(applications.findings());
    applications.ifNone(domain).ifPresent(findings::add);
    return findings;
  }

  private static boolean isLibertyServer(Path folder) throws IOException {
    Path serverXml = folder.resolve("server.xml");
    return Files.isRegularFile(serverXml) && InstalledFiles.xml(serverXml).name().equals("server");
  }
}
