package dev.signet.keys;

import static dev.signet.testing.KeyServer.jwk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.SignetConfig;
import dev.signet.config.TokenLocation;
import dev.signet.jose.JwtVerifier;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.PrivateKeyStores;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What many definitions take of a server: as many fetches as there are different key sets, and few
 * threads; and that all of it ends with the last one that needs it.
 */
class SharedKeysTest {
  private static final int DEFINITIONS = 10_000;

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final Set<Thread> before = fetching().collect(Collectors.toSet());
  private final int countBefore = SharedKeys.count();
  private final KeyServer server = KeyServer.start().publishes(jwk("k1", TestKeys.RSA.getPublic()));

  @AfterEach
  void stop() {
    server.close();
  }

  private Configs settings() {
    return Configs.in(directory).without("publicKeyLocation").issuer("httpsRequired", false);
  }

  private SignetConfig definitions(int number, int addresses) throws Exception {
    StringBuilder rows = new StringBuilder("tenant,url\n");
    for (int i = 0; i < addresses; i++) {
      server.serves(
          "/set" + i, Tokens.json(Map.of("keys", List.of(jwk("k1", TestKeys.RSA.getPublic())))));
    }
    for (int i = 0; i < number; i++) {
      rows.append(i).append(',').append(server.url("/set" + i % addresses)).append('\n');
    }
    Files.writeString(directory.resolve("tenants.csv"), rows);
    return settings()
        .issuer("table", "tenants.csv")
        .issuer("id", "${row.tenant}")
        .issuer("issuerIdentifier", "https://login.example/${row.tenant}")
        .issuer("realmName", "${row.tenant}")
        .issuer("jwkEndpointUrl", "${row.url}")
        .load();
  }

  private static void verify(JwtVerifier verifier, int definition) throws Exception {
    String token =
        Tokens.good()
            .header("kid", "k1")
            .claim("iss", "https://login.example/" + definition)
            .compact();
    var unused =
        verifier.verify(CompactJwt.of(token, new TokenLocation.Header("jwt")), Channels.SILENT);
  }

  /** Threads that fetch keys: ours, and those of Java's HTTP client. */
  private Set<Thread> threads() {
    return fetching().filter(thread -> !before.contains(thread)).collect(Collectors.toSet());
  }

