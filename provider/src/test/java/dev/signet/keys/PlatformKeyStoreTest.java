package dev.signet.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.ConfigException;
import dev.signet.config.KeySource;
import dev.signet.config.TokenLocation;
import dev.signet.crypto.KeyStoreConfig;
import dev.signet.crypto.KeyStoreSource;
import dev.signet.crypto.Secret;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.jose.JwtVerifier;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyRings;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwe.JsonWebEncryption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in stores that are no files: a security provider of the platform opens them. */
class PlatformKeyStoreTest {
  private static final String RING = "safkeyring:///IZU.RING";

  @TempDir Path directory;
  private final KeyRings rings = new KeyRings();

  @BeforeEach
  void connect() {
    rings.connect("IZU.RING", "rsakey1", TestKeys.RSA);
  }

  @AfterEach
  void stop() {
    rings.close();
  }

  /** A key store with the names and values that are given. */
  private Configs config(String... settings) {
    Map<String, String> store = new LinkedHashMap<>();
    store.put("id", "ring");
    for (int i = 0; i < settings.length; i += 2) {
      store.put(settings[i], settings[i + 1]);
    }
    return Configs.in(directory).root("keyStores", List.of(store));
  }

  private static Configs verifyingFrom(Configs config) {
    return config
        .without("publicKeyLocation")
        .issuer("trustStoreRef", "ring")
        .issuer("trustAliasName", "rsakey1");
  }

  private static void verify(Configs config, String token) throws Exception {
    try (JwtVerifier verifier = JwtVerifier.of(config.load(), new SettableClock())) {
      var unused =
          verifier.verify(CompactJwt.of(token, new TokenLocation.Header("jwt")), Channels.SILENT);
    }
  }

  private static void assertMistake(String mistake, Configs config) {
    ConfigException wrong = assertThrows(ConfigException.class, config::tryLoad);
    assertEquals(List.of(mistake), wrong.problems().stream().map(Object::toString).toList());
  }

  @Test
  void aRingWithAnAddressVerifiesTokens() throws Exception {
    Configs ring =
        verifyingFrom(config("location", RING, "type", "RINGS", "password", TestKeys.PASSWORD));
    verify(ring, Tokens.good().compact());
    verify(
        verifyingFrom(config("location", RING, "type", "rings", "provider", "Rings")),
        Tokens.good().compact());
  }

  @Test
  void aStoreThatHasNoAddressNeedsItsTypeAlone() throws Exception {
    rings.connect("DEFAULT", "rsakey1", TestKeys.RSA);
    verify(verifyingFrom(config("type", "RINGS")), Tokens.good().compact());
  }

  @Test
  void aPrivateKeyOfARingDecryptsTokens() throws Exception {
    rings.connectPrivate("IZU.RING", "enc1", TestKeys.OTHER_RSA);
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmHeaderValue("RSA-OAEP-256");
    jwe.setEncryptionMethodHeaderParameter("A256GCM");
    jwe.setContentTypeHeaderValue("JWT");
    jwe.setPayload(Tokens.good().compact());
    jwe.setKey(TestKeys.OTHER_RSA.getPublic());
    Configs config =
        config("location", RING, "type", "RINGS", "password", TestKeys.PASSWORD)
            .issuer("keyStoreRef", "ring")
            .issuer("keyManagementKeyAlias", "enc1");
    verify(config, jwe.getCompactSerialization());
  }

  @Test
  void aFileMayHaveAnyTypeOfThisRuntime() throws Exception {
    TestKeys.trustStore(directory.resolve("keys"), "JCEKS", "rsakey1", TestKeys.RSA);
    Configs config = config("location", "keys", "type", "JCEKS", "password", TestKeys.PASSWORD);
    verify(verifyingFrom(config), Tokens.good().compact());
    assertMistake(
        "issuers[0].trustAliasName: cannot open the key store "
            + directory.resolve("keys")
            + ": it is no store of type PKCS12, may not be read, or the password is wrong",
        verifyingFrom(config("location", "keys", "type", "PKCS12", "password", TestKeys.PASSWORD)));
  }

