package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.TokenLocation;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.IntrospectionEndpoint;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way a definition's tokens are validated follows from its settings, once. */
class ValidationTest {
  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();

  private Configs asking(String method) {
    Configs config = Configs.in(directory);
    if (method.equals("introspect")) {
      config.without("publicKeyLocation").without("signatureAlgorithm");
    }
    return config
        .issuer("validationMethod", method)
        .issuer("validationEndpointUrl", "https://localhost:1/introspect")
        .issuer("clientId", IntrospectionEndpoint.CLIENT)
        .issuer("clientSecret", IntrospectionEndpoint.SECRET);
  }

  private Validation of(Configs config) {
    return Validation.of(config.load().issuers().get(0), clock);
  }

  @Test
  void aDefinitionHasTheOneWayThatItsSettingsName() {
    assertEquals(LocalValidation.class, of(Configs.in(directory)).getClass());
    assertEquals(IntrospectionValidation.class, of(asking("introspect")).getClass());
    assertEquals(LocalAndIntrospectionValidation.class, of(asking("both")).getClass());
  }

  @Test
  void onlyWhereItsAnswerIsAllThereIsMayATokenBeOpaque() {
    assertTrue(of(asking("introspect")).acceptsOpaque());
    assertFalse(of(asking("both")).acceptsOpaque());
    assertFalse(of(Configs.in(directory)).acceptsOpaque());
  }

  @Test
  void anOpaqueTokenIsMalformedWhereNoDefinitionAcceptsOne() throws Exception {
    CompactJwt opaque = CompactJwt.of("2YotnFZFEjr1zCsicMWpAA", new TokenLocation.Header("jwt"));
    for (Configs config : new Configs[] {Configs.in(directory), asking("both")}) {
      try (JwtVerifier verifier = JwtVerifier.of(config.load(), clock)) {
        assertEquals(
            Rejection.TOKEN_MALFORMED,
            assertThrows(
                    TokenRejectedException.class, () -> verifier.verify(opaque, Channels.SILENT))
                .rejection());
      }
    }
  }

  @Test
  void withBothTheClaimsAreThoseThatWereSignedAndTheAnswerEndsSooner() throws Exception {
    try (IntrospectionEndpoint endpoint = IntrospectionEndpoint.start();
        JwtVerifier verifier =
            JwtVerifier.of(
                asking("both")
                    .issuer("validationEndpointUrl", endpoint.url())
                    .issuer("httpsRequired", false)
                    .issuer("introspectionCacheTime", "30s")
                    .load(),
                clock)) {
      CompactJwt token = CompactJwt.of(Tokens.good().compact(), new TokenLocation.Header("jwt"));
      endpoint.says(token.value(), "{\"active\":true,\"sub\":\"another\",\"exp\":1}");
      VerifiedJwt jwt = verifier.verify(token, Channels.SILENT);
      assertFalse("another".equals(jwt.claims().get("sub")));
      assertTrue(jwt.key().isPresent());
      assertEquals(Optional.empty(), jwt.openedWith());
      assertEquals(clock.instant().plus(Duration.ofSeconds(30)), jwt.revalidateAt());
    }
  }
}
