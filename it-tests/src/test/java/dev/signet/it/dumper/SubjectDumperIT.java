package dev.signet.it.dumper;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.it.client.Answer;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.tokens.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The seed's promise: which caller gets which page of SubjectDumper, with no change to it. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class SubjectDumperIT {
  static final String WITH_AUDIENCE = "/audience";

  private static final TruthTable TABLE = new TruthTable();

  @Deployment(name = "ear", testable = false)
  static EnterpriseArchive subjectDumper() {
    return Dumper.ear();
  }

  @Deployment(name = "audience", testable = false)
  static WebArchive withAudience() {
    Settings settings = Settings.seed().with("audiences", List.of("urn:backend"));
    return Dumper.under(WITH_AUDIENCE, settings.writeTo("audience.json"));
  }

  static Stream<Arguments> callersAndPages() {
    return Callers.all().stream()
        .flatMap(caller -> Arrays.stream(Page.values()).map(page -> Arguments.of(caller, page)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("callersAndPages")
  void eachCallerGetsWhatTheSeedPromisesAndNoRefusedRequestRunsTheApplication(
      Caller caller, Page page) {
    Answer answer = caller.ask(page);
    TABLE.add(caller, page, answer);
    boolean isServed = caller.expectedStatus(page) == 200;
    assertAll(
        () -> assertEquals(caller.expectedStatus(page), answer.status()),
        () -> assertEquals(caller.expectedChallenges(page), answer.challenges()),
        () ->
            assertEquals(
                isServed ? List.of("served") : List.of(), answer.header("x-subject-dumper")),
        () -> assertNoTokenIn(caller, answer));
  }

  private static void assertNoTokenIn(Caller caller, Answer answer) {
    for (String token : caller.tokens()) {
      for (String part : Tokens.tellingParts(token)) {
        assertFalse(answer.body().contains(part), part);
      }
    }
    assertEquals(List.of(), answer.header("set-cookie"));
  }

  @AfterAll
  static void publishTable() {
    TABLE.publish();
  }
}
