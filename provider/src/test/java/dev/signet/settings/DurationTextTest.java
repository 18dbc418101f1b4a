package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({"60s, 60000", "5m, 300000", "1h30m, 5400000", "1d, 86400000", "250ms, 250"})
  void libertysTextIsRead(String text, long milliseconds) {
    assertEquals(milliseconds, DurationText.parse(text).toMillis());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "60", "s", "-5s", "5 m", "30m1h", "9999999999s"})
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> DurationText.parse(text));
  }
}
