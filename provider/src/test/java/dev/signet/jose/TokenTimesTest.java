package dev.signet.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.ClaimRules;
import dev.signet.testing.Tokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** For how long a token that was verified may go on without being looked at again. */
class TokenTimesTest {
  private static final Instant NOW = Tokens.NOW;
  private static final Instant END = NOW.plusSeconds(300);
  private static final TokenTimes TIMES = new TokenTimes(NOW, END, END, END);

  @Test
  void itIsFromTheVerificationToTheMomentBeforeItsEnd() {
    assertTrue(TIMES.include(NOW));
    assertTrue(TIMES.include(END.minusMillis(1)));
    assertFalse(TIMES.include(END));
  }

  @Test
  void aClockThatWasSetBackSaysNothingOfATimeBefore() {
    assertFalse(TIMES.include(NOW.minusMillis(1)));
  }

  @Test
  void anAnswerThatIsGoodForLessEndsItSooner() {
    TokenTimes asked = TIMES.askedAt(NOW, Duration.ofSeconds(60));
    assertFalse(asked.include(NOW.plusSeconds(60)));
    assertTrue(asked.include(NOW.plusSeconds(60).minusMillis(1)));
    assertEquals(END, asked.end(), "the token's own end stays");
  }

  @Test
  void nothingMakesItLonger() {
    assertEquals(TIMES, TIMES.askedAt(NOW, Duration.ofSeconds(301)));
    assertEquals(TIMES, TIMES.atMostUntil(Instant.MAX));
    TokenTimes short1 = TIMES.atMostUntil(NOW.plusSeconds(1));
    assertEquals(short1, short1.atMostUntil(NOW.plusSeconds(2)));
  }

  @Test
  void aUsedTokenIsKnownUntilNoConfigurationAcceptsIt() {
    Instant ofItsAge = NOW.plusSeconds(10);
    TokenTimes limited = new TokenTimes(NOW, END, ofItsAge, ofItsAge);
    assertEquals(END.plus(ClaimRules.MAX_CLOCK_SKEW), limited.invalidFrom());
  }
}
