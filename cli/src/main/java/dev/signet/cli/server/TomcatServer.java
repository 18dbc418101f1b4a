package dev.signet.cli.server;

import dev.signet.cli.check.Finding;
import dev.signet.cli.xml.XmlElement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tomcat or TomEE, by its {@code catalina.base}. */
final class TomcatServer {
  private static final int HEADER_BYTES = 8192;

  private final Path base;
  private final List<Finding> findings = new ArrayList<>();

  TomcatServer(Path base) {
    this.base = base;
  }

  List<Finding> look() throws IOException {
    version();
    Path file = base.resolve("conf/signet.json");
    findings.add(InstalledFiles.signetJson(file));
    Path serverXml = base.resolve("conf/server.xml");
    XmlElement server = InstalledFiles.xml(serverXml);
    server
        .anywhere("Connector")
        .filter(connector -> !connector.attribute("protocol").orElse("").startsWith("AJP"))
        .forEach(connector -> limits(serverXml, connector));
    InstalledApplications applications = InstalledApplications.in(base.resolve("webapps"));
    findings.addAll(applications.findings());
    if (InstalledFiles.list(base.resolve("lib"), "signet-provider*.jar").isEmpty()) {
      applications.ifNone(base.resolve("webapps")).ifPresent(findings::add);
    }
    return findings;
  }

  private void version() throws IOException {
    Path jar = base.resolve("lib/catalina.jar");
    if (!Files.isRegularFile(jar)) {
      findings.add(
          Finding.note(jar.toString(), "is not there: the version of Tomcat is not checked"));
      return;
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry("org/apache/catalina/util/ServerInfo.properties");
      if (entry == null) {
        findings.add(Finding.note(jar.toString(), "does not say which version it is"));
        return;
      }
      Properties info = new Properties();
      try (InputStream bytes = zip.getInputStream(entry)) {
        info.load(bytes);
      }
      String version = info.getProperty("server.number", "0");
      findings.add(
          isAtLeast(version, 10)
              ? Finding.ok(jar.toString(), "Tomcat " + version)
              : Finding.mistake(
                  jar.toString(),
                  "Tomcat "
                      + version
                      + " has the packages javax.servlet; Signet needs jakarta.servlet, Tomcat 10.1"
                      + " or newer"));
    }
  }

  private static boolean isAtLeast(String version, int major) {
    String first = version.replaceFirst("\\..*", "");
    return first.matches("\\d{1,4}") && Integer.parseInt(first) >= major;
  }

  private void limits(Path serverXml, XmlElement connector) {
    Optional<String> limit =
        connector
            .attribute("maxHttpRequestHeaderSize")
            .or(() -> connector.attribute("maxHttpHeaderSize"));
    String where = serverXml + ", connector " + connector.attribute("port").orElse("?");
    findings.add(
        limit.isEmpty()
            ? Finding.note(
                where,
                "takes "
                    + HEADER_BYTES
                    + " bytes of request headers, the token among them; maxHttpRequestHeaderSize"
                    + " allows more")
            : Finding.ok(where, "takes " + limit.get() + " bytes of request headers"));
  }
}
