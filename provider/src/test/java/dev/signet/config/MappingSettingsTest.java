package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.mapping.UserSource;
import dev.signet.mapping.UserTable;
import dev.signet.settings.ConfigProblem;
import dev.signet.settings.TextPattern;
import dev.signet.testing.Configs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in the settings of a mapping. */
class MappingSettingsTest {
  @TempDir Path directory;

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private Configs with(String name, Map<String, Object> mapping) {
    return Configs.in(directory).issuer(name, mapping);
  }

  private List<String> problems(String name, Map<String, Object> mapping) {
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> with(name, mapping).tryLoad());
    return wrong.problems().stream()
        .map(p -> p.toString().replace("issuers[0]." + name, ""))
        .toList();
  }

  private List<String> tableProblems(String name, String text) throws IOException {
    write("t.csv", text);
    return problems(name, Map.of("table", "t.csv")).stream()
        .map(p -> p.replace(directory.toString() + "/", ""))
        .toList();
  }

  @Test
  void everyBadRowIsToldWithItsLine() throws Exception {
    assertEquals(
        List.of(
            ".table: t.csv line 4 has the same subject as an earlier row",
            ".table: t.csv line 5 has the same subject as an earlier row"),
        tableProblems("identityMapping", "subject,user\na,A\nb,B\na,C\nb,B\n"));
    assertEquals(
        List.of(".table: t.csv line 4 has the same subject as an earlier row"),
        tableProblems("identityMapping", "subject,realm,user\na,r,A\na,s,A\na,r,B\n"));
    String bad = ": it is empty, or has blanks around it or control characters";
    assertEquals(
        List.of(
            ".table: t.csv line 2 has no name in user" + bad,
            ".table: t.csv line 3 has no name in subject" + bad,
            ".table: t.csv line 4 has no name in realm" + bad),
        tableProblems("identityMapping", "subject,realm,user\na,r,\n a,r,A\nb,,A\n"));
    assertEquals(
        List.of(".table: t.csv line 3 has no name in to" + bad),
        tableProblems("groupMapping", "group,to\na,A\nb,\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject,Realm,user", "subject", "user,realm", "subject,user,comment"})
  void aTableHasItsColumnsAndNoOthers(String columns) throws Exception {
    assertEquals(
        List.of(
            ".table: the table t.csv must have the columns subject, user, may have realm,"
                + " and no others"),
        tableProblems("identityMapping", columns + "\n"));
  }

  @Test
  void aTableOfGroupsHasItsColumnsAndNoOthers() throws Exception {
    assertEquals(
        List.of(".table: the table t.csv must have the columns group, to, and no others"),
        tableProblems("groupMapping", "group,to,realm\n"));
    assertEquals(
        List.of(".table: the table t.csv has 1 cells in line 2, but 2 columns"),
        tableProblems("groupMapping", "group,to\na\n"));
  }

  @Test
  void moreThanAHundredThousandRowsAreTooMany() throws Exception {
    StringBuilder rows = new StringBuilder("subject,user\n");
    for (int i = 0; i <= 100_000; i++) {
      rows.append(i).append(",U\n");
    }
    assertEquals(
        List.of(".table: the table t.csv has more than 100000 rows"),
        tableProblems("identityMapping", rows.toString()));
  }

  @Test
  void manyDefinitionsShareOneTable() throws Exception {
    write("users.csv", "subject,user\na,A\n");
    write("issuers.csv", "issuer\none\ntwo\n");
    Configs config =
        with("identityMapping", Map.of("table", "users.csv"))
            .without("id")
            .issuer("table", "issuers.csv")
            .issuer("issuerIdentifier", "${row.issuer}");
    List<UserTable> tables =
        config.load().issuers().stream()
            .map(i -> ((UserSource.ByTable) i.identity().userMapping().source()).table())
            .toList();
    assertEquals(2, tables.size());
    assertSame(tables.get(0), tables.get(1));
    write("users.csv", "subject,user\na,A\na,B\n");
    assertEquals(1, assertThrows(ConfigException.class, config::tryLoad).problems().size());
  }

  private List<String> ruleProblems(Map<String, Object> rule) {
    return problems("identityMapping", Map.of("rules", List.of(rule)));
  }

  @Test
  void aRuleEitherNamesAUserOrRefuses() {
    List<String> either = List.of(".rules[0]: needs either user or refuse with the value true");
    assertEquals(either, ruleProblems(Map.of("match", "a")));
    assertEquals(either, ruleProblems(Map.of("match", "a", "refuse", false)));
    assertEquals(either, ruleProblems(Map.of("match", "a", "user", "b", "refuse", true)));
    assertEquals(
        List.of(".rules[0].match: is missing: a regular expression that matches the whole subject"),
        ruleProblems(Map.of("user", "b")));
    assertEquals(
        List.of(".rules[0].users: is not a setting; did you mean \"user\"?"),
        ruleProblems(Map.of("match", "a", "refuse", true, "users", "b")));
  }

  @ParameterizedTest
  @CsvSource({
    "(a)b, $2, match has no group 2",
    "(?<x>a), ${y}, match has no group y",
    "\\(\\?<x>, ${x}, match has no group x",
    "a, a$, 'has a $ that is not part of $1 to $9 or ${name}, or a \\ at its end:"
        + " write \\$ for a dollar'",
    "a, $0, 'has a $ that is not part of $1 to $9 or ${name}, or a \\ at its end:"
        + " write \\$ for a dollar'",
    "a, b\\, 'has a $ that is not part of $1 to $9 or ${name}, or a \\ at its end:"
        + " write \\$ for a dollar'",
    "()()()()()()()()()(), $1, 'match has more than nine groups: use (?:...) for"
        + " groups without a number'",
    "a, ${row.x}, '${row.x} is used where there is no table'"
  })
  void aReplacementNamesGroupsThatThereAre(String match, String user, String message) {
    assertEquals(
        List.of(".rules[0].user: " + message), ruleProblems(Map.of("match", match, "user", user)));
  }

  private List<String> patternProblems(String pattern) {
    assertEquals(
        problems("groupMapping", Map.of("include", pattern)).stream()
            .map(p -> p.replace(".include", ".exclude"))
            .toList(),
        problems("groupMapping", Map.of("exclude", List.of("x", pattern))));
    return ruleProblems(Map.of("match", pattern, "refuse", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(|)",
        "x(a*|b*)y",
        "(a|)",
        "(a?)*",
        "(a*)+",
        "(a?){40}",
        "(?:a*)?",
        "((a|b)?)*",
        "(^|a)",
        "(?<n>a|b?)",
        "x|(a*){2}",
        "([)]*|\\)*)",
        "(\\Q(\\E*)*",
        "([]]*)*",
        "([^]]*)*",
        "([a[(]]*)*"
      })
  void aGroupThatBranchesFitsSomething(String pattern) {
    assertEquals(
        List.of(
            ".rules[0].match: has a group with | or a repetition that also matches the"
                + " empty text: matching could take exponential time"),
        patternProblems(pattern));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?=a)b", "(?!a)b", "(?<=a)b", "(?<!a)b", "(?>a)b", "(?x)a", "(?i:a)"})
  void groupsThatLookAroundAreNotSupported(String pattern) {
    assertEquals(
        List.of(
            ".rules[0].match: has a group that is not one of (...), (?:...), (?<name>...)"
                + " and (?i)"),
        patternProblems(pattern));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a)\\1", "(?<n>a)\\k<n>"})
  void groupsAreNotReferredTo(String pattern) {
    assertEquals(
        List.of(".rules[0].match: has a back reference to a group, which is not supported"),
        patternProblems(pattern));
  }

  @Test
  void aPatternIsShortAndARegularExpression() {
    Map<String, String> mistakes =
        Map.of(
            "(a", "a ( is not closed",
            "[a", "a [ is not closed",
            "a)", "a ) has no (",
            "a**", "see its character 3",
            "*", "see its character 1",
            "a\\", "its last \\ stands before nothing");
    mistakes.forEach(
        (pattern, mistake) ->
            assertEquals(
                List.of(".rules[0].match: is not a regular expression: " + mistake),
                patternProblems(pattern)));
    assertEquals(
        List.of(".rules[0].match: is longer than 256 characters"),
        patternProblems("a".repeat(257)));
    assertEquals(256, TextPattern.parse("a".repeat(256)).pattern().pattern().length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a|b)*", "a*|b*", "(a*)", "uid=([^,]+)(,ou=[^,]+)*,o=x", "[(|)*]*", "\\(a*\\)*",
        "(?<n>[a-z]{1,8})@.*", "\\Q(a*)*\\E", "\\Q(a*)*", "[]|(]+", "(?i)a(b)?", "[a-z&&[^(]]*"
      })
  void whatAnAdministratorNeedsIsSupported(String pattern) {
    assertEquals(pattern, TextPattern.parse(pattern).pattern().pattern());
  }

  @Test
  void aClaimStandsAloneAndSomethingMustStandThere() {
    assertEquals(
        List.of(".claim: cannot be combined with table or rules"),
        problems(
            "identityMapping",
            Map.of("claim", "a", "rules", Map.of("match", "a", "refuse", true))));
    assertEquals(
        List.of(": has no table, rules or claim, so every user is refused"),
        problems("identityMapping", Map.of("case", "upper")));
    assertEquals(
        List.of(".case: must be one of keep, upper, lower"),
        problems("identityMapping", Map.of("claim", "a", "case", "Upper")));
    assertEquals(
        List.of(".noMatch: must be one of refuse, keep"),
        problems("identityMapping", Map.of("claim", "a", "noMatch", "drop")));
  }

  @ParameterizedTest
  @ValueSource(strings = {" $1", "$1 ", "a\u2028$1", "a\u0085b", "\u2029$1"})
  void aRuleThatMakesNoNameIsAMistake(String user) {
    assertEquals(
        List.of(
            ".rules[0].user: does not produce a name: it has blanks around it or control"
                + " characters"),
        problems(
            "identityMapping",
            Map.of("rules", List.of(Map.of("match", "uid=([a-z]+)", "user", user)))));
  }

  @Test
  void groupSettingsAreChecked() {
    assertEquals(
        List.of(".unmapped: is allowed only with table"),
        problems("groupMapping", Map.of("unmapped", "drop")));
    assertEquals(
        List.of(
            ".prefix: is not a name: it has blanks around it or control characters",
            ".add: is not a name: it has blanks around it or control characters"),
        problems("groupMapping", Map.of("prefix", " p", "add", List.of("a", "b "))));
    assertEquals(
        List.of(".perfix: is not a setting; did you mean \"prefix\"?"),
        problems("groupMapping", Map.of("perfix", "p")));
  }

  @Test
  void whoLetsUnmappedUsersInHearsAboutIt() throws Exception {
    Map<String, Object> claim = Map.of("claim", "a", "noMatch", "keep");
    assertTrue(
        with("identityMapping", claim)
            .load()
            .warnings()
            .contains(
                new ConfigProblem(
                    "webseal.identityMapping.noMatch",
                    "users without a mapping are accepted under their name in the token")));
    List<ConfigProblem> usual = Configs.in(directory).load().warnings();
    assertEquals(usual, with("identityMapping", Map.of("claim", "a")).load().warnings());
  }
}
