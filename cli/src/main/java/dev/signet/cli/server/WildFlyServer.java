package dev.signet.cli.server;

import dev.signet.cli.check.Finding;
import dev.signet.cli.xml.XmlElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** WildFly, by its {@code jboss.home.dir}: the configuration {@code standalone.xml}. */
final class WildFlyServer {
  /** Undertow's own. */
  private static final String DEFAULT_HEADER_BYTES = "1048576";

  private final Path configuration;
  private final Path deployments;
  private final List<Finding> findings = new ArrayList<>();

  WildFlyServer(Path home) {
    this.configuration = home.resolve("standalone/configuration");
    this.deployments = home.resolve("standalone/deployments");
  }

  List<Finding> look() throws IOException {
    Path file = configuration.resolve("signet.json");
    findings.add(InstalledFiles.signetJson(file));
    Path standalone = configuration.resolve("standalone.xml");
    if (Files.isRegularFile(standalone)) {
      InstalledFiles.xml(standalone)
          .anywhere("subsystem")
          .filter(subsystem -> subsystem.first("servlet-container").isPresent())
          .forEach(undertow -> undertow(standalone, undertow));
    }
    InstalledApplications applications = InstalledApplications.in(deployments);
    findings.addAll(applications.findings());
    applications.ifNone(deployments).ifPresent(findings::add);
    return findings;
  }

  private void undertow(Path standalone, XmlElement subsystem) {
    List<XmlElement> domains = subsystem.anywhere("application-security-domain").toList();
    if (domains.isEmpty()) {
      findings.add(integrated(standalone, "other"));
    }
    for (XmlElement domain : domains) {
      String name = domain.attribute("name").orElse("?");
      boolean isOff = domain.attribute("integrated-jaspi").filter("false"::equals).isPresent();
      findings.add(
          isOff
              ? Finding.ok(standalone + ", " + name, "integrated-jaspi is false")
              : integrated(standalone, name));
    }
    subsystem.anywhere("http-listener").forEach(listener -> limit(standalone, listener));
  }

  private static Finding integrated(Path standalone, String domain) {
    return Finding.mistake(
        standalone + ", " + domain,
        "WildFly takes only callers of its own realm: run in jboss-cli.sh"
            + " /subsystem=undertow/application-security-domain="
            + domain
            + ":write-attribute(name=integrated-jaspi,value=false), and then reload");
  }

  private void limit(Path standalone, XmlElement listener) {
    String where = standalone + ", " + listener.attribute("name").orElse("?");
    findings.add(
        Finding.ok(
            where,
            "takes "
                + listener.attribute("max-header-size").orElse(DEFAULT_HEADER_BYTES)
                + " bytes of request headers"));
  }
}
