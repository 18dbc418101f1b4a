package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that is changed while the server runs. */
class ServedLineTest {
  private static final AppContextId APPLICATION = new AppContextId("host", "/app");

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private @Nullable ServedLine served;

  @AfterEach
  void end() {
    if (served != null) {
      served.close();
    }
  }

  private Path file() {
    return directory.resolve("signet.json");
  }

  private ServedLine serve(Configs config) {
    ServedLine line = ServedLine.of(APPLICATION, ConfigSource.of(file()), config.load(), clock);
    served = line;
    return line;
  }

  /** As often as it takes to see that the file stands still, and to read it. */
  private static void lookLong(ServedLine line) {
    for (int i = 0; i < 3; i++) {
      line.look();
    }
  }

  private static AuthenticationResult ask(ServedLine line, Tokens token) throws Exception {
    return line.now().orElseThrow().authenticator().authenticate(Requests.withJwt(token.compact()));
  }

  private static String realm(ServedLine line) throws Exception {
    return assertInstanceOf(Authenticated.class, ask(line, Tokens.good())).identity().realm();
  }

  @Test
  void aRightFileTakesThePlaceOfTheOldOne() throws Exception {
    ServedLine line = serve(Configs.in(directory));
    assertEquals("defaultRealm", realm(line));
    Configs.in(directory).issuer("realmName", "another").load();
    lookLong(line);
    assertEquals("another", realm(line));
  }

  @Test
  void aFileThatStaysAsItIsIsNotReadAgain() {
    ServedLine line = serve(Configs.in(directory));
    Line before = line.now().orElseThrow();
    lookLong(line);
    assertSame(before, line.now().orElseThrow());
  }

  @Test
  void aWrongFileLeavesEverythingAsItIs() throws Exception {
    ServedLine line = serve(Configs.in(directory));
    Line before = line.now().orElseThrow();
    Files.writeString(file(), "{ half of it");
    lookLong(line);
    assertSame(before, line.now().orElseThrow());
    assertEquals("defaultRealm", realm(line));
    Configs.in(directory).issuer("realmName", "mended").load();
    lookLong(line);
    assertEquals("mended", realm(line));
  }

  @Test
  void aFileThatIsGoneLeavesEverythingAsItIs() throws Exception {
    ServedLine line = serve(Configs.in(directory));
    Files.delete(file());
    lookLong(line);
    assertEquals("defaultRealm", realm(line));
  }

  @Test
  void aFileIsReadOnlyOnceItStandsStill() throws Exception {
    ServedLine line = serve(Configs.in(directory));
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
    ServedLine line =
        serve(
            Configs.in(directory)
                .without("id")
                .issuer("table", "t.csv")
                .issuer("issuerIdentifier", "${row.issuer}"));
    assertEquals(new Rejected(Rejection.ISSUER_UNKNOWN), ask(line, Tokens.good()));
    Files.writeString(directory.resolve("t.csv"), "issuer\n" + Tokens.ISSUER + "\n");
    lookLong(line);
    assertEquals("defaultRealm", realm(line));
  }

  @Test
  void aTableOfAMappingIsPartOfTheConfiguration() throws Exception {
    Files.writeString(directory.resolve("users.csv"), "subject,user\nother,one\n");
    ServedLine line =
        serve(Configs.in(directory).issuer("identityMapping", Map.of("table", "users.csv")));
    assertEquals(new Rejected(Rejection.USER_NOT_MAPPED), ask(line, Tokens.good()));
    Files.writeString(directory.resolve("users.csv"), "subject,user\ntestuser,one\n");
    lookLong(line);
    assertInstanceOf(Authenticated.class, ask(line, Tokens.good()));
  }

  @Test
  void aRememberedTokenOfAnIssuerThatIsGoneIsRefusedAtOnce() throws Exception {
    ServedLine line = serve(Configs.in(directory));
    assertEquals("defaultRealm", realm(line));
    Configs.in(directory).issuer("issuerIdentifier", "https://another.example.com").load();
    lookLong(line);
    assertEquals(new Rejected(Rejection.ISSUER_UNKNOWN), ask(line, Tokens.good()));
  }

  @Test
  void aTokenThatIsUsedUpStaysSo() throws Exception {
    Configs config = Configs.in(directory).issuer("tokenReuse", false);
    ServedLine line = serve(config);
    Tokens token = Tokens.good().claim("jti", "one of a line that is served");
    assertInstanceOf(Authenticated.class, ask(line, token));
    config.issuer("realmName", "another").load();
    lookLong(line);
    assertEquals(new Rejected(Rejection.TOKEN_USED), ask(line, token));
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
      ServedLine line = serve(config);
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
    ServedLine line = ServedLine.waiting(APPLICATION, ConfigSource.of(file()), wrong, clock);
    served = line;
    assertTrue(line.now().isEmpty());
    SignetConfig mended = Configs.in(directory).load();
    lookLong(line);
    assertEquals("defaultRealm", realm(line));
    assertEquals(mended.challengeRealm(), realm(line));
  }
}
