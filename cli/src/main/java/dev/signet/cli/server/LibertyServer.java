package dev.signet.cli.server;

import dev.signet.cli.check.Finding;
import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.liberty.LibertyConfiguration;
import dev.signet.cli.xml.XmlElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  private static final String FEATURE = "signet:signet-1.0";
  private static final String SESSIONS =
      "Liberty's own check ends a user's session when a request without a token brings its cookie";

  private final Path folder;
  private final LibertyConfiguration server;
  private final List<Finding> findings = new ArrayList<>();

  private LibertyServer(Path folder) {
    this.folder = folder;
    this.server =
        LibertyConfiguration.read(folder.resolve("server.xml"), List.of(), System.getenv());
  }

  /** What was found; a mistake where its files cannot be read. */
  static List<Finding> look(Path folder) throws IOException {
    try {
      return new LibertyServer(folder).look();
    } catch (CommandFailedException e) {
      return List.of(Finding.mistake(folder.toString(), String.valueOf(e.getMessage())));
    }
  }

  private List<Finding> look() throws IOException {
    if (hasFeature()) {
      feature();
      return findings;
    }
    features();
    jar();
    sessions();
    loginCookies();
    Path json = folder.resolve("signet.json");
    findings.add(
        Files.isRegularFile(json)
            ? Finding.ok(json.toString(), "is there")
            : Finding.note(
                json.toString(),
                "is not there: signet.config must say where the configuration is"));
    return findings;
  }

  private boolean hasFeature() {
    return names().contains(FEATURE);
  }

  /** Those of the server, in lower case: Liberty compares them so. */
  private Set<String> names() {
    return server
        .all("featureManager")
        .flatMap(manager -> manager.texts("feature").stream())
        .map(feature -> feature.toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** It brings all that it needs, where the extension is there. */
  private void feature() throws IOException {
    findings.add(Finding.ok(where(), "has the feature " + FEATURE));
    Path extension = folder.resolve("../../../etc/extensions/signet.properties").normalize();
    if (Files.isDirectory(folder.resolve("../../../bin"))) {
      findings.add(
          Files.isRegularFile(extension)
              ? Finding.ok(extension.toString(), "is there: the extension is unpacked")
              : Finding.mistake(
                  extension.toString(),
                  "is not there: unpack signet-liberty over this Liberty; until then Signet is off"));
    }
    boolean fails =
        server.all("featureManager").anyMatch(m -> m.attribute("onError", "").equals("FAIL"));
    if (!fails) {
      findings.add(
          Finding.note(
              where(),
              "has no onError=\"FAIL\" at featureManager: a server without the extension starts"
                  + " with every page open"));
    }
    if (server.all("bell").findAny().isPresent()) {
      findings.add(
          Finding.note(where(), "has a bell as well: where that is Signet's, take it out"));
    }
    InstalledApplications applications =
        InstalledApplications.in(folder.resolve("apps"), folder.resolve("dropins"));
    findings.addAll(applications.findings());
    if (server
        .all("httpSession")
        .anyMatch(s -> s.attribute("securityIntegrationEnabled", "").equalsIgnoreCase("true"))) {
      findings.add(Finding.mistake(where(), "securityIntegrationEnabled: " + SESSIONS));
    }
    loginCookies();
  }

  private void features() {
    Set<String> features = names();
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
    Optional<XmlElement> bell =
        server
            .all("bell")
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
    if (!names().contains("bells-1.0")) {
      findings.add(
          Finding.mistake(where(), "has a bell, but not the feature bells-1.0: Signet is off"));
    }
    library(bell.get().attribute("libraryRef").orElse(""));
  }

  private void library(String id) {
    Optional<XmlElement> library =
        server.all("library").filter(l -> l.attribute("id").orElse("").equals(id)).findFirst();
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
            .map(server::resolved)
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
        server
            .all("httpSession")
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
                where(), "needs <httpSession securityIntegrationEnabled=\"false\"/>: " + SESSIONS));
  }

  private void loginCookies() {
    if (server
        .all("webAppSecurity")
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
