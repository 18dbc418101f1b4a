package dev.signet.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Open Liberty: a server of its own among the servers of the unpacked one. */
record LibertyInstallation() implements Installation {

  /** Only what the adapter needs, beside the recipe's server.xml. */
  private static final String FOR_THE_ADAPTER =
      """
      <server>
        <featureManager><feature>localConnector-1.0</feature></featureManager>
        <applicationMonitor updateTrigger="polled" pollingRate="200ms"/>
        <config updateTrigger="disabled"/>
      </server>
      """;

  /** Liberty's client of OpenID Connect fetches the issuer's metadata with what this feature brings. */
  private static final String FOR_OPENID =
      """
      <server>
        <featureManager><feature>transportSecurity-1.0</feature></featureManager>
      </server>
      """;

  @Override
  public Path configuration() {
    String name = "signet-" + ServerUnderTest.property("it.http.port");
    return ServerUnderTest.home().resolve("usr").resolve("servers").resolve(name);
  }

  @Override
  public void prepare() throws IOException {
    Installation.delete(configuration());
    Installation.copy(ServerUnderTest.recipe().resolve("server"), configuration());
    Path overrides = configuration().resolve("configDropins").resolve("overrides");
    Files.createDirectories(overrides);
    Files.writeString(overrides.resolve("adapter.xml"), FOR_THE_ADAPTER);
    if (System.getProperty("openid.keycloak") != null) {
      Files.writeString(overrides.resolve("openid.xml"), FOR_OPENID);
    }
    Files.writeString(
        configuration().resolve("bootstrap.properties"),
        "http.port=" + ServerUnderTest.property("it.http.port") + "\n");
  }
}
