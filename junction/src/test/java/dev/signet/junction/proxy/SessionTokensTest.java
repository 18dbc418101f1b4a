package dev.signet.junction.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.Password;
import dev.signet.cli.jwks.SignatureAlgorithm;
import dev.signet.junction.mint.SigningKeys;
import dev.signet.junction.testing.MadeKeys;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a login's token is replaced, to the second. */
class SessionTokensTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Login LOGIN =
      new Login(
          "id",
          new User(
              "testuser",
              "",
              List.of("groupa"),
              JsonValue.EMPTY_JSON_OBJECT,
              false,
              TicketRight.NONE),
          List.of("groupa"),
          "sess");

  private Instant now = Instant.parse("2026-06-01T12:00:00Z");

  private SigningKeys keys(Path folder) {
    MadeKeys made = MadeKeys.in(folder);
    KeyStoreFile file = new KeyStoreFile(made.signer(), Password.fromFile(made.password()));
    return new SigningKeys(
        new SigningKeys.Source(file, "rsakey1", SignatureAlgorithm.RS256, KeyIdScheme.LABEL),
        new SigningKeys.Times(HOUR, HOUR),
        () -> now);
  }

  @Test
  void aTokenIsRenewedWhenItsWindowBeginsAndNotASecondBefore(@TempDir Path folder) {
    try (SigningKeys keys = keys(folder)) {
      SessionTokens tokens =
          new SessionTokens(
              ClaimsTemplate.of("iss"),
              new SessionTokens.Policy(HOUR, Duration.ofSeconds(60), false),
              keys::mint,
              () -> now);
      String first = tokens.token(LOGIN);
      now = now.plusSeconds(3539);
      assertEquals(first, tokens.token(LOGIN));
      now = now.plusSeconds(1);
      String second = tokens.token(LOGIN);
      assertNotEquals(first, second);
      assertEquals(second, tokens.token(LOGIN));
    }
  }

  @Test
  void otherGroupsBringAnotherTokenAtOnce(@TempDir Path folder) {
    try (SigningKeys keys = keys(folder)) {
      SessionTokens tokens =
          new SessionTokens(
              ClaimsTemplate.of("iss"),
              new SessionTokens.Policy(HOUR, Duration.ofSeconds(60), false),
              keys::mint,
              () -> now);
      String first = tokens.token(LOGIN);
      Login without = new Login("id", LOGIN.user(), List.of(), "sess");
      assertNotEquals(first, tokens.token(without));
    }
  }

  @Test
  void aWindowMustBeShorterThanTheLifetime() {
    assertThrows(IllegalArgumentException.class, () -> new SessionTokens.Policy(HOUR, HOUR, false));
  }
}
