package dev.signet.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.revocation.ServerRevocations;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list in the cache, and what comes of an exchange with it. */
class RevokedElsewhereTest {
  private static final Instant NOW = Instant.ofEpochSecond(100);
  private static final String A = "a".repeat(32) + ":1";
  private static final String B = "b".repeat(32) + ":1";
  private static final String C = "c".repeat(32) + ":1";

  private static RevokedElsewhere list(long takenBack, Map<String, Long> ends) {
    return new RevokedElsewhere(takenBack, ends);
  }

  @Test
  void aListIsOneTextWhateverTheOrderOfItsEntries() {
    String text = "signet revocations 1 7\n" + A + " 200\n" + B + " 300";
    assertEquals(text, list(7, Map.of(B, 300L, A, 200L)).text());
    assertEquals(list(7, Map.of(A, 200L, B, 300L)), RevokedElsewhere.parse(text));
    assertEquals(RevokedElsewhere.NOTHING, RevokedElsewhere.parse(RevokedElsewhere.NOTHING.text()));
  }

  /** Before 1970, of tokens of any time, and the last moment that a date has. */
  @Test
  void everyTimeOfAnEntryCanBeRead() {
    RevokedElsewhere list =
        list(
            0,
            Map.of(
                "a".repeat(32) + ":-315619200",
                31_556_889_864_403_199L,
                "a".repeat(32) + ":" + Long.MAX_VALUE,
                200L));
    assertEquals(list, RevokedElsewhere.parse(list.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anything",
        "signet revocations 2 0",
        "signet revocations 1 0\n",
        "signet revocations 1 0\nabc:1 200",
        "signet revocations 1 -1"
      })
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> RevokedElsewhere.parse(text));
  }

  @Test
  void thereAreAsManyAsAServerHasAtMost() {
    assertEquals(
        ServerRevocations.MAX_ENTRIES,
        RevokedElsewhere.parse(lines(ServerRevocations.MAX_ENTRIES)).ends().size());
    String more = lines(ServerRevocations.MAX_ENTRIES + 1);
    assertThrows(IllegalArgumentException.class, () -> RevokedElsewhere.parse(more));
  }

  private static String lines(int count) {
    return "signet revocations 1 0"
        + IntStream.range(0, count)
            .mapToObj(i -> "\n%032x:1 200".formatted(i))
            .collect(Collectors.joining());
  }

  @Test
  void entriesOfBothCountAndTheLaterEnd() {
    assertEquals(
        list(0, Map.of(A, 300L, B, 200L, C, 200L)),
        list(0, Map.of(A, 300L, B, 200L))
            .with(RevokedElsewhere.NOTHING, Map.of(A, 200L, C, 200L), NOW));
  }

  @Test
  void anEntryThatHasEndedIsLeftOutAndWasNotTakenBack() {
    RevokedElsewhere known = list(3, Map.of(A, 100L, B, 101L));
    assertEquals(list(3, Map.of(B, 101L)), known.with(known, Map.of(B, 101L), NOW));
  }

  @Test
  void whatIsTakenBackHereIsTakenBackThereButForWhatWasAddedThereSince() {
    RevokedElsewhere known = list(3, Map.of(A, 200L));
    assertEquals(
        list(4, Map.of(B, 200L, C, 200L)),
        list(3, Map.of(A, 200L, B, 200L)).with(known, Map.of(C, 200L), NOW));
  }

  @Test
  void whatIsTakenBackThereIsTakenBackHereButForWhatWasAddedHereSince() {
    RevokedElsewhere known = list(3, Map.of(A, 200L));
    assertEquals(
        list(4, Map.of(B, 200L, C, 200L)),
        list(4, Map.of(B, 200L)).with(known, Map.of(A, 200L, C, 200L), NOW));
  }

  @Test
  void whatTheClusterHasLostWasNotTakenBack() {
    RevokedElsewhere known = list(3, Map.of(A, 200L));
    assertEquals(known, list(3, Map.of()).with(known, Map.of(A, 200L), NOW));
    assertEquals(known, list(2, Map.of()).with(known, Map.of(A, 200L), NOW));
  }
}
