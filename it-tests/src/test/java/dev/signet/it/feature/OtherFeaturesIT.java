package dev.signet.it.feature;

import static dev.signet.it.server.SecondServer.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.server.Await;
import dev.signet.it.server.SecondServer;
import dev.signet.it.server.WholeFile;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Other features of the server come and go while it runs: no page is ever open. */
final class OtherFeaturesIT {
  private static final String NAME = "other-features";
  private static final List<String> ALWAYS = List.of("signet:signet-1.0", "servlet-6.0");
  private static Path folder;
  private static SecondServer server;

  @BeforeAll
  static void start() throws Exception {
    folder = SecondServer.folder(NAME);
    Path apps = folder.resolve("apps");
    Files.createDirectories(apps);
    Wars.plain("app").as(ZipExporter.class).exportTo(apps.resolve("app.war").toFile());
    put(
        folder.resolve("signer.pem"),
        Keys.pem("CERTIFICATE", Keys.trustedCertificate().getEncoded()));
    put(folder.resolve("server.xml"), serverXml(List.of()));
    server = SecondServer.start(NAME, "/app/open/x");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String serverXml(List<String> features) {
    return """
    <server>
      <featureManager>%s</featureManager>
      <config updateTrigger="polled" monitorInterval="200ms"/>
      <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
      <variable name="otel.sdk.disabled" value="false"/>
      <variable name="otel.metrics.exporter" value="console"/>
      <variable name="otel.metric.export.interval" value="500"/>
      <variable name="otel.traces.exporter" value="none"/>
      <variable name="otel.logs.exporter" value="none"/>
      <signet_issuer id="RS" issuerIdentifier="https://www.myidp.ibm.com" headerName="jwt" audiences="ALL_AUDIENCES"
        signatureAlgorithm="RS256" publicKeyLocation="signer.pem" realmName="defaultRealm" groupIdentifier="groups"
        maxTokenLifetime="1h"/>
      <webApplication location="app.war" contextRoot="/app"/>
    </server>
    """
        .formatted(
            Stream.concat(ALWAYS.stream(), features.stream())
                .map("<feature>%s</feature>"::formatted)
                .collect(Collectors.joining()));
  }

  private static String messages() {
    return read("logs/messages.log");
  }

  private static String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a page answered while the features changed: nobody's requests, and good ones. */
  private record Answers(Set<Integer> nobody, Set<Integer> good) {}

  private static Answers change(String... features) throws InterruptedException {
    Set<Integer> nobody = new ConcurrentSkipListSet<>();
    Set<Integer> good = new ConcurrentSkipListSet<>();
    AtomicBoolean isOver = new AtomicBoolean();
    Thread client =
        new Thread(
            () -> {
              while (!isOver.get()) {
                nobody.add(status());
                good.add(status("jwt", Tokens.good().text()));
              }
            });
    int before = count(messages(), "CWWKF0008I");
    client.start();
    WholeFile.put(folder.resolve("server.xml"), serverXml(List.of(features)));
    int after = Await.until(() -> count(messages(), "CWWKF0008I"), n -> n > before);
    Thread.sleep(1_500); // what comes after the message
    isOver.set(true);
    client.join();
    assertTrue(after > before, messages());
    return new Answers(new TreeSet<>(nobody), new TreeSet<>(good));
  }

  private static int status(String... headers) {
    try {
      return server.get("/app/secure/x", headers).status();
    } catch (UncheckedIOException e) {
      return 0; // nobody listens
    }
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @Test
  void noFeatureThatComesOrGoesOpensAPage() throws Exception {
    for (String[] features :
        new String[][] {
          {"appSecurity-5.0", "cdi-4.0"},
          {},
          {"mpTelemetry-2.0", "audit-2.0", "mpHealth-4.0"},
          {"audit-2.0"},
          {"mpJwt-2.1"},
          {}
        }) {
      String now = String.join(" ", features);
      Answers answers = change(features);
      assertFalse(answers.nobody().contains(200), now + answers);
      assertEquals(200, Await.until(() -> status("jwt", Tokens.good().text()), s -> s == 200), now);
      assertEquals(401, status(), now);
    }
  }

  @Test
  void theServersTelemetryHasTheMetricsOfAnApplication() throws Exception {
    var unused = change("mpTelemetry-2.0");
    String log =
        Await.until(
            () -> {
              var unusedStatus = status("jwt", Tokens.good().text());
              return messages();
            },
            text -> text.contains("signet.authentication.duration"));
    assertTrue(log.contains("signet.authentication.duration"), "no metric is exported");
  }

  @Test
  void theServersAuditHasRefusalsWithTheirReason() throws Exception {
    var unused = change("audit-2.0");
    assertEquals(401, status("jwt", Tokens.expired().text()));
    String audit = Await.until(() -> read("logs/audit.log"), log -> log.contains("SIGNET_REFUSAL"));
    String event = audit.substring(audit.lastIndexOf('{', audit.indexOf("SIGNET_REFUSAL")));
    assertTrue(event.contains("\"reasonCode\": \"SIGNET-4"), event);
    assertTrue(event.contains("\"outcome\": \"denied\""), event);
    assertTrue(event.contains("/app/secure/x"), event);
    assertFalse(messages().contains("does not take refusals"));
  }
}
