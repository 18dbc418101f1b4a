package dev.signet.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.cli.check.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCheckTest {
  private static final String LIBERTY =
      """
      <server>
        <featureManager><feature>appSecurity-5.0</feature><feature>bells-1.0</feature></featureManager>
        <library id="signet"><file name="${server.config.dir}/signet/signet-provider-all.jar"/></library>
        <bell libraryRef="signet" service="jakarta.servlet.ServletContainerInitializer"/>
        <httpSession securityIntegrationEnabled="false"/>
      </server>
      """;

  private static final String EXTENSION = "/etc/extensions/signet.properties";
  private static final String FEATURE =
      "<server><featureManager onError=\"FAIL\"><feature>signet:signet-1.0</feature>"
          + "</featureManager></server>";

  @TempDir private Path directory;

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void war(String file, String... entries) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    try (OutputStream bytes = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry(entries[i]));
        zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** The kinds and texts, without the folder of this test. */
  private List<String> found() {
    return ServerCheck.of(directory).stream()
        .map(
            f ->
                f.kind()
                    + " "
                    + f.where().replace(directory.toString(), "").replace('\\', '/')
                    + ": "
                    + f.text())
        .toList();
  }

  private List<String> mistakes() {
    return found().stream().filter(f -> f.startsWith(Finding.Kind.MISTAKE.name())).toList();
  }

  @Test
  void aLibertyServerAsTheFirstPageHasItHasNoMistake() throws Exception {
    write("server.xml", LIBERTY);
    write("signet.json", "{}");
    write("signet/signet-provider-all.jar", "");
    assertEquals(
        List.of(
            "OK /server.xml: has the feature appsecurity-5.0",
            "OK /signet/signet-provider-all.jar: is there, for every application",
            "OK /server.xml: leaves sessions to Signet",
            "OK /signet.json: is there"),
        found());
  }

  @Test
  void aLibertyServerWithTheFeatureNeedsItsExtensionAlone() throws Exception {
    write("wlp/bin/server", "");
    write("wlp/etc/extensions/signet.properties", "");
    write("wlp/usr/servers/one/server.xml", FEATURE);
    directory = directory.resolve("wlp/usr/servers/one");
    assertEquals(
        List.of(
            "OK /server.xml: has the feature signet:signet-1.0",
            "OK " + EXTENSION + ": is there: the extension is unpacked"),
        found().stream().map(ServerCheckTest::withoutFolder).toList());
  }

  @Test
  void whatLeavesTheFeatureOffOrHalfOnIsNamed() throws Exception {
    write("wlp/bin/server", "");
    write(
        "wlp/usr/servers/one/server.xml",
        FEATURE
            .replace(" onError=\"FAIL\"", "")
            .replace(
                "</server>",
                "<bell libraryRef=\"signet\"/><httpSession securityIntegrationEnabled=\"true\"/></server>"));
    directory = directory.resolve("wlp/usr/servers/one");
    assertEquals(
        List.of(
            "OK /server.xml: has the feature signet:signet-1.0",
            "MISTAKE "
                + EXTENSION
                + ": is not there: unpack signet-liberty over this Liberty; until then Signet is"
                + " off",
            "NOTE /server.xml: has no onError=\"FAIL\" at featureManager: a server without the"
                + " extension starts with every page open",
            "NOTE /server.xml: has a bell as well: where that is Signet's, take it out",
            "MISTAKE /server.xml: securityIntegrationEnabled: Liberty's own check ends a user's"
                + " session when a request without a token brings its cookie"),
        found().stream().map(ServerCheckTest::withoutFolder).toList());
  }

  /** The extension is outside of the folder of this test. */
  private static String withoutFolder(String found) {
    return found.replaceFirst(" /\\S*" + EXTENSION, " " + EXTENSION);
  }

  @Test
  void aMissingFeatureBellJarOrSessionSettingIsNamed() throws Exception {
    write("server.xml", LIBERTY.replace("<feature>bells-1.0</feature>", ""));
    assertEquals(
        List.of(
            "MISTAKE /server.xml: has a bell, but not the feature bells-1.0: Signet is off",
            "MISTAKE /signet/signet-provider-all.jar: is not there: Signet is off"),
        mistakes());
    write("server.xml", "<server><featureManager/></server>");
    assertEquals(3, mistakes().size(), mistakes()::toString);
  }

  @Test
  void whatIsInAnIncludeOrInConfigDropinsCounts() throws Exception {
    write("server.xml", "<server><include location=\"${server.config.dir}/more.xml\"/></server>");
    write("more.xml", LIBERTY.replace("<httpSession securityIntegrationEnabled=\"false\"/>", ""));
    write(
        "configDropins/overrides/session.xml",
        "<server><httpSession securityIntegrationEnabled=\"false\"/></server>");
    write("signet/signet-provider-all.jar", "");
    assertEquals(List.of(), mistakes());
  }

  @Test
  void variablesOfALibertyServerCountAsItReadsThem() throws Exception {
    write(
        "server.xml",
        "<server><variable name=\"stage\" value=\"production\"/>"
            + "<include location=\"${stage}.xml\"/></server>");
    write(
        "production.xml",
        LIBERTY.replace("${server.config.dir}/signet/", "${server.config.dir}/${jars}/"));
    write("bootstrap.properties", "jars=libraries");
    write("libraries/signet-provider-all.jar", "");
    assertEquals(List.of(), mistakes());
    write("bootstrap.properties", "jars=elsewhere");
    assertEquals(
        List.of("MISTAKE /elsewhere/signet-provider-all.jar: is not there: Signet is off"),
        mistakes());
  }

  @Test
  void aFileThatALibertyServerCannotReadIsAMistake() throws Exception {
    write("server.xml", LIBERTY.replace("<server>", "<server><include location=\"more.xml\"/>"));
    assertEquals(
        List.of("MISTAKE : server.xml:1: the included file more.xml does not exist"), mistakes());
  }

  @Test
  void everyServerOfAnInstallationOfLibertyIsLookedAt() throws Exception {
    write("usr/servers/one/server.xml", LIBERTY);
    write("usr/servers/two/server.xml", LIBERTY);
    assertEquals(2, mistakes().size(), mistakes()::toString);
  }

  @Test
  void aWebXmlThatLeavesSignetOutIsNamed() throws Exception {
    write("conf/server.xml", "<Server><Connector port=\"8080\"/></Server>");
    war(
        "webapps/app.war",
        "WEB-INF/lib/signet-provider-1.0-all.jar",
        "",
        "WEB-INF/web.xml",
        "<web-app><absolute-ordering><name>other</name></absolute-ordering></web-app>");
    assertEquals(
        List.of(
            "MISTAKE /webapps/app.war: has Signet, but the absolute-ordering of its web.xml leaves"
                + " it out: add <name>signet</name> or <others/>"),
        mistakes());
  }

  @Test
  void theHeaderLimitOfTomcatIsSaid() throws Exception {
    write(
        "conf/server.xml",
        "<Server><Service><Connector port=\"8080\" maxHttpRequestHeaderSize=\"65536\"/>"
            + "<Connector port=\"8009\" protocol=\"AJP/1.3\"/></Service></Server>");
    war("webapps/app.war", "WEB-INF/lib/signet-provider-1.0-all.jar", "");
    assertEquals(
        List.of(
            "NOTE /lib/catalina.jar: is not there: the version of Tomcat is not checked",
            "NOTE /conf/signet.json: is not there: signet.config must say where the configuration"
                + " is, or it is in WEB-INF",
            "OK /conf/server.xml, connector 8080: takes 65536 bytes of request headers",
            "OK /webapps/app.war: has Signet in WEB-INF/lib"),
        found());
  }

  @Test
  void wildFlyAsItComesNeedsItsCommand() throws Exception {
    String standalone =
        """
        <server><profile>
          <subsystem><application-security-domains>
            <application-security-domain name="ejb" security-domain="x"/>
          </application-security-domains></subsystem>
          <subsystem><servlet-container name="default"/><application-security-domains>
            <application-security-domain name="other" security-domain="x"/>
          </application-security-domains></subsystem>
        </profile></server>
        """;
    write("standalone/configuration/standalone.xml", standalone);
    war("standalone/deployments/app.war", "WEB-INF/lib/signet-provider-1.0-all.jar", "");
    assertEquals(1, mistakes().size(), mistakes()::toString);
    write(
        "standalone/configuration/standalone.xml",
        standalone.replace(
            "\"other\" security-domain=\"x\"", "\"other\" integrated-jaspi=\"false\""));
    assertEquals(List.of(), mistakes());
  }

  @Test
  void aFolderWithoutAServerIsAMistake() {
    assertEquals(1, mistakes().size(), mistakes()::toString);
  }
}