  @Test
  void aRingThatCannotBeReadIsNamedAndWhatItsProviderSaysIsNot() {
    assertMistake(
        "issuers[0].trustAliasName: cannot open the key store safkeyring:///OTHER: it is no store"
            + " of type RINGS, may not be read, or the password is wrong",
        verifyingFrom(config("location", "safkeyring:///OTHER", "type", "RINGS")));
    assertMistake(
        "issuers[0].trustAliasName: the key store safkeyring:///IZU.RING has no certificate under"
            + " the alias \"other\"",
        verifyingFrom(config("location", RING, "type", "RINGS")).issuer("trustAliasName", "other"));
  }

  @Test
  void whatThisRuntimeDoesNotKnowIsAMistake() {
    assertMistake(
        "keyStores[0].type: is no type of key store that the security provider Rings knows; it"
            + " knows RINGS",
        config("location", RING, "type", "JCERACFKS", "provider", "Rings"));
    ConfigException provider =
        assertThrows(
            ConfigException.class,
            config("location", RING, "type", "RINGS", "provider", "IBMZSecurity")::tryLoad);
    assertEquals(1, provider.problems().size());
    String mistake = provider.problems().get(0).toString();
    String known =
        "keyStores[0].provider: is no security provider of this Java runtime; it has SUN,";
    assertEquals(known, mistake.substring(0, known.length()));
    assertMistake(
        "keyStores[0].location: this Java runtime cannot read addresses with safkeyringjce://; the"
            + " system property java.protocol.handler.pkgs must name the package of the security"
            + " provider that can",
        config("location", "safkeyringjce://user/RING", "type", "RINGS"));
  }

  @Test
  void anAddressTakesATypeAndIsNoDocument() {
    assertMistake(
        "keyStores[0].location: is no file, so it takes the type of the key store, such as"
            + " \"type\": \"JCERACFKS\"",
        config("location", RING, "password", TestKeys.PASSWORD));
    assertMistake(
        "keyStores[0].type: is missing: the type of the key store, which provider opens",
        config("location", "keys", "provider", "SUN", "password", TestKeys.PASSWORD));
    assertMistake(
        "keyStores[0].location: must be a file, or a store of the platform such as"
            + " safkeyring:///RING; what is behind https is not read as a key store",
        config("location", "https://example.com/keys.p12", "type", "PKCS12"));
  }

  private PublicKey key(LocalKeys keys) throws Exception {
    return keys.resolveKeys(Optional.empty(), SignatureAlgorithm.RS256).get(0).key();
  }

  @Test
  void aRingIsReadOnceAMinuteAndItsKeysStayInUseWhileItIsGone() throws Exception {
    SettableClock clock = new SettableClock();
    KeyStoreConfig ring =
        new KeyStoreConfig(
            "ring",
            new KeyStoreSource(
                Optional.empty(),
                Optional.of(URI.create(RING)),
                Optional.of("RINGS"),
                Optional.empty()),
            Optional.of(new Secret(TestKeys.PASSWORD)),
            clock);
    LocalKeys keys =
        new LocalKeys(
            Configs.in(directory).load().issuers().get(0),
            new KeySource.KeyStoreAliases(ring, List.of("rsakey1")),
            clock);
    int readAtTheStart = rings.read();
    assertEquals(TestKeys.RSA.getPublic(), key(keys));
    rings.connect("IZU.RING", "rsakey1", TestKeys.OTHER_RSA);
    lookTwice(keys);
    assertEquals(TestKeys.RSA.getPublic(), key(keys));
    assertEquals(readAtTheStart, rings.read());
    clock.advance(Duration.ofMinutes(1));
    lookTwice(keys);
    assertEquals(TestKeys.OTHER_RSA.getPublic(), key(keys));
    rings.delete("IZU.RING");
    clock.advance(Duration.ofMinutes(1));
    lookTwice(keys);
    assertEquals(TestKeys.OTHER_RSA.getPublic(), key(keys));
    assertEquals(
        Optional.of(
            "cannot open the key store safkeyring:///IZU.RING: it is no store of type RINGS, may"
                + " not be read, or the password is wrong"),
        keys.status().lastFailure());
    rings.connect("IZU.RING", "rsakey1", TestKeys.RSA);
    lookTwice(keys);
    assertEquals(TestKeys.RSA.getPublic(), key(keys));
    assertEquals(Optional.empty(), keys.status().lastFailure());
  }

  private static void lookTwice(LocalKeys keys) {
    keys.look();
    keys.look();
  }
}
