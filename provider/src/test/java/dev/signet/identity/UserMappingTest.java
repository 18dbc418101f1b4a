package dev.signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.signet.testing.Configs;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a token's user to a user of this server. */
class UserMappingTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir Path directory;

  private MappedCallers mapped(Map<String, Object> mapping) {
    return new MappedCallers(Configs.in(directory).issuer("identityMapping", mapping));
  }

  private MappedCallers ruled(List<Map<String, Object>> rules) {
    return mapped(Map.of("rules", rules));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  @Test
  void theTableGivesTheUserAndWhoIsNotInItIsRefused() throws Exception {
    write("users.csv", "subject,user\nalice,IBMUSER\n\"uid=bob,o=x\",BOB\n");
    MappedCallers callers = mapped(Map.of("table", "users.csv"));
    assertEquals("IBMUSER", callers.user("alice"));
    assertEquals("BOB", callers.user("uid=bob,o=x"));
    for (String other : List.of("Alice", "alic", "alice2", "IBMUSER", "subject", "uid=bob")) {
      assertEquals(Rejection.USER_NOT_MAPPED, callers.refusal(other));
    }
  }

  @Test
  void theTableMayBeJson() throws Exception {
    write("users.json", "[{\"subject\":\"alice\",\"realm\":\"defaultRealm\",\"user\":\"A\"}]");
    assertEquals("A", mapped(Map.of("table", "users.json")).user("alice"));
  }

  /** All that Java, or a server's own patterns, take for the end of a line. */
  @ParameterizedTest
  @ValueSource(strings = {"\u2028", "\u2029", "\u0085", "\r", "\u000b", "\f", "\u001c"})
  void whatEndsALineIsInNoNameAndGetsPastNoRule(String end) {
    MappedCallers callers =
        mapped(
            Map.of(
                "noMatch",
                "keep",
                "rules",
                List.of(Map.of("match", "(?i)uid=guest[0-9]*,.*", "refuse", true))));
    assertEquals(Rejection.USER_REFUSED, callers.refusal("uid=guest1,ou=Sales"));
    for (String subject :
        List.of("uid=guest1,ou=" + end + "Sales", end + "uid=guest1,", "uid=guest1," + end)) {
      Tokens token = Tokens.good().claim("sub", new Tokens.Raw(escaped(subject)));
      assertEquals(Rejection.USER_MISSING, callers.refusal(token));
      Tokens group = Tokens.good().claim("groups", List.of(new Tokens.Raw(escaped(subject))));
      assertEquals(Rejection.GROUPS_MALFORMED, callers.refusal(group));
    }
  }

  private static String escaped(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
    return json.append('"').toString();
  }

  private Configs twoRealms() {
    return Configs.in(directory)
        .without("realmName")
        .issuer("realmIdentifier", "realm")
        .issuer("realms", List.of("bank", "shop"));
  }

  @Test
  void oneSubjectIsTwoUsersInTwoRealms() throws Exception {
    write("users.csv", "subject,realm,user\nalice,bank,A1\nalice,shop,A2\nbob,bank,B1\n");
    MappedCallers callers =
        new MappedCallers(twoRealms().issuer("identityMapping", Map.of("table", "users.csv")));
    Tokens alice = Tokens.good().claim("sub", "alice");
    assertEquals("user:bank/A1", callers.caller(alice.claim("realm", "bank")).accessId());
    assertEquals("user:shop/A2", callers.caller(alice.claim("realm", "shop")).accessId());
    Tokens bob = Tokens.good().claim("sub", "bob").claim("realm", "shop");
    assertEquals(Rejection.USER_NOT_MAPPED, callers.refusal(bob));
    assertEquals(
        Rejection.REALM_NOT_ALLOWED, callers.refusal(Tokens.good().claim("realm", "other")));
  }

  @Test
  void withoutARealmInTheTableEveryRealmIsMeant() throws Exception {
    write("users.csv", "user,subject\nA,alice\n");
    MappedCallers callers =
        new MappedCallers(twoRealms().issuer("identityMapping", Map.of("table", "users.csv")));
    for (String realm : List.of("bank", "shop")) {
      Tokens token = Tokens.good().claim("sub", "alice").claim("realm", realm);
      assertEquals("user:" + realm + "/A", callers.caller(token).accessId());
    }
  }

  @Test
  void theFirstAndTheLastOfAHundredThousandRowsAreFound() throws Exception {
    StringBuilder rows = new StringBuilder("subject,realm,user\n");
    for (int i = 1; i <= 100_000; i++) {
      rows.append("\"uid=").append(i).append(",o=x\",defaultRealm,U").append(i).append('\n');
    }
    write("users.csv", rows.toString());
    MappedCallers callers = mapped(Map.of("table", "users.csv"));
    assertEquals("U1", callers.user("uid=1,o=x"));
    assertEquals("U100000", callers.user("uid=100000,o=x"));
    assertEquals(Rejection.USER_NOT_MAPPED, callers.refusal("uid=100001,o=x"));
  }

  @Test
  void theTableComesFirstAndThenTheFirstRuleThatFitsTheWholeSubject() throws Exception {
    write("users.csv", "subject,user\nalice,TABLE\n");
    MappedCallers callers =
        mapped(
            Map.of(
                "table",
                "users.csv",
                "rules",
                List.of(
                    Map.of("match", "bo", "user", "PART"),
                    Map.of("match", "[a-c].*", "user", "FIRST"),
                    Map.of("match", "[a-d].*", "user", "SECOND"))));
    assertEquals("TABLE", callers.user("alice"));
    assertEquals("FIRST", callers.user("bob"));
    assertEquals("SECOND", callers.user("dave"));
    assertEquals(Rejection.USER_NOT_MAPPED, callers.refusal("eve"));
  }

  @ParameterizedTest
  @CsvSource({
    "'uid=([a-z]+),ou=([a-z]+)', $1.$2, 'uid=bob,ou=sales', bob.sales",
    "'(?<who>[a-z]+)@(?<where>.*)', '${where}-${who}', bob@example.com, example.com-bob",
    "'([a-z]+)(-x)?', '$1$2', bob, bob",
    "'([a-z]+)', '\\$$12', bob, $bob2",
    "'(?i)UID=(.*)', '$1', uid=Bob, Bob"
  })
  void capturesGoIntoTheUser(String match, String user, String subject, String expected)
      throws Exception {
    assertEquals(expected, ruled(List.of(Map.of("match", match, "user", user))).user(subject));
  }

  @Test
  void whatACaptureHoldsIsNeverReadAsAReplacement() throws Exception {
    assertEquals("$1\\", ruled(List.of(Map.of("match", "(.*)", "user", "$1"))).user("$1\\"));
  }

  @Test
  void aPlaceholderInTheUserStandsForItself() throws Exception {
    System.setProperty("signet.test.user", "$2\\");
    try {
      String user = "${sys.signet.test.user}${name}";
      assertEquals(
          "$2\\bob", ruled(List.of(Map.of("match", "(?<name>.*)", "user", user))).user("bob"));
    } finally {
      System.clearProperty("signet.test.user");
    }
  }

  @Test
  void aRuleMayRefuse() throws Exception {
    List<Map<String, Object>> rules =
        List.of(
            Map.of("match", "root|admin.*", "refuse", true), Map.of("match", "(.*)", "user", "$1"));
    MappedCallers callers = ruled(rules);
    assertEquals("bob", callers.user("bob"));
    assertEquals(Rejection.USER_REFUSED, callers.refusal("root"));
    assertEquals(Rejection.USER_REFUSED, callers.refusal("admin2"));
    MappedCallers keeping = mapped(Map.of("rules", rules.subList(0, 1), "noMatch", "keep"));
    assertEquals("bob", keeping.user("bob"));
    assertEquals(Rejection.USER_REFUSED, keeping.refusal("root"));
  }

  @Test
  void racmapsExampleFromTheDocumentation() throws Exception {
    MappedCallers callers =
        mapped(
            Map.of(
                "case",
                "upper",
                "rules",
                List.of(
                    Map.of("match", "(?i)uid=guest[0-9]*,.*", "refuse", true),
                    Map.of("match", "(?i)uid=([a-z0-9]{1,8}),ou=Sales,o=Example", "user", "$1"),
                    Map.of("match", "(?i).*,ou=Sales,o=Example", "user", "SALES"))));
    assertEquals("JSMITH", callers.user("UID=jsmith,OU=Sales,O=Example"));
    assertEquals("SALES", callers.user("UID=john.smith,OU=Sales,O=Example"));
    assertEquals(Rejection.USER_REFUSED, callers.refusal("uid=guest7,OU=Sales,O=Example"));
    assertEquals(Rejection.USER_NOT_MAPPED, callers.refusal("uid=a,ou=Sales,o=Example,c=XX"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(a+)+$", "(a+)+?c", "(a|b|ab)*?c", "a*a*a*a*a*a*a*a*a*a*c", "(?:a?a?a?a?a)+?c"})
  void aPatternThatRunsAwayEndsInARefusal(String match) {
    MappedCallers callers = ruled(List.of(Map.of("match", match, "user", "X")));
    String subject = "a".repeat(40) + "b";
    assertTimeoutPreemptively(
        AT_ONCE, () -> assertEquals(Rejection.USER_NOT_MAPPED, callers.refusal(subject)));
  }

  @Test
  void aRuleThatWasNotTriedToItsEndLetsNobodyPast() {
    MappedCallers callers =
        mapped(
            Map.of(
                "rules",
                List.of(
                    Map.of("match", "(a+)+?c", "refuse", true),
                    Map.of("match", "(.*)", "user", "$1")),
                "noMatch",
                "keep"));
    assertEquals(Rejection.USER_NOT_MAPPED, callers.refusal("a".repeat(40) + "b"));
  }

  @Test
  void aMatchThatGoesTooDeepEndsInARefusalOrAnAnswerButNeverInAnError() throws Exception {
    MappedCallers callers = ruled(List.of(Map.of("match", "((((a|b)|c)|d)|e)*", "user", "X")));
    String subject = "ab".repeat(512);
    Thread small =
        new Thread(
            null,
            () -> assertEquals(Rejection.USER_NOT_MAPPED, callers.refusal(subject)),
            "small stack",
            256 * 1024);
    List<Throwable> errors = new java.util.concurrent.CopyOnWriteArrayList<>();
    small.setUncaughtExceptionHandler((thread, error) -> errors.add(error));
    small.start();
    small.join();
    assertEquals(List.of(), errors);
  }

  @Test
  void aSubjectOfMoreThan1024CharactersIsRefusedWhereThereAreRules() throws Exception {
    MappedCallers callers = ruled(List.of(Map.of("match", "(a).*", "user", "$1")));
    assertEquals("a", callers.user("a".repeat(1024)));
    assertEquals(Rejection.USER_NOT_MAPPED, callers.refusal("a".repeat(1025)));
  }

  @Test
  void lettersChangeTheirCaseInEveryLanguageAlike() throws Exception {
    List<Map<String, Object>> same = List.of(Map.of("match", "(.*)", "user", "$1"));
    assertEquals("iBm", mapped(Map.of("rules", same)).user("iBm"));
    java.util.Locale before = java.util.Locale.getDefault();
    java.util.Locale.setDefault(new java.util.Locale("tr", "TR"));
    try {
      assertEquals("IBM", mapped(Map.of("rules", same, "case", "upper")).user("iBm"));
      assertEquals("ibm", mapped(Map.of("rules", same, "case", "lower")).user("IbM"));
    } finally {
      java.util.Locale.setDefault(before);
    }
  }

  @Test
  void aForeignLetterDoesNotBecomeAnAsciiOne() throws Exception {
    MappedCallers upper = mapped(Map.of("case", "upper", "noMatch", "keep"));
    assertEquals("J\u00dcRG", upper.user("j\u00fcrg"));
    for (String subject : List.of("adm\u0131n", "\u017fys", "wei\u00df", "\ufb00")) {
      assertEquals(Rejection.USER_MISSING, upper.refusal(subject));
    }
    MappedCallers lower = mapped(Map.of("case", "lower", "noMatch", "keep"));
    assertEquals(Rejection.USER_MISSING, lower.refusal("\u212aate"));
  }

  @Test
  void whoIsNotMappedMayKeepHisName() throws Exception {
    write("users.csv", "subject,user\nalice,A\n");
    Map<String, Object> keep = Map.of("table", "users.csv", "noMatch", "keep", "case", "upper");
    assertEquals("A", mapped(keep).user("alice"));
    assertEquals("BOB", mapped(keep).user("bob"));
    Map<String, Object> refuse = Map.of("table", "users.csv", "noMatch", "refuse");
    assertEquals(Rejection.USER_NOT_MAPPED, mapped(refuse).refusal("bob"));
  }

  @Test
  void theUserMayBeAClaim() throws Exception {
    MappedCallers callers = mapped(Map.of("claim", "zos.userid", "case", "upper"));
    Tokens token = Tokens.good();
    assertEquals("IBMUSER", callers.caller(token.claim("zos", Map.of("userid", "ibmuser"))).name());
    assertEquals(Rejection.USER_NOT_MAPPED, callers.refusal(Tokens.good()));
    for (Object bad : List.of(7, List.of("a"), "", " a", "a\n", Map.of())) {
      Tokens wrong = Tokens.good().claim("zos", Map.of("userid", bad));
      assertEquals(Rejection.USER_MISSING, callers.refusal(wrong));
    }
    MappedCallers keeping = mapped(Map.of("claim", "zos.userid", "noMatch", "keep"));
    assertEquals("testuser", keeping.user("testuser"));
  }

  @Test
  void aMappedNameIsStillAName() {
    MappedCallers callers =
        ruled(
            List.of(
                Map.of("match", "a(.*)", "user", "$1"),
                Map.of("match", "b(.*)c", "user", "$1"),
                Map.of("match", "d(x)?", "user", "$1")));
    for (String subject : List.of("a", "a x", "bx c", "d")) {
      assertEquals(Rejection.USER_MISSING, callers.refusal(subject));
    }
  }

  @Test
  void aTokenWithoutAUserIsRefusedBeforeAnythingIsMapped() {
    MappedCallers callers = ruled(List.of(Map.of("match", ".*", "user", "X")));
    assertEquals(Rejection.USER_MISSING, callers.refusal(""));
    assertEquals(Rejection.USER_MISSING, callers.refusal(" a"));
    assertEquals(Rejection.USER_MISSING, callers.refusal(Tokens.good().without("sub")));
  }
}
