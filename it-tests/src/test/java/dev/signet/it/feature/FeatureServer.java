package dev.signet.it.feature;

import static dev.signet.it.server.SecondServer.copy;
import static dev.signet.it.server.SecondServer.put;

import dev.signet.it.server.Await;
import dev.signet.it.server.SecondServer;
import dev.signet.it.server.Server;
import dev.signet.it.server.WholeFile;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Keys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;

/** A server with nothing but the feature, whose server.xml a test changes while it runs. */
final class FeatureServer implements AutoCloseable {
  private static final String NAME = "feature";

  private static final String SERVER_XML =
      """
      <server>
        <featureManager onError="FAIL">
          <feature>signet:signet-1.0</feature>
          <feature>servlet-6.0</feature>
        </featureManager>
        <config updateTrigger="polled" monitorInterval="200ms"/>
        <applicationMonitor updateTrigger="disabled" dropinsEnabled="false"/>
        <logging traceSpecification="*=info:dev.signet.*=all"/>
        <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
        <keyStore id="defaultKeyStore" location="key.p12" password="${env.KEYSTORE_PASSWORD}"/>
        <webApplication name="plain" location="plain.war" contextRoot="/plain"/>
        <webApplication name="bound" location="bound.war" contextRoot="/bound">
          <application-bnd>
            <security-role name="groupa"><group name="groupa"/></security-role>
            <security-role name="groupb"><special-subject type="ALL_AUTHENTICATED_USERS"/></security-role>
          </application-bnd>
        </webApplication>
        <webApplication name="right" location="right.war" contextRoot="/right">
          <application-bnd>
            <security-role name="groupa"><group name="a" access-id="group:defaultRealm/groupa"/></security-role>
          </application-bnd>
        </webApplication>
        <enterpriseApplication location="suite.ear"/>
        <webApplication id="its-id" name="left" location="left.war" contextRoot="/left"/>
        <signet excludedApplications="left,its-id,nowhere"%s/>
      %s
      </server>
      """;

  private static final String BINDINGS =
      """
      <application-bnd xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.2">
        <security-role name="groupa"><user name="testuser"/></security-role>
      </application-bnd>
      """;

  private final SecondServer server;

  private FeatureServer(SecondServer server) {
    this.server = server;
  }

  /** Starts it with these elements. */
  static FeatureServer start(String elements) {
    Path folder = SecondServer.folder(NAME);
    copy(Server.directory().resolve("server.env"), folder.resolve("server.env"));
    Path apps = folder.resolve("apps");
    apps.toFile().mkdirs();
    for (String name : List.of("plain", "bound", "right", "left")) {
      Wars.plain(name).as(ZipExporter.class).exportTo(apps.resolve(name + ".war").toFile());
    }
    ShrinkWrap.create(EnterpriseArchive.class, "suite.ear")
        .addAsModule(Wars.plain("suite"))
        .addAsManifestResource(new StringAsset(BINDINGS), "ibm-application-bnd.xml")
        .as(ZipExporter.class)
        .exportTo(apps.resolve("suite.ear").toFile());
    put(folder.resolve("server.xml"), SERVER_XML.formatted("", elements));
    FeatureServer.writeKeyStore(
        folder.resolve("resources/security/key.p12"),
        Map.of("rsakey1", Keys.trustedCertificate(), "CONN1.IZUDFLT", Keys.trustedCertificate()));
    return new FeatureServer(SecondServer.start(NAME, "/left/open/x"));
  }

  /** Puts other elements in the place of those there are. */
  void configure(String elements) {
    configure("", elements);
  }

  /** The same, with attributes of the element about all issuers. */
  void configure(String attributes, String elements) {
    WholeFile.put(server.file("server.xml"), SERVER_XML.formatted(attributes, elements));
  }

  SecondServer server() {
    return server;
  }

  /** Waits until a page answers so. */
  int await(int status, String path, String... headers) {
    return Await.until(() -> server.get(path, headers).status(), s -> s == status);
  }

  /** Waits for a line of its log. */
  String awaitLine(Predicate<String> wanted) {
    List<String> lines =
        Await.until(server::log, all -> all.stream().anyMatch(wanted)).stream()
            .filter(wanted)
            .toList();
    return lines.isEmpty() ? "no such line" : lines.get(lines.size() - 1);
  }

  /** Writes a key store with the password of all stores, all at once. */
  static void writeKeyStore(Path file, Map<String, ? extends Certificate> certificates) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Map.Entry<String, ? extends Certificate> entry : certificates.entrySet()) {
        store.setCertificateEntry(entry.getKey(), entry.getValue());
      }
      Files.createDirectories(file.getParent());
      Path written = file.resolveSibling(file.getFileName() + ".new");
      try (OutputStream out = Files.newOutputStream(written)) {
        store.store(out, Keys.password().toCharArray());
      }
      Files.move(
          written,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
