package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.channel.Channel;
import dev.signet.config.TokenLocation;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One issuer with a key for each network it sends from, and another issuer beside it. */
class ChannelsOfOneIssuerTest {
  private static final Channel INSIDE = Channels.from("10.1.0.2");
  private static final Channel OUTSIDE = Channels.from("192.0.2.1");
  private static final String OTHER_ISSUER = "https://other.example.com";

  @TempDir Path directory;
  private @Nullable JwtVerifier verifier;

  @BeforeEach
  void start() {
    verifier =
        JwtVerifier.of(
            Configs.in(directory)
                .root(
                    "issuers",
                    List.of(
                        definition("inside", Tokens.ISSUER, TestKeys.RSA, "10.0.0.0/8"),
                        definition("outside", Tokens.ISSUER, TestKeys.OTHER_RSA, "192.0.2.0/24"),
                        definition("other", OTHER_ISSUER, TestKeys.OTHER_RSA, "0.0.0.0/0")))
                .load(),
            new SettableClock());
  }

  @AfterEach
  void stop() {
    verifier().close();
  }

  private JwtVerifier verifier() {
    return java.util.Objects.requireNonNull(verifier);
  }

  private Map<String, @Nullable Object> definition(
      String id, String issuer, KeyPair key, String addresses) {
    return Configs.in(directory)
        .key(key)
        .issuer("id", id)
        .issuer("issuerIdentifier", issuer)
        .issuer("authFilter", Map.of("remoteAddress", Map.of("ip", addresses)))
        .issuerSettings();
  }

  private static CompactJwt token(String issuer, KeyPair key) throws TokenRejectedException {
    String text =
        Tokens.good().claim("iss", issuer).signedWith("RS256", key.getPrivate()).compact();
    return CompactJwt.of(text, new TokenLocation.Header("jwt"));
  }

  private void assertRejected(Rejection expected, CompactJwt token, Channel channel) {
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> verifier().verify(token, channel));
    assertEquals(expected, refused.rejection());
  }

  @Test
  void theChannelChoosesTheDefinition() throws Exception {
    CompactJwt inside = token(Tokens.ISSUER, TestKeys.RSA);
    CompactJwt outside = token(Tokens.ISSUER, TestKeys.OTHER_RSA);
    assertEquals("inside", verifier().verify(inside, INSIDE).issuerId());
    assertEquals("outside", verifier().verify(outside, OUTSIDE).issuerId());
    assertRejected(Rejection.SIGNATURE_INVALID, inside, OUTSIDE);
    assertRejected(Rejection.SIGNATURE_INVALID, outside, INSIDE);
  }

  @Test
  void aChannelThatNoDefinitionHasIsRefused() throws Exception {
    CompactJwt token = token(Tokens.ISSUER, TestKeys.RSA);
    assertRejected(Rejection.ISSUER_CHANNEL, token, Channels.from("172.16.0.1"));
    assertRejected(Rejection.ISSUER_CHANNEL, token, Channels.SILENT);
  }

  @Test
  void aKeyIsBoundToItsIssuer() throws Exception {
    assertEquals(
        "other", verifier().verify(token(OTHER_ISSUER, TestKeys.OTHER_RSA), INSIDE).issuerId());
    assertRejected(Rejection.SIGNATURE_INVALID, token(OTHER_ISSUER, TestKeys.RSA), INSIDE);
  }

  @Test
  void aRememberedTokenIsGoodOnItsOwnChannelOnly() throws Exception {
    CompactJwt token = token(Tokens.ISSUER, TestKeys.RSA);
    VerifiedJwt verified = verifier().verify(token, INSIDE);
    assertTrue(verifier().isStillValid(verified, token, INSIDE));
    assertFalse(verifier().isStillValid(verified, token, OUTSIDE));
  }
}
