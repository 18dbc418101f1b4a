package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.KeyStoreSource;
import dev.signet.crypto.OutboundTrust;
import dev.signet.crypto.Secret;
import dev.signet.crypto.ServerParts;
import dev.signet.settings.GivenDocument;
import dev.signet.testing.TestKeys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key stores and settings of TLS of the server, which a configuration names by their ids. */
class ServerPartsTest {
  @TempDir Path directory;

  /** A server with the key store {@code own}, which is also what it trusts. */
  private final ServerParts server =
      new ServerParts() {
        @Override
        public Optional<KeyStoreConfig> keyStore(String id) {
          if (id.equals("broken")) {
            throw new IllegalArgumentException("has no location");
          }
          return id.equals("own") ? Optional.of(store()) : Optional.empty();
        }

        @Override
        public Optional<OutboundTrust> tls(String id) {
          return keyStore(id).map(store -> store);
        }

        @Override
        public Optional<OutboundTrust> tls() {
          return Optional.of(store());
        }
      };

  private KeyStoreConfig store() {
    return new KeyStoreConfig(
        "own",
        KeyStoreSource.file(directory.resolve("own.p12")),
        Optional.of(new Secret(TestKeys.PASSWORD)));
  }

  @BeforeEach
  void write() throws Exception {
    TestKeys.trustStore(directory.resolve("own.p12"), "PKCS12", "signer", TestKeys.RSA);
  }

  private static Map<String, Object> fetching(String... more) {
    return definition("jwkEndpointUrl", "https://localhost/keys", more);
  }

  private static Map<String, Object> definition(String name, String value, String... more) {
    Map<String, Object> issuer = new HashMap<>();
    issuer.put("issuerIdentifier", "https://issuer");
    issuer.put("headerName", "jwt");
    issuer.put("audiences", "urn:this");
    issuer.put("maxTokenLifetime", "1h");
    issuer.put("signatureAlgorithm", "RS256");
    issuer.put(name, value);
    for (int i = 0; i < more.length; i += 2) {
      issuer.put(more[i], more[i + 1]);
    }
    return new HashMap<>(Map.of("issuers", List.of(issuer)));
  }

  private SignetConfig load(Map<String, Object> settings, ServerParts parts)
      throws ConfigException {
    return SignetConfig.of(
        new GivenDocument(
            settings,
            "server.xml",
            directory,
            Optional.empty(),
            path -> path,
            List.of(),
            List.of()),
        parts);
  }

  private FetchSettings fetch(ServerParts parts, String... more) throws ConfigException {
    KeySource source = load(fetching(more), parts).issuers().get(0).keySource();
    return ((KeySource.Remote) source).fetch();
  }

  private List<String> mistakes(Map<String, Object> settings, ServerParts parts) {
    ConfigException wrong = assertThrows(ConfigException.class, () -> load(settings, parts));
    return wrong.problems().stream().map(Object::toString).toList();
  }

  @Test
  void aKeyStoreOfTheServerHoldsTheKeys() throws Exception {
    Map<String, Object> settings = definition("trustStoreRef", "own", "trustAliasName", "signer");
    KeySource source = load(settings, server).issuers().get(0).keySource();
    assertEquals(
        TestKeys.RSA.getPublic(), ((KeySource.Local) source).load().get(0).key(), "its key");
  }

  @Test
  void whatTheServerDoesNotHaveIsAMistakeThatNamesTheSetting() {
    assertEquals(
        List.of("issuers[0].trustStoreRef: \"none\" is not the id of a key store"),
        mistakes(definition("trustStoreRef", "none", "trustAliasName", "signer"), server)
            .subList(0, 1));
    assertEquals(
        List.of("issuers[0].jwkTrustStoreRef: has no location"),
        mistakes(fetching("jwkTrustStoreRef", "broken"), server));
    assertEquals(
        List.of("issuers[0].sslRef: \"none\" is not the id of an ssl element"),
        mistakes(fetching("sslRef", "none"), server));
  }

  @Test
  void anIdThatTheServerHasTooIsAMistake() {
    Map<String, Object> settings = fetching();
    settings.put(
        "keyStores",
        List.of(Map.of("id", "own", "location", "own.p12", "password", TestKeys.PASSWORD)));
    assertEquals(
        List.of("keyStores[0].id: is also the id of another key store"),
        mistakes(settings, server));
  }

  @Test
  void whatIsFetchedTrustsWhatIsNamedElseTheServersDefault() throws Exception {
    assertEquals(Optional.of(store()), fetch(server).trust());
    assertEquals(Optional.of(store()), fetch(server, "sslRef", "own").trust());
    assertEquals(Optional.of(store()), fetch(server, "jwkTrustStoreRef", "own").trust());
    assertEquals(Optional.empty(), fetch(ServerParts.NONE).trust(), "Java's own");
    assertEquals(
        List.of(
            "issuers[0].sslRef: excludes jwkTrustStoreRef: each says which certificates are"
                + " trusted"),
        mistakes(fetching("sslRef", "own", "jwkTrustStoreRef", "own"), server));
  }

  @Test
  void sslRefIsOfTheFeatureOfLibertyAlone() {
    assertEquals(
        List.of(
            "issuers[0].sslRef: names settings of the server, which only Signet as a feature of"
                + " Open Liberty can ask for; use jwkTrustStoreRef"),
        mistakes(fetching("sslRef", "own"), ServerParts.NONE));
  }
}
