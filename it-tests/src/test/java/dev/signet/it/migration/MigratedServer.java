package dev.signet.it.migration;

import static dev.signet.it.server.SecondServer.copy;
import static dev.signet.it.server.SecondServer.put;

import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.SecondServer;
import dev.signet.it.server.Server;
import dev.signet.it.setup.Wars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * A server that verifies tokens with Liberty's own features, and what {@code signet migrate} makes
 * of it. Each application has the name of the kind of change that it shows.
 */
final class MigratedServer {
  private static final List<String> APPLICATIONS =
      List.of("article", "environment", "included", "unique", "partners", "micro", "desk");

  private static final String SERVER_ENV =
      """
      COMPANY_ISSUER=https://company.example.com
      PARTNERS=https://one.example.com,https://two.example.com
      """;

  private static final String CLIENT =
      """
        <openidConnectClient id="%1$s" inboundPropagation="required" issuerIdentifier="%2$s"
            audiences="ALL_AUDIENCES" signatureAlgorithm="RS256" trustStoreRef="defaultKeyStore"
            trustAliasName="rsakey1" realmName="bank" groupIdentifier="groups" headerName="jwt"
            authFilterRef="%1$s"%3$s/>
        <authFilter id="%1$s"><requestUrl id="%1$s" urlPattern="/%1$s/" matchType="contains"/></authFilter>
      """;

  /** What is there before, but for the definitions and the applications. */
  private static final String SERVER_XML =
      """
      <server description="before Signet">
        <featureManager>
          <feature>appSecurity-5.0</feature>
          <feature>servlet-6.0</feature>
          <feature>transportSecurity-1.0</feature>
          <feature>openidConnectClient-1.0</feature>
          <feature>mpJwt-2.1</feature>
        </featureManager>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
        <keyStore id="defaultKeyStore" location="key.p12" password="${env.KEYSTORE_PASSWORD}"/>
        <basicRegistry id="basic" realm="desk">
          <user name="clerk" password="of-the-clerk"/>
          <group name="groupa"><member name="clerk"/></group>
        </basicRegistry>
        <variable name="COMPANY_ISSUER" defaultValue="https://default.example.com"/>
        <variable name="stage" value="production"/>
        <include location="${stage}.xml"/>
      %s</server>
      """;

  private static final String MP_JWT =
      """
        <mpJwt id="micro" issuer="https://micro.example.com" audiences="urn:micro" keyName="rsakey1"
            authFilterRef="micro"/>
        <authFilter id="micro"><requestUrl id="micro" urlPattern="/micro/" matchType="contains"/></authFilter>
      """;

  private static final String BOUND =
      """
        <webApplication location="unique.war" contextRoot="/unique">
          <application-bnd>
            <security-role name="groupa"><user name="seven" access-id="user:bank/number-7"/></security-role>
          </application-bnd>
        </webApplication>
      """;

  private MigratedServer() {}

  /** Its folder, ready to start with Liberty's own features. */
  static Path before() {
    Path folder = SecondServer.folder("before");
    copyShared(folder);
    StringBuilder more = new StringBuilder();
    more.append(CLIENT.formatted("article", "https://www.myidp.ibm.com", ""));
    more.append(CLIENT.formatted("environment", "${COMPANY_ISSUER}", ""));
    String unique = " uniqueUserIdentifier=\"number\"";
    more.append(CLIENT.formatted("unique", "https://unique.example.com", unique));
    more.append(CLIENT.formatted("partners", "${PARTNERS}", ""));
    more.append(MP_JWT);
    for (String application : APPLICATIONS) {
      more.append(application.equals("unique") ? BOUND : application(application));
    }
    put(folder.resolve("server.xml"), SERVER_XML.formatted(more));
    String included = CLIENT.formatted("included", "https://included.example.com", "");
    put(folder.resolve("production.xml"), "<server>\n" + included + "</server>\n");
    return folder;
  }

  private static String application(String name) {
    return "  <webApplication location=\"%1$s.war\" contextRoot=\"/%1$s\"/>%n".formatted(name);
  }

  private static void copyShared(Path folder) {
    copy(Server.directory().resolve("resources"), folder.resolve("resources"));
    Path environment = Server.directory().resolve("server.env");
    try {
      put(folder.resolve("server.env"), Files.readString(environment) + "\n" + SERVER_ENV);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String name : APPLICATIONS) {
      Path war = folder.resolve("apps").resolve(name + ".war");
      war.toFile().getParentFile().mkdirs();
      Wars.plain(name).as(ZipExporter.class).exportTo(war.toFile(), true);
    }
  }

  /** What the command reported of a signet.json and a bell, and its exit code before it. */
  static List<String> migrate(Path before, Path after, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--output=" + after.resolve("signet.json"));
    all.add("--server-xml=" + after.resolve("server.xml"));
    return run(before, after, all);
  }

  /** The same of the elements of the feature. */
  static List<String> migrateToElements(Path before, Path after, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--to=server.xml");
    all.add("--output=" + after.resolve("server.xml"));
    return run(before, after, all);
  }

  private static List<String> run(Path before, Path after, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Server.command().toString(),
                "migrate",
                before.resolve("server.xml").toString(),
                "--report=" + after.resolve("report.txt"),
                "--force"));
    command.addAll(options);
    Path said = Server.target().resolve("migrate.log");
    int exitCode;
    try (ChildProcess process = ChildProcess.start(command, Map.of(), said)) {
      exitCode = process.await(Duration.ofMinutes(1));
    }
    try {
      List<String> report = new ArrayList<>(List.of("exit code " + exitCode));
      report.addAll(Files.readAllLines(after.resolve("report.txt")));
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder with all that is not the command's: the jar, and the element of the other file. */
  static Path after() {
    Path folder = afterWithFeature("after");
    copy(Server.providerJar(), folder.resolve("signet").resolve("signet-provider-all.jar"));
    return folder;
  }

  /** The same for the feature, which is no file of the server. */
  static Path afterWithFeature(String name) {
    Path folder = SecondServer.folder(name);
    copyShared(folder);
    put(folder.resolve("production.xml"), "<server/>");
    return folder;
  }
}
