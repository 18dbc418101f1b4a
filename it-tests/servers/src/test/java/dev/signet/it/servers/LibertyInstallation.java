package dev.signet.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Open Liberty: a server of its own among the servers of the unpacked one. */
record LibertyInstallation() implements Installation {

  /** Only what the tests need, beside the recipe's server.xml. */
  private static final String FOR_THE_TESTS =
      """
      <applicationMonitor updateTrigger="polled" pollingRate="200ms"/>
      <config updateTrigger="disabled"/>
      """;

  /**
   * Users of its own, OpenID Connect, which does not start without TLS and a key store, and SAML
   * for one application.
   */
  private static final String OTHER_LOGINS =
      """
      <featureManager>
        <feature>transportSecurity-1.0</feature>
        <feature>samlWeb-2.0</feature>
      </featureManager>
      <keyStore id="defaultKeyStore" password="%1$s"/>
      <basicRegistry id="basic" realm="BasicRealm">
        <user name="formuser" password="%1$s"/>
        <user name="testuser" password="%1$s"/>
      </basicRegistry>
      <samlWebSso20 id="defaultSP" enabled="false"/>
      <samlWebSso20 id="sp" httpsRequired="false" idpMetadata="${server.config.dir}/idp.xml"
          authnRequestsSigned="false" wantAssertionsSigned="true">
        <authFilter><requestUrl urlPattern="/saml/" matchType="contains"/></authFilter>
      </samlWebSso20>
      """;

  private static String name() {
    return "signet-" + ServerUnderTest.property("it.http.port");
  }

  @Override
  public Path configuration() {
    return ServerUnderTest.home().resolve("usr").resolve("servers").resolve(name());
  }

  @Override
  public Path deployments() {
    return configuration().resolve("dropins");
  }

  @Override
  public List<String> command() {
    return List.of("sh", ServerUnderTest.home().resolve("bin/server").toString(), "run", name());
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("JVM_ARGS", "-Xmx384m");
  }

  @Override
  public void prepare() throws IOException {
    Installation.delete(configuration());
    String recipe = ServerUnderTest.hasFeature() ? "feature" : "server";
    Installation.copy(ServerUnderTest.recipe().resolve(recipe), configuration());
    override("tests.xml", FOR_THE_TESTS);
    Files.writeString(
        configuration().resolve("bootstrap.properties"),
        "http.port=" + ServerUnderTest.property("it.http.port") + "\n");
  }

  /** Elements that the server has when it starts again. */
  static void override(String file, String elements) throws IOException {
    Path overrides =
        new LibertyInstallation().configuration().resolve("configDropins").resolve("overrides");
    Files.createDirectories(overrides);
    Files.writeString(overrides.resolve(file), "<server>" + elements + "</server>");
  }

  @Override
  public void letOthersLogIn() throws IOException {
    override("logins.xml", OTHER_LOGINS.formatted(ServerUnderTest.property("server.password")));
    Files.writeString(configuration().resolve("idp.xml"), SamlIssuer.metadata());
  }

  @Override
  public void serveAll(Path jar) throws IOException {
    if (ServerUnderTest.hasFeature()) {
      return; // it does
    }
    Installation.copyInto(jar, configuration().resolve("signet"));
    Installation.copy(ServerUnderTest.recipe().resolve("every-application"), configuration());
  }
}
