package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.SignetConfig;
import dev.signet.config.TokenLocation;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.HostileWorld;
import dev.signet.testing.LogOfSignet;
import dev.signet.testing.PrivateKeyStores;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that decrypt are those that their file holds now. */
class FollowedDecryptionTest {
  private static final KeyPair OLD = TestKeys.RSA;
  private static final KeyPair NEW = TestKeys.OTHER_RSA;

  @TempDir Path directory;

  private void put(KeyPair keys) {
    PrivateKeyStores.write(directory.resolve("private.p12"), "enc", keys);
  }

  private SignetConfig config() {
    put(OLD);
    return Configs.in(directory)
        .issuer("keyStoreRef", "private")
        .issuer("keyManagementKeyAlias", "enc")
        .root(
            "keyStores",
            List.of(PrivateKeyStores.definition("private", directory.resolve("private.p12"))))
        .load();
  }

  private static String sealedFor(KeyPair keys) {
    return HostileWorld.sealedFor(
        keys, Tokens.good().compact(), "RSA-OAEP-256", "A256GCM", Map.of("cty", "JWT"));
  }

  private static void assertRefused(Decryption decryption, KeyPair sealedFor) {
    assertEquals(
        Rejection.DECRYPTION_FAILED,
        assertThrows(TokenRejectedException.class, () -> decryption.open(sealedFor(sealedFor)))
            .rejection());
  }

  @Test
  void aKeyThatIsReplacedOpensNothingMore() throws Exception {
    Decryption decryption = new Decryption(config().issuers());
    Decryption.Opened opened = decryption.open(sealedFor(OLD));
    decryption.look();
    assertTrue(decryption.stillHolds(opened.key().orElseThrow()));
    put(NEW);
    try (LogOfSignet log = LogOfSignet.open()) {
      decryption.look();
      decryption.look();
      decryption.look();
      assertEquals(List.of("INFO 1 keys that decrypt tokens read again"), log.linesWith("decrypt"));
    }
    assertEquals(List.of("webseal"), List.copyOf(decryption.open(sealedFor(NEW)).issuerIds()));
    assertRefused(decryption, OLD);
    assertFalse(decryption.stillHolds(opened.key().orElseThrow()));
  }

  @Test
  void aKeyThatCannotBeReadLeavesTheOldOneInForceUntilItCan() throws Exception {
    Decryption decryption = new Decryption(config().issuers());
    Path file = directory.resolve("private.p12");
    try (LogOfSignet log = LogOfSignet.open()) {
      Files.writeString(file, "no key store");
      for (int i = 0; i < 4; i++) {
        decryption.look();
      }
      assertEquals(
          List.of(
              "WARNING 1 keys that decrypt tokens have changed and cannot be used, so the"
                  + " old ones stay in use: cannot open the key store "
                  + file
                  + ": it is neither PKCS12 nor JKS, or the password is wrong"),
          log.linesWith("decrypt"));
    }
    assertEquals(List.of("webseal"), List.copyOf(decryption.open(sealedFor(OLD)).issuerIds()));
    PrivateKeyStores.write(file, "another alias", NEW);
    decryption.look();
    decryption.look();
    assertRefused(decryption, NEW);
    put(NEW);
    decryption.look();
    decryption.look();
    assertEquals(List.of("webseal"), List.copyOf(decryption.open(sealedFor(NEW)).issuerIds()));
  }

  @Test
  void filesAreLookedAtOnlyWhereADefinitionHasAKeyThatDecrypts() {
    ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(0);
    threads.setRemoveOnCancelPolicy(true);
    try {
      Runnable none = new Decryption(Configs.in(directory).load().issuers()).watch(threads);
      assertEquals(0, threads.getTaskCount());
      none.run();
      Runnable end = new Decryption(config().issuers()).watch(threads);
      assertTrue(threads.getTaskCount() > 0);
      end.run();
      assertTrue(threads.getQueue().isEmpty(), "nothing is planned any more");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aTokenThatWasOpenedWithAKeyThatIsGoneIsVerifiedAnew() throws Exception {
    try (JwtVerifier verifier = JwtVerifier.of(config(), new SettableClock())) {
      CompactJwt token = CompactJwt.of(sealedFor(OLD), new TokenLocation.Header("jwt"));
      VerifiedJwt remembered = verifier.verify(token, Channels.SILENT);
      assertTrue(verifier.isStillValid(remembered, token, Channels.SILENT));
      put(NEW);
      for (int i = 0; i < 300 && verifier.isStillValid(remembered, token, Channels.SILENT); i++) {
        Thread.sleep(100);
      }
      assertFalse(verifier.isStillValid(remembered, token, Channels.SILENT));
      assertEquals(
          Rejection.DECRYPTION_FAILED,
          assertThrows(TokenRejectedException.class, () -> verifier.verify(token, Channels.SILENT))
              .rejection());
    }
  }
}
