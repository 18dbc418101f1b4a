package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.channel.Channel;
import dev.signet.channel.ChannelAttribute;
import dev.signet.config.Confirmation;
import dev.signet.testing.Channels;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose a token is that names the certificate of its holder (RFC 8705 section 3.1). */
class ConfirmationCheckTest {
  private static final String MINE = "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2";
  private static final Map<String, Object> BOUND = bound(Map.of("x5t#S256", MINE));
  private static final Map<String, Object> FREE = Map.of("sub", "a");

  private static Map<String, Object> bound(Object cnf) {
    return Map.of("cnf", cnf);
  }

  private static Channel showing(String... thumbprints) {
    return Channels.saying(ChannelAttribute.CERTIFICATE_THUMBPRINT, thumbprints);
  }

  private static boolean passes(
      Confirmation confirmation, Map<String, Object> claims, Channel channel) {
    return new ConfirmationCheck(confirmation).passes(claims, channel);
  }

  private static Rejection refusal(
      Confirmation confirmation, Map<String, Object> claims, Channel channel) {
    return assertThrows(
            TokenRejectedException.class,
            () -> new ConfirmationCheck(confirmation).validate(claims, channel))
        .rejection();
  }

  @Test
  void aBoundTokenIsItsHoldersAlone() {
    assertTrue(passes(Confirmation.SUPPORTED, BOUND, showing(MINE)));
    assertTrue(passes(Confirmation.REQUIRED, BOUND, showing(MINE)));
    assertEquals(
        Rejection.CONFIRMATION_MISMATCH,
        refusal(Confirmation.SUPPORTED, BOUND, showing(MINE.replace('b', 'B'))));
    assertEquals(
        Rejection.CONFIRMATION_MISMATCH, refusal(Confirmation.SUPPORTED, BOUND, Channels.SILENT));
  }

  @Test
  void ofTwoCertificatesNobodyKnowsWhoseTheRequestIs() {
    assertFalse(passes(Confirmation.SUPPORTED, BOUND, showing(MINE, MINE)));
  }

  @Test
  void aTokenThatIsNotBoundIsAcceptedUnlessThatIsRequired() {
    assertTrue(passes(Confirmation.SUPPORTED, FREE, Channels.SILENT));
    assertEquals(Rejection.HOLDER_MISSING, refusal(Confirmation.REQUIRED, FREE, showing(MINE)));
  }

  @Test
  void aTokenThatIsBoundInAnyOtherWayIsNobodys() {
    for (Object cnf :
        List.of(
            Map.of(),
            Map.of("jkt", MINE),
            Map.of("x5t#S256", MINE, "jkt", MINE),
            Map.of("x5t#S256", 5),
            MINE,
            List.of(MINE))) {
      assertFalse(passes(Confirmation.SUPPORTED, bound(cnf), showing(MINE)), String.valueOf(cnf));
    }
  }

  @Test
  void whereItIsIgnoredABoundTokenIsAnybodys() {
    assertTrue(passes(Confirmation.IGNORED, BOUND, Channels.SILENT));
    assertTrue(passes(Confirmation.IGNORED, FREE, Channels.SILENT));
  }
}
