package dev.signet.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.KeyServer;
import dev.signet.testing.TestCertificates;
import dev.signet.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @TempDir private Path directory;

  private static final String LOCAL =
      """
      { "issuers": [
          { "id": "webseal", "issuerIdentifier": "https://idp.example", "audiences": ["urn:app"],
            "signatureAlgorithm": "RS256", "maxTokenLifetime": "1h",
            "publicKeyLocation": "signer.pem" } ] }
      """;

  private Path write(String json) throws IOException {
    return Files.writeString(directory.resolve("signet.json"), json);
  }

  private String fetched(String url, String more) throws IOException {
    return write(
            LOCAL.replace(
                "\"publicKeyLocation\": \"signer.pem\"",
                "\"httpsRequired\": false, \"jwkEndpointUrl\": \"" + url + "\"" + more))
        .toString();
  }

  @Test
  void aFileWithoutMistakesHasItsKeysCounted() throws Exception {
    TestKeys.pem(
        directory.resolve("signer.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    Path file = write(LOCAL);
    assertEquals(
        new Ran(
            0,
            List.of(file.toString(), "  ok       webseal: has 1 key", "0 mistakes, 0 warnings"),
            List.of()),
        Ran.of("check", file.toString()));
  }

  @Test
  void everyMistakeIsNamedByItsPath() throws Exception {
    Path file = write(LOCAL.replace("RS256", "HS257").replace("\"audiences\"", "\"audience\""));
    Ran ran = Ran.of("check", file.toString());
    assertAll(
        () -> assertEquals(1, ran.exitCode()),
        () -> assertTrue(ran.outHas("mistake  issuers[0].signatureAlgorithm: "), ran::toString),
        () -> assertTrue(ran.outHas("mistake  issuers[0].audience: ", "audiences"), ran::toString),
        () ->
            assertTrue(
                ran.outHas("Until the file is corrected, every request gets a 503."),
                ran::toString));
  }

  @Test
  void aRehearsalIsAWarningThatNothingIsProtected() throws Exception {
    TestKeys.pem(
        directory.resolve("signer.pem"), "PUBLIC KEY", TestKeys.RSA.getPublic().getEncoded());
    Path file = write(LOCAL.replaceFirst("\\{", "{ \"mode\": \"report\","));
    assertEquals(
        new Ran(
            0,
            List.of(
                file.toString(),
                "  warning  mode: report: Signet only reports what it would do. Nothing is protected"
                    + " by it",
                "  ok       webseal: has 1 key",
                "0 mistakes, 1 warning"),
            List.of()),
        Ran.of("check", file.toString()));
  }

  @Test
  void aRehearsalWithAMistakeStopsNoApplication() throws Exception {
    String wrong = LOCAL.replace("RS256", "HS257").replaceFirst("\\{", "{ \"mode\": \"report\",");
    Ran ran = Ran.of("check", write(wrong).toString());
    assertEquals(1, ran.exitCode());
    assertTrue(
        ran.outHas(
            "Until the file is corrected, Signet reports nothing. Nothing is protected by it."),
        ran::toString);
  }

  @Test
  void aModeThatIsUnknownIsAMistake() throws Exception {
    Ran ran = Ran.of("check", write(LOCAL.replaceFirst("\\{", "{ \"mode\": \"off\",")).toString());
    assertEquals(1, ran.exitCode());
    assertTrue(ran.outHas("mistake  mode: must be one of enforce, report"), ran::toString);
  }

  @Test
  void aFileThatIsMissingIsAMistake() {
    Ran ran = Ran.of("check", directory.resolve("nowhere.json").toString());
    assertEquals(1, ran.exitCode());
    assertTrue(ran.outHas("mistake  the file does not exist"), ran::toString);
  }

  @Test
  void aCertificateThatEndsSoonIsAWarning() throws Exception {
    Files.writeString(
        directory.resolve("signer.pem"),
        TestCertificates.of("CN=signer-that-ends-soon", TestKeys.RSA)
            .until(Instant.now().plus(Duration.ofDays(3)))
            .pem());
    Ran ran = Ran.of("check", write(LOCAL).toString());
    assertEquals(0, ran.exitCode());
    assertTrue(ran.outHas("warning  ", "signer.pem", "expires on "), ran::toString);
  }

  @Test
  void withoutOnlineNothingIsFetched() throws Exception {
    try (KeyServer server = KeyServer.start()) {
      server.publishes(KeyServer.jwk("one", TestKeys.RSA.getPublic()));
      Ran ran = Ran.of("check", fetched(server.url(), ""));
      assertEquals(0, ran.exitCode());
      assertTrue(ran.outHas("note     webseal: its keys are fetched: --online"), ran::toString);
      assertEquals(0, server.fetches());
    }
  }

  @Test
  void onlineFetchesTheKeysAndComparesTheClocks() throws Exception {
    try (KeyServer server = KeyServer.start()) {
      server.publishes(KeyServer.jwk("one", TestKeys.RSA.getPublic()));
      Ran ran = Ran.of("check", "--online", fetched(server.url(), ""));
      assertAll(
          () -> assertEquals(0, ran.exitCode(), ran::toString),
          () -> assertTrue(ran.outHas("ok       webseal: has 1 key, fetched"), ran::toString),
          () ->
              assertTrue(
                  ran.outHas("ok       " + server.url() + ": its clock and this one differ by "),
                  ran::toString));
    }
  }

  @Test
  void aKeyServerThatDoesNotAnswerIsAMistakeOfItsDefinition() throws Exception {
    String url;
    try (KeyServer server = KeyServer.start()) {
      url = server.url();
    }
    Ran ran = Ran.of("check", "--online", fetched(url, ""));
    assertEquals(1, ran.exitCode());
    assertTrue(ran.outHas("mistake  webseal: its keys are unavailable: "), ran::toString);
    assertTrue(ran.outHas("mistake  " + url + ": cannot be reached: "), ran::toString);
  }

  @Test
  void aRedirectIsAMistakeOfItsDefinition() throws Exception {
    try (KeyServer server = KeyServer.start()) {
      server.answers(302, "{}").header("Location", "https://elsewhere.example/keys");
      Ran ran = Ran.of("check", "--online", fetched(server.url(), ""));
      assertEquals(1, ran.exitCode());
      assertTrue(ran.outHas("mistake  webseal: its keys are unavailable: ", "302"), ran::toString);
    }
  }

  @Test
  void anOtherCommandIsAMistakeInTheOptions() {
    assertEquals(
        new Ran(
            2,
            List.of(),
            List.of("signet: Unmatched argument at index 0: 'chek' (see signet --help)")),
        Ran.of("chek"));
  }

  @Test
  void helpNamesTheExitCodes() {
    Ran ran = Ran.of("check", "--help");
    assertEquals(0, ran.exitCode());
    assertTrue(ran.outHas("Exit codes:"), ran::toString);
  }
}
