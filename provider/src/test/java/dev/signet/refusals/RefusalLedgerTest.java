package dev.signet.refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult.Rejected;
import dev.signet.config.TrustedProxies;
import dev.signet.testing.LogLines;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.token.RefusalDetails;
import dev.signet.token.Rejection;
import dev.signet.token.RequestChannel;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The line and the record of a refusal. */
class RefusalLedgerTest {
  private static final RequestChannel CHANNELS = RequestChannel.trusting(TrustedProxies.NONE);

  private final LogLines lines = new LogLines(Level.INFO);
  private final SettableClock clock = new SettableClock();
  private final RefusalLedger ledger = new RefusalLedger("host /app", lines, clock);

  private static RequestFacts request(String path) {
    return RequestFacts.of(Requests.empty().to("/app", path).from("10.0.0.7").build(), CHANNELS);
  }

  private static Rejected expired(String definition, String... sentences) {
    return new Rejected(
        Rejection.EXPIRED,
        new RefusalDetails(definition, "RS256", "k1", "", List.of(sentences), List.of()),
        Optional.empty(),
        false);
  }

  private RefusalRecord enter(String definition) {
    return ledger.enter(expired(definition), request("/secure"));
  }

  @Test
  void theLineHasTheWholeRecord() {
    RefusalRecord refusal =
        ledger.enter(expired("corp", "exp is 95 s ago, clockSkew is 60 s"), request("/secure/x"));
    assertEquals(
        List.of(
            "WARNING host /app answered 401: SIGNET-405: the token has expired (ref "
                + refusal.reference()
                + "), GET /app/secure/x, peer 10.0.0.7, client 10.0.0.7, definition corp, alg"
                + " RS256, kid k1: exp is 95 s ago, clockSkew is 60 s"),
        lines.all());
    RecordedRefusal shown = ledger.records().find(refusal.reference()).get(0);
    assertEquals(clock.instant().toString(), shown.getTime());
    assertEquals("SIGNET-405 the token has expired", shown.getNumber() + " " + shown.getText());
    assertEquals("corp of host /app", shown.getDefinition() + " of " + shown.getApplication());
    assertEquals("GET /app/secure/x", shown.getMethod() + " " + shown.getPath());
    assertEquals("10.0.0.7 10.0.0.7", shown.getPeer() + " " + shown.getClient());
    assertEquals("RS256 k1 ", shown.getAlg() + " " + shown.getKid() + " " + shown.getTyp());
    assertEquals(List.of("exp is 95 s ago, clockSkew is 60 s"), shown.getDetails());
  }

  @Test
  void aReferenceIsEightLettersAndDigitsWithoutLookAlikes() {
    List<String> references = Stream.generate(RefusalReference::next).limit(1_000).toList();
    assertTrue(references.stream().allMatch(r -> r.matches("[A-HJ-NP-Z2-9]{8}")));
    assertEquals(1_000, references.stream().distinct().count());
  }

  @Test
  void aPathCannotForgeALine() {
    assertEquals("/app/a?b?c", request("/a\u2028b%c").path());
    assertEquals("(not normalized)", request("/a\r\nWARNING forged").path());
    assertEquals("(not normalized)", request("/a/../b").path());
    assertEquals("/app/" + "x".repeat(195) + "...", request("/" + "x".repeat(500)).path());
  }

  @Test
  void eachDefinitionHasALineOfItsOwnForAReason() {
    for (int i = 0; i < 50; i++) {
      enter("one");
      enter("two");
    }
    assertEquals(2, lines.all().size());
    clock.advance(Duration.ofSeconds(10));
    enter("two");
    assertEquals(3, lines.all().size());
    assertTrue(lines.all().get(2).endsWith("kid k1 (and 49 times before)"), lines.all().get(2));
  }

  @Test
  void allDefinitionsTogetherHaveAHundredLinesInAnIntervalAndErrorsGetThrough() {
    for (int i = 0; i < 5_000; i++) {
      enter("definition " + i);
    }
    assertEquals(100, lines.all().size());
    ledger.log().log(Level.ERROR, "keys", () -> "503: unavailable");
    assertEquals("ERROR host /app answered 503: unavailable", lines.all().get(100));
    clock.advance(Duration.ofSeconds(10));
    enter("definition 4999");
    assertTrue(lines.all().get(101).endsWith("(and 1 times before)"), lines.all().get(101));
  }

  @Test
  void theLastThousandAreKeptTheLatestFirst() {
    for (int i = 0; i <= 1_000; i++) {
      enter("d" + i);
    }
    List<RecordedRefusal> all = ledger.records().last(Integer.MAX_VALUE);
    assertEquals(1_000, all.size());
    assertEquals("d1000", all.get(0).getDefinition());
    assertEquals("d1", all.get(999).getDefinition());
    assertEquals(1_001, ledger.records().getRefused());
    assertEquals(List.of(), ledger.records().last(-1));
    assertEquals(2, ledger.records().last(2).size());
  }

  @Test
  void longRecordsAreFewer() {
    String[] sentences = new String[6];
    Arrays.fill(sentences, "s".repeat(300));
    for (int i = 0; i < 1_000; i++) {
      ledger.enter(expired("long", sentences), request("/"));
    }
    int kept = ledger.records().last(1_000).size();
    assertTrue(kept > 200 && kept < 300, kept + " records");
  }

  /** Its values were made just before the end. */
  @Test
  void aRefusalThatIsEnteredAfterTheEndOfValuesKeepsNone() {
    Rejected refused =
        new Rejected(
            Rejection.EXPIRED,
            expired("corp", "exp is 95 s ago").details().withValues(List.of("found exp 1")),
            Optional.empty(),
            false);
    ledger.keepValues(true);
    String before = ledger.enter(refused, request("/")).reference();
    assertEquals(
        List.of("exp is 95 s ago", "found exp 1"),
        ledger.records().find(before).get(0).getDetails());
    ledger.keepValues(false);
    String after = ledger.enter(refused, request("/")).reference();
    for (String reference : List.of(before, after)) {
      assertEquals(
          List.of("exp is 95 s ago"), ledger.records().find(reference).get(0).getDetails());
    }
  }

  @Test
  void aReferenceIsFoundAsItIsTypedAndNothingIsLeftAtTheEnd() {
    String reference = enter("corp").reference();
    assertEquals(1, ledger.records().find(" " + reference.toLowerCase(Locale.ROOT) + "\n").size());
    assertEquals(List.of(), ledger.records().find("AAAAAAAA"));
    ledger.end();
    assertEquals(List.of(), ledger.records().find(reference));
  }
}
