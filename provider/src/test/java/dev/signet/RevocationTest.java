package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.config.ConfigException;
import dev.signet.testing.Configs;
import dev.signet.testing.IntrospectionEndpoint;
import dev.signet.testing.KeyServer;
import dev.signet.testing.Refused;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token that is taken back before its end. */
class RevocationTest {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final String UNTIL = "\"until\": \"2026-06-01T14:00:00Z\"";

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();

  /** What is revoked by JMX is the server's, which is the virtual machine that all tests have. */
  @BeforeEach
  @AfterEach
  void forget() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.signet:type=ServerRevocations");
    if (server.isRegistered(name)) {
      server.unregisterMBean(name);
    }
  }

  private Configs config() {
    return Configs.in(directory);
  }

  private JwtAuthenticator line() {
    return JwtAuthenticator.of(config().load(), clock);
  }

  /** An entry of the issuer with a member. */
  private static String entry(String member, String more) {
    return "{ \"issuer\": \"%s\", %s, %s }".formatted(Tokens.ISSUER, member, more);
  }

  /** As {@code signet revoke} does. */
  private void write(String... entries) throws IOException {
    Path written = Files.writeString(directory.resolve("new"), List.of(entries).toString());
    Files.move(written, directory.resolve("revoked.json"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Tokens token() {
    return Tokens.good()
        .claim("jti", "one")
        .claim("sess", "login")
        .claim("sid", "oidc")
        .header("kid", "signer");
  }

  private static AuthenticationResult ask(JwtAuthenticator line, Tokens token) throws Exception {
    return line.authenticate(Requests.withJwt(token.compact()));
  }

  private static void assertAccepted(JwtAuthenticator line, Tokens token) throws Exception {
    assertInstanceOf(Authenticated.class, ask(line, token));
  }

  private static void assertRevoked(JwtAuthenticator line, Tokens token) throws Exception {
    assertEquals(Rejection.REVOKED, Refused.reason(ask(line, token)));
  }

  /** Waits until a token is refused; how long that takes is not judged. */
  private static void awaitRevoked(JwtAuthenticator line, Tokens token) throws Exception {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (ask(line, token) instanceof Authenticated && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertRevoked(line, token);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"jti\": \"one\"`, id (jti)",
        "`\"session\": \"login\"`, session",
        "`\"session\": \"oidc\"`, session",
        "`\"subject\": \"testuser\"`, subject (sub)",
        "`\"kid\": \"signer\"`, key (kid)",
        "`\"all\": true`, issuer"
      })
  void eachKindOfEntryRefusesTheTokensItNames(String member, String named) throws Exception {
    write(entry(member, UNTIL));
    try (JwtAuthenticator line = line()) {
      AuthenticationResult result = ask(line, token());
      assertEquals(Rejection.REVOKED, Refused.reason(result));
      assertEquals(
          "definition webseal, alg RS256, kid signer: an entry of the revocations names its "
              + named,
          Refused.details(result).toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"jti\": \"two\"`",
        "`\"jti\": \"One\"`",
        "`\"jti\": \"login\"`",
        "`\"session\": \"one\"`",
        "`\"session\": \"LOGIN\"`",
        "`\"subject\": \"otheruser\"`",
        "`\"subject\": \"testuser \"`",
        "`\"kid\": \"Signer\"`"
      })
  void anEntryRefusesNoOtherToken(String member) throws Exception {
    write(entry(member, UNTIL));
    try (JwtAuthenticator line = line()) {
      assertAccepted(line, token());
    }
  }

  @Test
  void anotherIssuersEntryWithTheSameIdRefusesNothingAndIsAWarning() throws Exception {
    write("{ \"issuer\": \"https://other\", \"jti\": \"one\", " + UNTIL + " }");
    try (JwtAuthenticator line = line()) {
      assertAccepted(line, token());
    }
    assertEquals(
        "revocations: the file "
            + directory.resolve("revoked.json")
            + ": 1 entries have an issuer that no definition has, the first in line 1",
        config().load().warnings().get(config().load().warnings().size() - 1).toString());
  }

  @Test
  void onlyTokensFromBeforeTheMomentAreRefused() throws Exception {
    write(
        entry(
            "\"subject\": \"testuser\"",
            "\"issuedBefore\": " + Tokens.NOW.getEpochSecond() + ", " + UNTIL));
    try (JwtAuthenticator line = line()) {
      assertRevoked(line, token().time("iat", -1));
      assertAccepted(line, token().time("iat", 0));
      assertAccepted(line, token().time("iat", 1));
      assertRevoked(line, token().without("iat"));
    }
  }

  @Test
  void aMomentWithinASecondIsTheNextSecond() throws Exception {
    write(
        entry(
            "\"subject\": \"testuser\"", "\"issuedBefore\": \"2026-06-01T12:00:00.5Z\", " + UNTIL));
    try (JwtAuthenticator line = line()) {
      assertRevoked(line, token().time("iat", 0));
      assertAccepted(line, token().time("iat", 1));
    }
  }

  @Test
  void anEntryEndsAtItsEnd() throws Exception {
    write(entry("\"jti\": \"one\"", "\"until\": \"2026-06-01T12:00:10Z\""));
    try (JwtAuthenticator line = line()) {
      clock.advance(Duration.ofSeconds(9));
      assertRevoked(line, token());
      clock.advance(Duration.ofSeconds(1));
      assertAccepted(line, token());
    }
  }

  @Test
  void aRememberedTokenIsRefusedAfterTheFileHasChanged() throws Exception {
    try (JwtAuthenticator line = line()) {
      assertAccepted(line, token());
      write(entry("\"jti\": \"one\"", UNTIL));
      awaitRevoked(line, token());
      assertAccepted(line, token().claim("jti", "two"));
      write(entry("\"jti\": \"two\"", UNTIL));
      awaitRevoked(line, token().claim("jti", "two"));
      assertAccepted(line, token());
    }
  }

  @Test
  void aRevokedKeyIsRefusedWhateverATokenCallsIt() throws Exception {
    try (KeyServer server = KeyServer.start()) {
      server.publishes(KeyServer.jwk("signer", TestKeys.RSA.getPublic()));
      write(entry("\"kid\": \"signer\"", "\"reason\": \"stolen\""));
      Configs config =
          config()
              .without("publicKeyLocation")
              .issuer("httpsRequired", false)
              .issuer("jwkEndpointUrl", server.url());
      try (JwtAuthenticator line = JwtAuthenticator.of(config.load(), clock)) {
        assertRevoked(line, token());
        assertRevoked(line, Tokens.good());
      }
    }
  }

  @Test
  void aKeyInAFileHasTheNameOfTheFile() throws Exception {
    Path key =
        TestKeys.pem(
            directory.resolve("corp.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    write(entry("\"kid\": \"corp\"", "\"reason\": \"stolen\""));
    Configs config = config().issuer("publicKeyLocation", key.toString());
    try (JwtAuthenticator line = JwtAuthenticator.of(config.load(), clock)) {
      assertRevoked(line, Tokens.good());
    }
  }

  @Test
  void aTokenThatIsWrongOtherwiseIsRefusedForThat() throws Exception {
    write(entry("\"jti\": \"one\"", UNTIL));
    try (JwtAuthenticator line = line()) {
      assertEquals(Rejection.EXPIRED, Refused.reason(ask(line, token().time("exp", -61))));
      assertEquals(
          Rejection.SIGNATURE_INVALID,
          Refused.reason(
              line.authenticate(Requests.withJwt(token().compact().replaceFirst("..$", "AA")))));
    }
  }

  @Test
  void aRevokedSingleUseTokenIsNotUsedUp() throws Exception {
    write(entry("\"jti\": \"one\"", "\"until\": \"2026-06-01T12:00:10Z\""));
    Configs config = config().issuer("tokenReuse", false);
    SingleUseTest.forgetUsedTokens();
    try (JwtAuthenticator line = JwtAuthenticator.of(config.load(), clock)) {
      assertRevoked(line, token());
      assertRevoked(line, token());
      clock.advance(Duration.ofSeconds(10));
      assertAccepted(line, token());
      assertEquals(Rejection.TOKEN_USED, Refused.reason(ask(line, token())));
    } finally {
      SingleUseTest.forgetUsedTokens();
    }
  }

  @Test
  void anOpaqueTokenIsRefusedByWhatItsIssuerSaysOfIt() throws Exception {
    write(entry("\"subject\": \"testuser\"", UNTIL));
    try (IntrospectionEndpoint endpoint = IntrospectionEndpoint.start()) {
      Configs config =
          config()
              .issuer("validationMethod", "introspect")
              .issuer("validationEndpointUrl", endpoint.url())
              .issuer("clientId", IntrospectionEndpoint.CLIENT)
              .issuer("clientSecret", IntrospectionEndpoint.SECRET)
              .issuer("httpsRequired", false)
              .without("publicKeyLocation")
              .without("signatureAlgorithm");
      endpoint.says(
          "opaque-token",
          "{\"active\": true, \"sub\": \"testuser\", \"exp\": %d}"
              .formatted(Tokens.NOW.getEpochSecond() + 600));
      try (JwtAuthenticator line = JwtAuthenticator.of(config.load(), clock)) {
        assertEquals(
            Rejection.REVOKED, Refused.reason(line.authenticate(Requests.withJwt("opaque-token"))));
      }
    }
  }

  @Test
  void aReloadOfTheConfigurationKeepsWhatIsRevoked() throws Exception {
    write(entry("\"jti\": \"one\"", UNTIL));
    JwtAuthenticator before = line();
    assertEquals(
        "added; 1 are in force on this server",
        before
            .revocations()
            .operations()
            .revokeToken(Tokens.ISSUER, "two", "2027-06-02T00:00:00Z"));
    try (JwtAuthenticator next = before.successor(config().load())) {
      before.close();
      assertRevoked(next, token());
      assertRevoked(next, token().claim("jti", "two"));
    }
  }

  @Test
  void aFileThatIsNamedMustBeThere() {
    ConfigException mistake =
        assertThrows(
            ConfigException.class, () -> config().root("revocations", "list.csv").tryLoad());
    assertEquals(
        "[revocations: the file " + directory.resolve("list.csv") + " does not exist]",
        mistake.problems().toString());
  }

  @Test
  void aBrokenFileIsAMistakeOfTheConfiguration() throws Exception {
    write(entry("\"jti\": \"one\"", UNTIL), "{ \"isuer\": \"x\", \"jti\": \"secret-id\" }");
    ConfigException mistake = assertThrows(ConfigException.class, config()::tryLoad);
    assertEquals(
        "[revocations: the file "
            + directory.resolve("revoked.json")
            + ": line 1: \"isuer\" is not a member of an entry; did you mean \"issuer\"?]",
        mistake.problems().toString());
    assertFalse(mistake.problems().toString().contains("secret-id"));
  }

  @Test
  void anEndIsComputedWhereTokensHaveALongestLife() throws Exception {
    write(entry("\"subject\": \"testuser\"", "\"issuedBefore\": \"2099-06-01T12:00:00Z\""));
    ConfigException mistake = assertThrows(ConfigException.class, config()::tryLoad);
    assertTrue(mistake.problems().toString().contains("line 1: until: is missing"));
    Configs limited = config().issuer("maxTokenLifetime", "2h");
    try (JwtAuthenticator line = JwtAuthenticator.of(limited.load(), clock)) {
      assertRevoked(line, token());
    }
  }
}
