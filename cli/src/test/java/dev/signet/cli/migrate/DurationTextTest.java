package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as Liberty writes them. */
class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "300s, 300s, 300000",
    "5m, 5m, 300000",
    "1h30m, 1h30m, 5400000",
    "1d, 1d, 86400000",
    "2d3h4m5s6ms, 2d3h4m5s6ms, 183845006",
    "1H 30 M, 1h30m, 5400000",
    "0s, 0s, 0",
    "30, 30ms, 30",
    "999999999, 999999999ms, 999999999"
  })
  void aDuration(String written, String text, long millis) {
    assertEquals(Optional.of(new DurationText(text, millis)), DurationText.parse(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "-5s",
        "1.5h",
        "5s3m",
        "5m5m",
        "1y",
        "10000000000",
        "PT5M",
        "5 minutes"
      })
  void anythingElseIsNone(String written) {
    assertEquals(Optional.empty(), DurationText.parse(written));
  }
}
