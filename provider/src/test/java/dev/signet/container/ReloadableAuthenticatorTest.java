package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;
import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.LogOfSignet;
import dev.signet.testing.Refused;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that is changed while the server runs. */
class ReloadableAuthenticatorTest {
  private static final AppContextId APPLICATION = new AppContextId("host", "/app");

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private @Nullable ReloadableAuthenticator served;

  @AfterEach
  void end() {
    if (served != null) {
      served.close();
    }
  }

  private Path file() {
    return directory.resolve("signet.json");
  }

  private ReloadableAuthenticator serve(Configs config) {
    ReloadableAuthenticator line =
        ReloadableAuthenticator.of(APPLICATION, ConfigSource.of(file()), config.load(), clock);
    served = line;
    return line;
  }

  /** As often as it takes to see that the file stands still, and to read it. */
  private static void lookLong(ReloadableAuthenticator line) {
    for (int i = 0; i < 3; i++) {
      line.look();
    }
  }

  private static AuthenticationResult ask(ReloadableAuthenticator line, Tokens token)
      throws Exception {
    return line.now().authenticator().orElseThrow().authenticate(Requests.withJwt(token.compact()));
  }

  private static String realm(ReloadableAuthenticator line) throws Exception {
    return assertInstanceOf(Authenticated.class, ask(line, Tokens.good())).identity().realm();
  }

  @Test
  void aRightFileTakesThePlaceOfTheOldOne() throws Exception {
    ReloadableAuthenticator line = serve(Configs.in(directory));
    assertEquals("defaultRealm", realm(line));
    Configs.in(directory).issuer("realmName", "another").load();
    lookLong(line);
    assertEquals("another", realm(line));
  }

  @Test
  void aFileThatStaysAsItIsIsNotReadAgain() {
    ReloadableAuthenticator line = serve(Configs.in(directory));
    RequestAuthenticator before = line.now();
    lookLong(line);
    assertSame(before, line.now());
  }

  @Test
  void aWrongFileLeavesEverythingAsItIs() throws Exception {
    ReloadableAuthenticator line = serve(Configs.in(directory));
    RequestAuthenticator before = line.now();
    Files.writeString(file(), "{ half of it");
    lookLong(line);
    assertSame(before, line.now());
    assertEquals("defaultRealm", realm(line));
    Configs.in(directory).issuer("realmName", "mended").load();
    lookLong(line);
    assertEquals("mended", realm(line));
  }

  @Test
  void aFileThatIsGoneLeavesEverythingAsItIs() throws Exception {
    ReloadableAuthenticator line = serve(Configs.in(directory));
    Files.delete(file());
    lookLong(line);
    assertEquals("defaultRealm", realm(line));
  }

  @Test
  void aFileIsReadOnlyOnceItStandsStill() throws Exception {
    ReloadableAuthenticator line = serve(Configs.in(directory));
    Configs.in(directory).issuer("realmName", "first").load();
    line.look();
    Configs.in(directory).issuer("realmName", "second").load();
    line.look();
    assertEquals("defaultRealm", realm(line));
    line.look();
    assertEquals("second", realm(line));
  }

  @Test
  void aTableIsPartOfTheConfiguration() throws Exception {
    Files.writeString(directory.resolve("t.csv"), "issuer\nnobody\n");
    ReloadableAuthenticator line =
        serve(
            Configs.in(directory)
                .without("id")
                .issuer("table", "t.csv")
                .issuer("issuerIdentifier", "${row.issuer}"));
    assertEquals(Rejection.ISSUER_UNKNOWN, Refused.reason(ask(line, Tokens.good())));
    Files.writeString(directory.resolve("t.csv"), "issuer\n" + Tokens.ISSUER + "\n");
    lookLong(line);
    assertEquals("defaultRealm", realm(line));
  }

  @Test
  void aTableOfAMappingIsPartOfTheConfiguration() throws Exception {
    Files.writeString(directory.resolve("users.csv"), "subject,user\nother,one\n");
    ReloadableAuthenticator line =
        serve(Configs.in(directory).issuer("identityMapping", Map.of("table", "users.csv")));
    assertEquals(Rejection.USER_NOT_MAPPED, Refused.reason(ask(line, Tokens.good())));
    Files.writeString(directory.resolve("users.csv"), "subject,user\ntestuser,one\n");
    lookLong(line);
    assertInstanceOf(Authenticated.class, ask(line, Tokens.good()));
  }

  @Test
  void aRememberedTokenOfAnIssuerThatIsGoneIsRefusedAtOnce() throws Exception {
    ReloadableAuthenticator line = serve(Configs.in(directory));
    assertEquals("defaultRealm", realm(line));
    Configs.in(directory).issuer("issuerIdentifier", "https://another.example.com").load();
    lookLong(line);
    assertEquals(Rejection.ISSUER_UNKNOWN, Refused.reason(ask(line, Tokens.good())));
  }

