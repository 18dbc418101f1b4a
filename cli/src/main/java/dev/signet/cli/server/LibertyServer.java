package dev.signet.cli.server;

import dev.signet.cli.check.Finding;
import dev.signet.cli.xml.XmlTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A server of Open Liberty, by its configuration directory: {@code server.xml}, what it includes,
 * and {@code configDropins}.
 */
final class LibertyServer {
  private static final Set<String> JAKARTA =
      Set.of(
          "appsecurity-5.0",
          "appsecurity-6.0",
          "jakartaee-10.0",
          "jakartaee-11.0",
          "webprofile-10.0",
          "webprofile-11.0");

  private final Path folder;
  private final List<XmlTree> files = new ArrayList<>();
  private final Set<Path> seen = new LinkedHashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  LibertyServer(Path folder) {
    this.folder = folder;
  }

  List<Finding> look() throws IOException {
    for (Path file : ServerFiles.list(folder.resolve("configDropins/defaults"), "*.xml")) {
      read(file);
    }
    read(folder.resolve("server.xml"));
    for (Path file : ServerFiles.list(folder.resolve("configDropins/overrides"), "*.xml")) {
      read(file);
    }
    features();
    jar();
    sessions();
    Path json = folder.resolve("signet.json");
    findings.add(
        Files.isRegularFile(json)
            ? Finding.ok(json.toString(), "is there")
            : Finding.note(
                json.toString(),
                "is not there: signet.config must say where the configuration is"));
    return findings;
  }

  private void read(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    if (!seen.add(absolute)) {
      return;
    }
    XmlTree root = ServerFiles.xml(absolute);
    files.add(root);
    for (XmlTree include : root.all("include").toList()) {
      String location = resolved(include.attribute("location").orElse(""));
      if (location.contains("${") || location.contains("://")) {
        findings.add(Finding.note(location, "an include that is not looked at"));
        continue;
      }
      Path included = absolute.resolveSibling(location);
      if (Files.isRegularFile(included)) {
        read(included);
      } else {
        findings.add(Finding.note(included.toString(), "an include that is not there"));
      }
    }
  }

  private String resolved(String text) {
    return text.replace("${server.config.dir}", folder.toAbsolutePath().toString());
  }

  private Stream<XmlTree> elements(String name) {
    return files.stream().flatMap(root -> root.all(name));
  }

  private void features() {
    Set<String> features = new LinkedHashSet<>();
    elements("featureManager")
        .flatMap(manager -> manager.texts("feature").stream())
        .forEach(feature -> features.add(feature.toLowerCase(Locale.ROOT)));
    Optional<String> jakarta = features.stream().filter(JAKARTA::contains).findFirst();
    if (jakarta.isPresent()) {
      findings.add(Finding.ok(where(), "has the feature " + jakarta.get()));
    } else {
      findings.add(
          Finding.mistake(
              where(),
              "has not the feature appSecurity-5.0 (Jakarta EE 10): without it no page is"
                  + " protected by Signet"));
    }
  }

  private String where() {
    return folder.resolve("server.xml").toString();
  }

  /** By a bell for every application, or in single applications. */
  private void jar() throws IOException {
    InstalledApplications applications =
        InstalledApplications.in(folder.resolve("apps"), folder.resolve("dropins"));
    findings.addAll(applications.findings());
    Optional<XmlTree> bell =
        elements("bell")
            .filter(
                b ->
                    b.attribute("service")
                        .orElse("jakarta.servlet.ServletContainerInitializer")
                        .contains("jakarta.servlet.ServletContainerInitializer"))
            .findFirst();
    if (bell.isEmpty()) {
      if (applications.withSignet() == 0) {
        findings.add(
            Finding.mistake(
                where(),
                "has no bell for jakarta.servlet.ServletContainerInitializer, and no application"
                    + " in apps or dropins has the jar: Signet is off"));
      }
      return;
    }
    boolean hasFeature =
        elements("featureManager")
            .flatMap(manager -> manager.texts("feature").stream())
            .anyMatch("bells-1.0"::equalsIgnoreCase);
    if (!hasFeature) {
      findings.add(
          Finding.mistake(where(), "has a bell, but not the feature bells-1.0: Signet is off"));
    }
    library(bell.get().attribute("libraryRef").orElse(""));
  }

  private void library(String id) {
    Optional<XmlTree> library =
        elements("library").filter(l -> l.attribute("id").orElse("").equals(id)).findFirst();
    if (library.isEmpty()) {
      findings.add(
          Finding.mistake(where(), "has a bell for the library \"" + id + "\", which is missing"));
      return;
    }
    List<String> jars =
        library
            .get()
            .all("file")
            .flatMap(f -> f.attribute("name").stream())
            .map(this::resolved)
            .toList();
    for (String jar : jars) {
      if (jar.contains("${")) {
        findings.add(Finding.note(jar, "is not looked at: it holds a variable"));
      } else if (Files.isRegularFile(folder.resolve(jar))) {
        findings.add(Finding.ok(jar, "is there, for every application"));
      } else {
        findings.add(Finding.mistake(jar, "is not there: Signet is off"));
      }
    }
  }

  private void sessions() {
    boolean isOff =
        elements("httpSession")
            .anyMatch(
                session ->
                    session
                        .attribute("securityIntegrationEnabled")
                        .filter("false"::equalsIgnoreCase)
                        .isPresent());
    findings.add(
        isOff
            ? Finding.ok(where(), "leaves sessions to Signet")
            : Finding.mistake(
                where(),
                "needs <httpSession securityIntegrationEnabled=\"false\"/>: Liberty's own check"
                    + " ends a user's session when a request without a token brings its cookie"));
    if (elements("webAppSecurity")
        .anyMatch(
            security ->
                security
                    .attribute("useLtpaSSOForJaspic")
                    .filter("true"::equalsIgnoreCase)
                    .isPresent())) {
      findings.add(
          Finding.mistake(
              where(),
              "useLtpaSSOForJaspic: Liberty takes the user of a login cookie without asking Signet;"
                  + " remove it"));
    }
  }
}