  private static Stream<Thread> fetching() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("signet-.*|HttpClient-.*"));
  }

  private static void assertEnd(Set<Thread> begun) throws Exception {
    for (Thread thread : begun) {
      if (thread.getName().startsWith("signet-")) {
        thread.join(30_000);
        assertFalse(thread.isAlive(), thread.getName());
      }
    }
  }

  private static long descriptors() throws Exception {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void tenThousandDefinitionsTakeAFetchForEachAddressAndTenThreadsAlsoAfterTenReloads(int addresses)
      throws Exception {
    SignetConfig config = definitions(DEFINITIONS, addresses);
    boolean hasProc = Files.isDirectory(Path.of("/proc/self/fd"));
    long descriptors = hasProc ? descriptors() : 0;
    JwtVerifier verifier = JwtVerifier.of(config, clock);
    JwtVerifier ofOtherApplication = JwtVerifier.of(config, clock);
    for (int reload = 0; reload <= 10; reload++) {
      verify(verifier, reload);
      verify(ofOtherApplication, DEFINITIONS - 1 - reload);
      JwtVerifier next = verifier.successor(config);
      verifier.close();
      verifier = next;
      assertTrue(threads().size() <= 10, () -> threads().toString());
    }
    awaitTrue(() -> server.fetches() >= addresses);
    assertEquals(addresses, server.fetches());
    // each connection takes two descriptors here, since the key server is in the same process
    assertTrue(!hasProc || descriptors() - descriptors <= 20 + 2L * addresses);
    assertEquals(DEFINITIONS, verifier.keyStatuses().size());
    assertEquals("" + (DEFINITIONS - 1), verifier.keyStatuses().get(DEFINITIONS - 1).issuerId());
    verifier.close();
    ofOtherApplication.close();
    assertEquals(countBefore, SharedKeys.count());
  }

  @Test
  void whatWouldBeDecidedInAnotherWayIsFetchedByItself() throws Exception {
    List<SignetConfig> different =
        List.of(
            settings().issuer("jwkEndpointUrl", server.url()).load(),
            settings().issuer("jwkEndpointUrl", server.url("/other")).load(),
            settings()
                .issuer("jwkEndpointUrl", server.url())
                .issuer("signatureAlgorithm", "ES256")
                .load(),
            settings()
                .issuer("jwkEndpointUrl", server.url())
                .issuer("allowRsaKeysBelow2048Bits", true)
                .load(),
            settings()
                .issuer("jwkEndpointUrl", server.url())
                .issuer("jwkMaxStaleness", "1h")
                .load());
    List<JwtVerifier> verifiers = new ArrayList<>();
    different.forEach(config -> verifiers.add(JwtVerifier.of(config, clock)));
    assertEquals(countBefore + different.size(), SharedKeys.count());
    different.forEach(config -> verifiers.add(JwtVerifier.of(config, clock)));
    assertEquals(countBefore + different.size(), SharedKeys.count());
    verifiers.forEach(JwtVerifier::close);
    verifiers.forEach(JwtVerifier::close);
    assertEquals(countBefore, SharedKeys.count());
  }

  @Test
  void aTryThatFailsLeavesNothingBehind() throws Exception {
    Path store = PrivateKeyStores.write(directory.resolve("p.p12"), "mine", TestKeys.OTHER_RSA);
    SignetConfig config =
        settings()
            .root("keyStores", List.of(PrivateKeyStores.definition("private", store)))
            .issuer("keyStoreRef", "private")
            .issuer("keyManagementKeyAlias", "mine")
            .issuer("jwkEndpointUrl", server.url())
            .load();
    Files.delete(store);
    for (int i = 0; i < 20; i++) {
      assertThrows(IllegalArgumentException.class, () -> JwtVerifier.of(config, clock));
    }
    assertEquals(countBefore, SharedKeys.count());
    assertEnd(threads());
  }

  @Test
  void theThreadsKnowNoApplicationAndEndWhenNobodyNeedsThem() throws Exception {
    List<JwtVerifier> begun = new CopyOnWriteArrayList<>();
    SignetConfig config = settings().issuer("jwkEndpointUrl", server.url()).load();
    try (URLClassLoader application = new URLClassLoader(new URL[0], getClass().getClassLoader())) {
      Thread deployment = new Thread(() -> begun.add(JwtVerifier.of(config, clock)));
      deployment.setContextClassLoader(application);
      deployment.start();
      deployment.join();
      awaitTrue(() -> server.fetches() == 1);
      assertEquals(
          List.of(),
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> application.equals(thread.getContextClassLoader()))
              .toList());
    }
    Set<Thread> ours = threads();
    begun.forEach(JwtVerifier::close);
    assertEnd(ours);
  }

  @Test
  void keysEndWithTheLastDefinitionThatUsesThem() throws Exception {
    SignetConfig config = settings().issuer("jwkEndpointUrl", server.url()).load();
    JwtVerifier first = JwtVerifier.of(config, clock);
    JwtVerifier second = JwtVerifier.of(config, clock);
    awaitTrue(() -> server.fetches() == 1);
    first.close();
    // the first answer may still be on its way, and is not due again before it has come
    awaitTrue(
        () -> {
          clock.advance(Duration.ofMinutes(5));
          return server.fetches() > 1;
        });
    second.close();
    Thread.sleep(500);
    int fetches = server.fetches();
    clock.advance(Duration.ofMinutes(5));
    Thread.sleep(1_500);
    assertEquals(fetches, server.fetches());
  }

  /** Waits for what another thread brings about; gives up after half a minute. */
  private static void awaitTrue(BooleanSupplier condition) throws Exception {
    for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertTrue(condition.getAsBoolean());
  }
}