  @Test
  void aTokenThatIsUsedUpStaysSo() throws Exception {
    Configs config = Configs.in(directory).issuer("tokenReuse", false);
    ReloadableAuthenticator line = serve(config);
    Tokens token = Tokens.good().claim("jti", "one of a line that is served");
    assertInstanceOf(Authenticated.class, ask(line, token));
    config.issuer("realmName", "another").load();
    lookLong(line);
    assertEquals(Rejection.TOKEN_USED, Refused.reason(ask(line, token)));
  }

  @Test
  void keysThatAreThereAreNotFetchedAgain() throws Exception {
    try (KeyServer keys = KeyServer.start()) {
      keys.publishes(KeyServer.jwk("k", TestKeys.RSA.getPublic()));
      Configs config =
          Configs.in(directory)
              .without("publicKeyLocation")
              .issuer("jwkEndpointUrl", keys.url())
              .issuer("httpsRequired", false);
      ReloadableAuthenticator line = serve(config);
      assertEquals("defaultRealm", realm(line));
      keys.hangs(true);
      config.issuer("realmName", "another").load();
      lookLong(line);
      assertEquals("another", realm(line));
      assertEquals(1, keys.fetches());
    }
  }

  @Test
  void whatWasWrongFromTheBeginningIsServedOnceItIsMended() throws Exception {
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> Configs.load(directory, "{}"));
    ReloadableAuthenticator line =
        ReloadableAuthenticator.waiting(APPLICATION, ConfigSource.of(file()), wrong, clock);
    served = line;
    assertTrue(line.now().authenticator().isEmpty());
    SignetConfig mended = Configs.in(directory).load();
    lookLong(line);
    assertEquals("defaultRealm", realm(line));
    assertEquals(mended.challengeRealm(), realm(line));
  }

  /** As often as it takes to see something that no file of the configuration shows. */
  private static void lookUntilServed(ReloadableAuthenticator line) {
    for (int i = 0; i < 600 && line.now().authenticator().isEmpty(); i++) {
      line.look();
    }
  }

  private ReloadableAuthenticator waitFor(ConfigSource source) {
    ReloadableAuthenticator line =
        ReloadableAuthenticator.waiting(
            APPLICATION, source, assertThrows(ConfigException.class, source::load), clock);
    served = line;
    assertTrue(line.now().authenticator().isEmpty());
    lookLong(line);
    assertTrue(line.now().authenticator().isEmpty());
    return line;
  }

  @Test
  void aFileThatWasNotThereIsServedOnceItIs() throws Exception {
    ReloadableAuthenticator line = waitFor(ConfigSource.of(file()));
    Configs.in(directory).load();
    lookUntilServed(line);
    assertEquals("defaultRealm", realm(line));
  }

  @Test
  void aFolderThatWasNotThereIsLookedAtAsEveryOtherPlace() throws Exception {
    Path folder = directory.resolve("later");
    List<Path> places =
        List.of(directory.resolve("nowhere/signet.json"), folder.resolve("signet.json"));
    ReloadableAuthenticator line = waitFor(ConfigSource.firstOf(() -> places));
    Configs.in(Files.createDirectory(folder)).load();
    lookUntilServed(line);
    assertEquals("defaultRealm", realm(line));
  }

  @Test
  void aFileOnceFoundIsNotChangedForOneInAnotherPlace() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("usual"));
    Path first = Files.createDirectory(directory.resolve("first"));
    List<Path> places = List.of(first.resolve("signet.json"), folder.resolve("signet.json"));
    ReloadableAuthenticator line = waitFor(ConfigSource.firstOf(() -> places));
    Configs.in(folder).load();
    lookUntilServed(line);
    Configs.in(first).issuer("realmName", "another").load();
    Configs.in(folder).issuer("realmName", "changed").load();
    lookLong(line);
    assertEquals("changed", realm(line));
  }

  @Test
  void aKeyThatWasNotThereIsServedOnceItIsThoughTheFileStaysAsItIs() throws Exception {
    Configs config = Configs.in(directory);
    String key = String.valueOf(config.issuerSettings().get("publicKeyLocation"));
    byte[] pem = Files.readAllBytes(directory.resolve(key));
    Files.delete(directory.resolve(key));
    assertThrows(ConfigException.class, config::tryLoad);
    ReloadableAuthenticator line = waitFor(ConfigSource.of(file()));
    Files.write(directory.resolve(key), pem);
    lookUntilServed(line);
    assertEquals("defaultRealm", realm(line));
  }

  @Test
  void aNewFileWhoseKeyComesLaterTakesThePlaceOfTheOldOneThen() throws Exception {
    ReloadableAuthenticator line = serve(Configs.in(directory));
    Configs next = Configs.in(directory).issuer("realmName", "another");
    next.issuer("publicKeyLocation", "later.pem");
    assertThrows(ConfigException.class, next::tryLoad);
    lookLong(line);
    assertEquals("defaultRealm", realm(line));
    TestKeys.pem(
        directory.resolve("later.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    for (int i = 0; i < 600 && realm(line).equals("defaultRealm"); i++) {
      line.look();
    }
    assertEquals("another", realm(line));
  }

  @Test
  void aReasonIsSaidOnceHoweverOftenItIsMet() {
    ReloadableAuthenticator line;
    try (LoggedLines log = LoggedLines.of(ReloadableAuthenticator.class)) {
      line = waitFor(ConfigSource.of(file()));
      for (int i = 0; i < 50; i++) {
        line.look();
      }
      assertEquals(
          List.of(
              "host /app answers 503 until this is corrected: "
                  + file()
                  + " has one mistake:"
                  + System.lineSeparator()
                  + "  the file does not exist"),
          log.all());
    }
  }

  /** A class that a server lacks, as a configuration may need one. */
  private ConfigSource failingOn(AtomicBoolean isFailing) {
    return () -> {
      if (isFailing.get()) {
        throw new NoClassDefFoundError("javax/cache/Caching");
      }
      return SignetConfig.load(file());
    };
  }

  @Test
  void anErrorLeavesTheOldLineAndTheFileIsLookedAtAgain() throws Exception {
    AtomicBoolean isFailing = new AtomicBoolean();
    SignetConfig first = Configs.in(directory).load();
    ReloadableAuthenticator line =
        ReloadableAuthenticator.of(APPLICATION, failingOn(isFailing), first, clock);
    served = line;
    RequestAuthenticator before = line.now();
    isFailing.set(true);
    Configs.in(directory).issuer("realmName", "another").load();
    try (LoggedLines log = LoggedLines.of(ReloadableAuthenticator.class)) {
      lookLong(line);
      assertSame(before, line.now());
      assertEquals(
          List.of(
              "host /app: the configuration has changed, the old one stays in force: an error in"
                  + " Signet: java.lang.NoClassDefFoundError"),
          log.all());
    }
    isFailing.set(false);
    Configs.in(directory).issuer("issuerIdentifier", "https://another.example.com").load();
    lookLong(line);
    assertEquals(Rejection.ISSUER_UNKNOWN, Refused.reason(ask(line, Tokens.good())));
  }

  @Test
  void theTaskGoesOnAfterAnError() throws Exception {
    AtomicBoolean isFailing = new AtomicBoolean(true);
    CountDownLatch failures = new CountDownLatch(2);
    SignetConfig config = Configs.in(directory).load();
    ConfigSource source =
        () -> {
          failures.countDown();
          return failingOn(isFailing).load();
        };
    ReloadableAuthenticator line =
        ReloadableAuthenticator.waiting(APPLICATION, source, new StackOverflowError(), clock);
    served = line.follow();
    assertTrue(failures.await(30, TimeUnit.SECONDS));
    isFailing.set(false);
    for (int i = 0; i < 300 && line.now().authenticator().isEmpty(); i++) {
      Thread.sleep(100);
    }
    assertEquals(config.challengeRealm(), realm(line));
  }

  @Test
  void anErrorAtTheStartIsA503ThatEndsByItself() throws Exception {
    SignetConfig config = Configs.in(directory).load();
    ReloadableAuthenticator line =
        ReloadableAuthenticator.of(APPLICATION, ConfigSource.of(file()), unusable(config), clock);
    served = line;
    assertTrue(line.now().authenticator().isEmpty());
    lookUntilServed(line);
    assertEquals("defaultRealm", realm(line));
  }

  /** It is right until the line is built. */
  private static SignetConfig unusable(SignetConfig config) {
    return new SignetConfig(
        config.source(),
        config.files(),
        config.mode(),
        config.issuers(),
        config.applications(),
        config.proxies(),
        config.passesForeignTokens(),
        config.cache(),
        config.revocations(),
        config.signatureProviders(),
        -1,
        config.disclosure(),
        config.warnings());
  }

  @Test
  void aTryThatFailsHalfWayEndsTheThreadsItBegan() throws Exception {
    SignetConfig config = unusable(Configs.in(directory).load());
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    assertThrows(IllegalArgumentException.class, () -> JwtAuthenticator.of(config, clock));
    try (JwtAuthenticator line = JwtAuthenticator.of(Configs.in(directory).load(), clock)) {
      assertThrows(IllegalArgumentException.class, () -> line.successor(config));
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread) && thread.getName().startsWith("signet-")) {
        thread.join(10_000);
        assertFalse(thread.isAlive(), thread.getName());
      }
    }
  }

  @Test
  void theEndWaitsForALookAndNoLineBeginsAfterIt() throws Exception {
    SignetConfig config = Configs.in(directory).load();
    CountDownLatch isReading = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    AtomicReference<@Nullable Thread> looking = new AtomicReference<>();
    ConfigSource source =
        () -> {
          looking.set(Thread.currentThread());
          isReading.countDown();
          awaitQuietly(mayGoOn);
          return config;
        };
    ReloadableAuthenticator line =
        ReloadableAuthenticator.waiting(APPLICATION, source, new StackOverflowError(), clock);
    line.follow();
    assertTrue(isReading.await(30, TimeUnit.SECONDS));
    Thread ending = new Thread(line::close);
    ending.start();
    ending.join(200);
    assertTrue(ending.isAlive(), "it waits");
    mayGoOn.countDown();
    ending.join(10_000);
    assertFalse(ending.isAlive());
    Thread looked = Objects.requireNonNull(looking.get());
    looked.join(10_000);
    assertFalse(looked.isAlive());
    assertTrue(line.now().authenticator().isEmpty());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFirstRightFileMayLeaveTheApplicationAlone() throws Exception {
    AtomicInteger left = new AtomicInteger();
    ReloadableAuthenticator line =
        ReloadableAuthenticator.waiting(
            APPLICATION,
            ConfigSource.of(file()),
            new StackOverflowError(),
            clock,
            config ->
                !config.applications().serves(Set.of("/app", "host /app"), false)
                    && left.incrementAndGet() > 0);
    served = line;
    Configs.in(directory).root("excludedApplications", List.of("/app")).load();
    lookLong(line);
    assertEquals(1, left.get());
    assertTrue(line.now().authenticator().isEmpty());
  }

  @Test
  void aModeThatChangesWhileTheApplicationRunsChangesNothingAndAsksForARestart() throws Exception {
    try (LogOfSignet log = LogOfSignet.open()) {
      ReloadableAuthenticator line = serve(Configs.in(directory));
      Configs.in(directory).root("mode", "report").issuer("realmName", "another").load();
      lookLong(line);
      assertFalse(line.isReporting());
      assertEquals("defaultRealm", realm(line));
      assertEquals(
          List.of(
              "SEVERE host /app: the configuration has changed, the old one stays in force: mode is"
                  + " report, and was not when the application started: restart the application"),
          log.linesWith("restart"));
    }
  }

  @Test
  void aRehearsalDoesNotBecomeEarnestWhileTheApplicationRuns() throws Exception {
    try (LogOfSignet log = LogOfSignet.open()) {
      ReloadableAuthenticator line = serve(Configs.in(directory).root("mode", "report"));
      assertTrue(line.isReporting());
      Configs.in(directory).load();
      lookLong(line);
      assertTrue(line.isReporting());
      assertEquals(
          List.of(
              "SEVERE host /app: the configuration has changed, the old one stays in force: mode"
                  + " was report when the application started, and is not now: restart the"
                  + " application; until then nothing is protected by Signet"),
          log.linesWith("restart"));
    }
  }

  @Test
  void theStartOfARehearsalSaysThatNothingIsProtected() {
    try (LogOfSignet log = LogOfSignet.open()) {
      serve(Configs.in(directory).root("mode", "report"));
      assertEquals(
          List.of(
              "WARNING host /app is only rehearsed with "
                  + file()
                  + ": Signet reports what it would do, and nothing is protected by it"),
          log.linesWith("rehearsed"));
      assertEquals(
          List.of(
              "WARNING "
                  + file()
                  + ": mode: report: Signet only reports what it would do. Nothing is protected by"
                  + " it"),
          log.linesWith("Nothing"));
    }
  }

  @Test
  void aRehearsalWhoseConfigurationIsWrongBeginsWithTheRightOne() throws Exception {
    Files.writeString(file(), "{ \"mode\": \"report\", \"issuers\": [] }");
    ConfigException wrong = assertThrows(ConfigException.class, () -> SignetConfig.load(file()));
    try (LogOfSignet log = LogOfSignet.open()) {
      ReloadableAuthenticator line =
          ReloadableAuthenticator.waiting(APPLICATION, ConfigSource.of(file()), wrong, clock);
      served = line;
      assertTrue(line.isReporting());
      assertEquals(
          1,
          log.linesWith("mode is report, and Signet reports nothing until this is corrected")
              .size());
      Configs.in(directory).root("mode", "report").load();
      lookUntilServed(line);
      assertEquals("defaultRealm", realm(line));
    }
  }
}
