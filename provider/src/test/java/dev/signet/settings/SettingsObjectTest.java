package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.Tokens;
import jakarta.json.Json;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings read by name: what is wrong is a mistake with its path, and reads as absent. */
class SettingsObjectTest {
  private static final Placeholders PLACEHOLDERS =
      KnownValues.of(Map.of("A", "from the environment"), Map.of());

  private static SettingsObject root(String json) {
    return SettingsObject.root(
        Json.createReader(new StringReader(json)).readObject(), PLACEHOLDERS);
  }

  private static SettingsObject with(Object value) {
    return root(Tokens.json(Map.of("a", value)));
  }

  private static List<String> paths(SettingsObject settings) {
    return settings.problems().stream().map(ConfigProblem::path).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "true", "null", "[\"x\"]", "{}"})
  void whatIsNoStringIsAMistakeAndReadsAsAbsent(String value) {
    SettingsObject settings = with(new Tokens.Raw(value));
    assertEquals(Optional.empty(), settings.text("a"));
    assertEquals(List.of("a"), paths(settings));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\" \"", "\"${env.NOT_SET}\"", "\"${row.x}\""})
  void aTextThatComesToNothingIsAMistakeAndReadsAsAbsent(String value) {
    SettingsObject settings = with(new Tokens.Raw(value));
    assertEquals(Optional.empty(), settings.text("a"));
    assertEquals(List.of("a"), paths(settings));
  }

  @Test
  void aTextHasItsPlaceholdersResolved() {
    assertEquals(Optional.of("x from the environment"), with("x ${env.A}").text("a"));
  }

  @Test
  void aRequiredTextIsMissedOnceWhateverIsThere() {
    SettingsObject nothing = root("{}");
    assertEquals("", nothing.requiredText("a", "why"));
    assertEquals(1, nothing.problems().size());
    assertTrue(nothing.problems().get(0).message().endsWith("why"));
    SettingsObject wrong = with(5);
    assertEquals("", wrong.requiredText("a", "why"));
    assertEquals(1, wrong.problems().size(), "that it is no string is all there is to say");
  }

  @Test
  void oneStringStandsForAnArrayOfOne() {
    assertEquals(List.of("x"), with("x").texts("a"));
    assertEquals(List.of("x", "y"), with(List.of("x", "y")).texts("a"));
    assertEquals(List.of(), root("{}").texts("a"));
  }

  @Test
  void anEmptyArrayIsAMistakeAndNotTheSameAsNoValue() {
    SettingsObject settings = with(List.of());
    assertEquals(List.of(), settings.texts("a"));
    assertEquals(List.of("a"), paths(settings));
  }

  @Test
  void anElementThatIsNoStringIsAMistakeAndTheOthersAreRead() {
    SettingsObject settings = with(List.of("x", 5, "y"));
    assertEquals(List.of("x", "y"), settings.texts("a"));
    assertEquals(List.of("a[1]"), paths(settings));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "1", "null"})
  void aFlagIsTrueOrFalseAndNothingLikeThem(String value) {
    SettingsObject settings = with(new Tokens.Raw(value));
    assertTrue(settings.flag("a", true));
    assertEquals(List.of("a"), paths(settings));
    assertFalse(with(false).flag("a", true));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "9, 9, 0", "0, 5, 1", "10, 5, 1", "1.5, 5, 1", "\"2\", 5, 1"})
  void aNumberLiesBetweenItsBoundsOrReadsAsTheDefault(String value, long read, int mistakes) {
    SettingsObject settings = with(new Tokens.Raw(value));
    assertEquals(read, settings.number("a", 5, 1, 9));
    assertEquals(mistakes, settings.problems().size());
  }

  @Test
  void aDurationIsANumberOfSecondsOrLibertysText() {
    Duration otherwise = Duration.ofHours(1);
    assertEquals(Duration.ofSeconds(90), with(90).duration("a", otherwise));
    assertEquals(Duration.ofSeconds(90), with("1m30s").duration("a", otherwise));
    assertEquals(Duration.ZERO, with(0).duration("a", otherwise));
    SettingsObject negative = with(-1);
    assertEquals(otherwise, negative.duration("a", otherwise));
    assertEquals(List.of("a"), paths(negative));
    SettingsObject seconds = with("90");
    assertEquals(otherwise, seconds.duration("a", otherwise));
    assertEquals(List.of("a"), paths(seconds), "a text needs its unit");
  }

  @Test
  void oneObjectStandsForAnArrayOfOneWithoutAnIndexInItsPath() {
    SettingsObject one = root("{\"a\":{\"b\":5}}");
    one.objects("a").forEach(child -> child.text("b"));
    assertEquals(List.of("a.b"), paths(one));
    SettingsObject several = root("{\"a\":[{\"b\":\"x\"},{\"b\":5}]}");
    several.objects("a").forEach(child -> child.text("b"));
    assertEquals(List.of("a[1].b"), paths(several));
  }

  @Test
  void anElementThatIsNoObjectIsAMistakeAndTheOthersAreRead() {
    SettingsObject settings = root("{\"a\":[{}, \"x\", {}]}");
    assertEquals(2, settings.objects("a").size());
    assertEquals(List.of("a[1]"), paths(settings));
  }

  @Test
  void mistakesAndWarningsOfAllObjectsAreInOneListInTheirOrder() {
    SettingsObject root = root("{\"a\":{\"b\":{}}}");
    SettingsObject a = root.object("a").orElseThrow();
    SettingsObject b = a.object("b").orElseThrow();
    b.problem("x", "first");
    root.problem("y", "second");
    a.problem("", "third");
    b.warn("x", "only one");
    List<ConfigProblem> problems =
        List.of(
            new ConfigProblem("a.b.x", "first"),
            new ConfigProblem("y", "second"),
            new ConfigProblem("a", "third"));
    assertEquals(problems, root.problems());
    assertEquals(problems, b.problems());
    assertEquals(List.of(new ConfigProblem("a.b.x", "only one")), root.warnings());
  }

  @Test
  void warningsOfANamedObjectAndOfThoseInItBearItsName() {
    SettingsObject root = root("{\"issuers\":[{\"filter\":{}}]}");
    SettingsObject named = root.objects("issuers").get(0).named("webseal");
    SettingsObject filter = named.object("filter").orElseThrow();
    named.warn("a", "x");
    filter.warn("b", "y");
    filter.problem("b", "z");
    assertEquals(
        List.of(new ConfigProblem("webseal.a", "x"), new ConfigProblem("webseal.filter.b", "y")),
        root.warnings());
    assertEquals(List.of("issuers[0].filter.b"), paths(root), "mistakes bear the path");
  }

  @Test
  void whatANamedObjectIsAskedForIsKnownToTheObject() {
    SettingsObject root = root("{\"a\":\"x\"}");
    var unused = root.named("webseal").text("a");
    root.refuseUnknownNames();
    assertEquals(List.of(), root.problems());
  }

  @Test
  void aNameThatNobodyAskedForIsAMistakeWithTheNearestName() {
    SettingsObject settings = root("{\"audience\":\"x\",\"zzzzzzzzz\":1}");
    var unused = settings.texts("audiences");
    settings.refuseUnknownNames();
    assertEquals(List.of("audience", "zzzzzzzzz"), paths(settings));
    assertTrue(settings.problems().get(0).message().contains("\"audiences\""));
    assertFalse(settings.problems().get(1).message().contains("\"audiences\""));
  }

  @Test
  void aSettingThatHasNoPlaceIsAMistakeOnlyWhereItIs() {
    SettingsObject settings = root("{\"a\":null}");
    settings.refuse("a", "why");
    settings.refuse("b", "why");
    settings.refuseUnknownNames();
    assertEquals(List.of(new ConfigProblem("a", "why")), settings.problems());
  }

  @Test
  void aRowsValuesStandInItsOwnDefinitionAlone() {
    SettingsObject root = root("{\"issuers\":{\"id\":\"${row.name}\"}}");
    SettingsObject definition = root.objects("issuers").get(0);
    SettingsObject first = definition.forRow(new Table.Row("t line 2", Map.of("name", "one")));
    SettingsObject second = definition.forRow(new Table.Row("t line 3", Map.of("name", "two")));
    assertEquals(Optional.of("one"), first.text("id"));
    assertEquals(Optional.of("two"), second.text("id"));
    second.problem("id", "wrong");
    assertEquals(List.of("issuers (t line 3).id"), paths(root));
  }

  private enum Word {
    ONE,
    TWO
  }

  @Test
  void aWordIsItsConstantInSmallLettersAndEachOneIsNamedOtherwise() {
    SettingsObject settings = with("TWO");
    assertEquals(Optional.empty(), settings.choice("a", Word.class));
    assertEquals(List.of("a"), paths(settings));
    assertTrue(settings.problems().get(0).message().endsWith("one, two"));
    assertEquals(Optional.of(Word.TWO), with("two").choice("a", Word.class));
  }

  @Test
  void aTableHasTheAdministratorsOwnNames() {
    SettingsObject settings = root("{\"a\":{\"x\":\"1\",\"y\":[\"2\",\"3\"],\"z\":4}}");
    assertEquals(
        Map.of("x", List.of("1"), "y", List.of("2", "3"), "z", List.of()), settings.table("a"));
    assertEquals(List.of("a.z"), paths(settings));
  }
}
