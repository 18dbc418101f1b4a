package dev.signet.cli.server;

import dev.signet.cli.check.Finding;
import dev.signet.cli.xml.XmlDocument;
import dev.signet.cli.xml.XmlElement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The applications in the folders of a server: which have Signet, and which leave it out. */
final class InstalledApplications {
  private static final String LIBRARIES = "WEB-INF/lib/";
  private static final String WEB_XML = "WEB-INF/web.xml";

  private final List<Finding> findings = new ArrayList<>();
  private int with;

  private InstalledApplications() {}

  /** In archives and unpacked folders. */
  static InstalledApplications in(Path... folders) throws IOException {
    InstalledApplications applications = new InstalledApplications();
    for (Path folder : folders) {
      for (Path entry : InstalledFiles.list(folder, "*")) {
        if (Files.isDirectory(entry)) {
          applications.unpacked(entry);
        } else if (entry.toString().endsWith(".war") || entry.toString().endsWith(".ear")) {
          try (InputStream bytes = Files.newInputStream(entry)) {
            applications.packed(entry.toString(), bytes);
          }
        }
      }
    }
    return applications;
  }

  /** How many have the jar of Signet. */
  int withSignet() {
    return with;
  }

  /** That no application has the jar, where none has. */
  Optional<Finding> ifNone(Path folder) {
    return with > 0
        ? Optional.empty()
        : Optional.of(
            Finding.mistake(
                folder.toString(),
                "no application has signet-provider-…-all.jar in WEB-INF/lib: Signet is off"));
  }

  List<Finding> findings() {
    return findings;
  }

  private void unpacked(Path folder) throws IOException {
    boolean hasJar =
        InstalledFiles.list(folder.resolve(LIBRARIES), "signet-provider*.jar").stream()
            .findAny()
            .isPresent();
    Path webXml = folder.resolve(WEB_XML);
    boolean isLeftOut = Files.isRegularFile(webXml) && leavesOut(InstalledFiles.xml(webXml));
    found(folder.toString(), hasJar, isLeftOut);
    for (Path war : InstalledFiles.list(folder, "*.war")) {
      if (Files.isDirectory(war)) {
        unpacked(war);
      }
    }
  }

  private void packed(String name, InputStream bytes) throws IOException {
    boolean hasJar = false;
    boolean isLeftOut = false;
    ZipInputStream zip = new ZipInputStream(bytes);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String path = entry.getName();
      if (path.startsWith(LIBRARIES + "signet-provider")) {
        hasJar = true;
      } else if (path.equals(WEB_XML)) {
        isLeftOut =
            leavesOut(
                XmlDocument.read(new ByteArrayInputStream(zip.readAllBytes()), name + "!" + path));
      } else if (path.endsWith(".war")) {
        packed(name + "!" + path, new ByteArrayInputStream(zip.readAllBytes()));
      } else if (path.matches("lib/signet-provider[^/]*\\.jar")) {
        findings.add(
            Finding.warning(
                name + "!" + path,
                "in the lib folder of an EAR: Liberty does not start it there; put it into"
                    + " WEB-INF/lib, or use a bell"));
      }
    }
    found(name, hasJar, isLeftOut);
  }

  private void found(String name, boolean hasJar, boolean isLeftOut) {
    if (hasJar) {
      with++;
      findings.add(
          isLeftOut
              ? Finding.mistake(
                  name,
                  "has Signet, but the absolute-ordering of its web.xml leaves it out: add"
                      + " <name>signet</name> or <others/>")
              : Finding.ok(name, "has Signet in WEB-INF/lib"));
    }
  }

  private static boolean leavesOut(XmlElement webXml) {
    return webXml
        .first("absolute-ordering")
        .filter(
            ordering ->
                Stream.concat(ordering.all("others"), ordering.all("name"))
                    .noneMatch(
                        part -> part.name().equals("others") || part.text().equals("signet")))
        .isPresent();
  }
}
