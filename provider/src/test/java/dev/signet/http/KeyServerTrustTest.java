package dev.signet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.ConfigException;
import dev.signet.config.FetchSettings;
import dev.signet.config.KeySource;
import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.KeyStoreSource;
import dev.signet.crypto.OutboundTrust;
import dev.signet.crypto.Secret;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.LogOfSignet;
import dev.signet.testing.TestKeys;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificates that vouch for a key server are those that their file holds now. */
class KeyServerTrustTest {
  private static final String NOT_TRUSTED =
      "the server's TLS certificate is not trusted, or TLS failed";

  @TempDir Path directory;
  private final X509Certificate servers = TestKeys.certificate(TestKeys.P_256);
  private final KeyServer server = KeyServer.startTls(servers).answers(200, "keys");

  @BeforeEach
  void trust() throws Exception {
    put(servers);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void put(X509Certificate certificate) throws Exception {
    TestKeys.trustStore(directory.resolve("tls.p12"), "PKCS12", "tls", certificate);
  }

  private Configs config() {
    return Configs.in(directory)
        .without("publicKeyLocation")
        .issuer("jwkEndpointUrl", server.url())
        .issuer("jwkTrustStoreRef", "tls")
        .root(
            "keyStores",
            List.of(Map.of("id", "tls", "location", "tls.p12", "password", TestKeys.PASSWORD)));
  }

  private DocumentClient client() {
    FetchSettings settings =
        ((KeySource.Remote) config().load().issuers().get(0).keySource()).fetch();
    return new DocumentClient(settings);
  }

  /** The document, or why there is none. */
  private String fetch(DocumentClient client) {
    try {
      return client.fetch(URI.create(server.url())).join().text();
    } catch (CompletionException e) {
      return FetchException.reason(e.getCause());
    }
  }

  @Test
  void aCertificateThatIsPutThereIsTrustedFromTheNextFetchOn() throws Exception {
    put(TestKeys.certificate(TestKeys.P_384));
    DocumentClient client = client();
    assertEquals(NOT_TRUSTED, fetch(client));
    put(servers);
    assertEquals("keys", fetch(client));
  }

  /** Neither an open connection nor a resumed TLS session outlives the trust in its certificate. */
  @Test
  void aCertificateThatIsTakenAwayIsNotTrustedFromTheNextFetchOn() throws Exception {
    DocumentClient client = client();
    assertEquals("keys", fetch(client));
    put(TestKeys.certificate(TestKeys.P_384));
    assertEquals(NOT_TRUSTED, fetch(client));
  }

  @Test
  void aStoreThatCannotBeUsedLeavesTheOldOneInForceAndTheLogSaysSoOnce() throws Exception {
    DocumentClient client = client();
    Path file = directory.resolve("tls.p12");
    byte[] whole = Files.readAllBytes(file);
    try (LogOfSignet log = LogOfSignet.open()) {
      Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
      assertEquals("keys", fetch(client));
      assertEquals("keys", fetch(client));
      assertEquals(
          List.of(
              "WARNING cannot open the key store "
                  + file
                  + ": it is neither PKCS12 nor JKS, or the password is wrong; the certificates"
                  + " read before stay trusted"),
          log.linesWith("tls.p12"));
    }
    Files.delete(file);
    assertEquals("keys", fetch(client));
    put(TestKeys.certificate(TestKeys.P_384));
    assertEquals(NOT_TRUSTED, fetch(client));
  }

  @Test
  void aStoreWithoutACertificateIsRefused() throws Exception {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);
    try (OutputStream out = Files.newOutputStream(directory.resolve("tls.p12"))) {
      empty.store(out, TestKeys.PASSWORD.toCharArray());
    }
    ConfigException refused = assertThrows(ConfigException.class, () -> config().tryLoad());
    assertEquals(
        "issuers[0].jwkTrustStoreRef: the key store "
            + directory.resolve("tls.p12")
            + " has no certificate that Java trusts; import one with keytool -importcert",
        refused.problems().get(0).toString());
  }

  /** Settings of TLS of the server: a new object counts from the next fetch on. */
  @Test
  void anotherContextOfTheServerCountsFromTheNextFetchOnAndAMissingOneFetchesNothing()
      throws Exception {
    Deque<OutboundTrust> present = new ConcurrentLinkedDeque<>();
    OutboundTrust ofServer =
        new OutboundTrust() {
          @Override
          public Object state() {
            if (present.isEmpty()) {
              throw new IllegalArgumentException("the server has no TLS yet");
            }
            return present.getLast().state();
          }

          @Override
          public SSLContext context() {
            return present.getLast().context();
          }
        };
    Duration second = Duration.ofSeconds(5);
    FetchSettings settings =
        new FetchSettings(
            Optional.of(ofServer),
            second,
            second,
            second,
            second,
            second,
            second,
            Optional.empty());
    try (LogOfSignet log = LogOfSignet.open()) {
      DocumentClient client = new DocumentClient(settings);
      assertEquals("the certificates that vouch for it cannot be used", fetch(client));
      assertEquals(
          List.of(
              "WARNING the server has no TLS yet; nothing is fetched with it until this is"
                  + " corrected"),
          log.linesWith("no TLS yet"));
      present.add(trusting(servers));
      assertEquals("keys", fetch(client));
      present.add(trusting(TestKeys.certificate(TestKeys.P_384)));
      assertEquals(NOT_TRUSTED, fetch(client));
    }
  }

  private OutboundTrust trusting(X509Certificate certificate) throws Exception {
    Path file = Files.createTempFile(directory, "of-server", ".p12");
    Files.delete(file);
    TestKeys.trustStore(file, "PKCS12", "tls", certificate);
    return new KeyStoreConfig(
        "server", KeyStoreSource.file(file), Optional.of(new Secret(TestKeys.PASSWORD)));
  }
}
