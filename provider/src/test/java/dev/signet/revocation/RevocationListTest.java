package dev.signet.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.revocation.RevocableToken.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The table of entries, and the text that a session keeps. */
class RevocationListTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

  private static Revocation entry(String value, long issuedBefore, long until) {
    return new Revocation(
        RevokedKind.SUBJECT,
        "i",
        value,
        Optional.of(Instant.ofEpochSecond(issuedBefore)),
        Optional.of(Instant.ofEpochSecond(until)));
  }

  private static RevocableToken token(String subject, long issuedAt) {
    return RevocableToken.of("i", issuedAt, List.of(new Name(RevokedKind.SUBJECT, subject)));
  }

  private static boolean hits(RevocationList list, RevocableToken token, long second) {
    return list.revoking(token, Instant.ofEpochSecond(second)).isPresent();
  }

  @Test
  void everyEntryOfManyIsFoundAndNoOther() {
    List<Revocation> entries = new ArrayList<>();
    LongStream.range(0, 10_000).forEach(i -> entries.add(entry("user" + i, 500, 2_000_000)));
    RevocationList list = RevocationList.of(entries);
    assertEquals(10_000, list.size());
    for (int i = 0; i < 10_000; i++) {
      assertTrue(hits(list, token("user" + i, 499), 1_000_000));
      assertFalse(hits(list, token("user" + i, 500), 1_000_000));
      assertFalse(hits(list, token("other" + i, 499), 1_000_000));
    }
  }

  @Test
  void twoEntriesOfOneNameCountBothAndRefuseNoMore() {
    RevocationList list =
        RevocationList.of(List.of(entry("u", 900, 1_100), entry("u", 500, 2_000)));
    assertEquals(2, list.size());
    assertTrue(hits(list, token("u", 899), 1_099));
    assertFalse(hits(list, token("u", 899), 1_100));
    assertTrue(hits(list, token("u", 499), 1_999));
    assertFalse(hits(list, token("u", 499), 2_000));
  }

  @Test
  void anEntryThatAnotherIncludesIsNotKept() {
    Revocation small = entry("u", 500, 2_000);
    Revocation large = entry("u", 900, 3_000);
    assertEquals(1, RevocationList.of(List.of(small, large)).size());
    assertEquals(1, RevocationList.of(List.of(large, small, small)).size());
    assertTrue(hits(RevocationList.of(List.of(small, large)), token("u", 899), 2_999));
  }

  @Test
  void aTimeThatDoesNotFitRefusesMoreAndNotLess() {
    RevocationList list = RevocationList.of(List.of(entry("u", 5_000_000_000L, 6_000_000_000L)));
    assertTrue(hits(list, token("u", 4_999_999_999L), 4_999_999_999L));
    assertTrue(hits(list, token("u", 7_000_000_000L), 7_000_000_000L));
    RevocationList past = RevocationList.of(List.of(entry("u", -5, -5)));
    assertFalse(hits(past, token("u", -6), 1));
  }

  @Test
  void entriesThatHaveEndedAreLeftOut() {
    RevocationList list =
        RevocationList.of(List.of(entry("a", 500, 1_000_000), entry("b", 500, 1_000_001)));
    assertEquals(1, list.inForceAt(NOW).size());
    assertTrue(hits(list.inForceAt(NOW), token("b", 1), 1_000_000));
  }

  @Test
  void aTokenIsTheSameAfterItsText() {
    RevocableToken token = token("u", 499);
    RevocableToken read = RevocableToken.parse(token.text()).orElseThrow();
    RevocationList list = RevocationList.of(List.of(entry("u", 500, 2_000_000)));
    assertTrue(hits(list, read, 1_000_000));
    assertEquals(token.text(), read.text());
    assertEquals(Optional.empty(), RevocableToken.parse(""));
    assertEquals(Optional.empty(), RevocableToken.parse("not one"));
    assertEquals(Optional.empty(), RevocableToken.parse(token.text().substring(0, 30)));
  }
}
