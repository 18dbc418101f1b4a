package dev.signet.it.refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.ServerLog;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What an attacker can make the server write: a line now and then. That no token, no password and
 * no stack trace gets into a log, {@link CleanLogs} checks behind every class.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class LogHygieneIT {
  private static final int FLOOD = 500;

  @Deployment(testable = false)
  static WebArchive flooded() {
    return Wars.plain("flooded");
  }

  private static Answer ask(String... headers) {
    return Http.get("/flooded/secure/x", headers);
  }

  private static long linesWith(int mark, String text) {
    return ServerLog.since(mark, line -> line.contains(text)).stream()
        .filter(line -> line.contains(text))
        .count();
  }

  @Test
  void aFloodOfBadTokensLeavesAFewLinesOfEachKind() {
    int mark = ServerLog.mark();
    String expired = Tokens.expired().text();
    IntStream.range(0, FLOOD).parallel().forEach(i -> ask("jwt", "garbage" + i));
    IntStream.range(0, FLOOD).parallel().forEach(i -> ask("jwt", expired));
    IntStream.range(0, FLOOD).parallel().forEach(i -> ask("jwt", "a", "jwt", "b"));
    for (String kind : List.of("SIGNET-105", "SIGNET-405", "SIGNET-101")) {
      long lines = linesWith(mark, kind);
      assertTrue(lines >= 1 && lines <= FLOOD / 50, kind + ": " + lines + " lines");
    }
  }

  @Test
  void aRefusalIsOneLineThatNamesTheReason() {
    int mark = ServerLog.mark();
    ask("jwt", Tokens.good().header("crit", List.of("exp")).text());
    List<String> lines =
        ServerLog.since(mark, line -> line.contains("SIGNET-302")).stream()
            .filter(line -> line.contains("SIGNET-302"))
            .toList();
    assertEquals(1, lines.size());
    assertTrue(
        lines
            .get(0)
            .matches(
                ".* answered 401: SIGNET-302: the token's header requires an unsupported extension"
                    + " \\(ref [A-HJ-NP-Z2-9]{8}\\), GET /flooded/secure/x, peer 127\\.0\\.0\\.1,"
                    + " client 127\\.0\\.0\\.1, definition [^,]+, alg RS256,.*"
                    + " crit and b64 are refused with any value"),
        lines.get(0));
  }

  @Test
  void theAnswerTheLogAndTheAccessLogHaveTheSameReference() {
    int mark = ServerLog.mark();
    // a reason that no other test here has: of several the log has the first alone
    Answer answer = ask("jwt", Tokens.good().header("typ", "other").text());
    String reference = answer.reference();
    assertEquals(8, reference.length());
    ServerLog.since(mark, line -> line.contains("(ref " + reference + "), GET /flooded/secure/x"));
    String logged = "error_description=\"SIGNET-303: the token's type (typ) is not allowed";
    List<String> accesses = ServerLog.accesses(line -> line.contains("(ref " + reference + ")"));
    assertEquals(
        1,
        accesses.stream()
            .filter(line -> line.startsWith("GET 401 ") && line.contains(logged))
            .filter(line -> line.contains("(ref " + reference + ")"))
            .count());
  }

  @Test
  void aRequestWithoutATokenIsOneLineAtInfo() {
    int mark = ServerLog.mark();
    String line = " I default_host /flooded answered 401: a protected resource was asked for";
    IntStream.range(0, FLOOD).parallel().forEach(i -> ask());
    ServerLog.since(mark, l -> l.contains(line));
    long lines = linesWith(mark, line);
    assertTrue(lines >= 1 && lines <= FLOOD / 50, lines + " lines");
  }

  @Test
  void aTokenCannotForgeALine() {
    int mark = ServerLog.mark();
    ask("jwt", "x\tCWWKF0011I: forged");
    ask("jwt", "");
    List<String> lines = ServerLog.since(mark, line -> line.contains("SIGNET-102"));
    assertEquals(List.of(), lines.stream().filter(line -> line.contains("forged")).toList());
  }

  @Test
  void theCheckBehindEveryClassFindsWhatItLooksFor() {
    String token = Tokens.good().text();
    String payload = Tokens.tellingParts(token).get(0);
    String trace = "\tat dev.signet.jose.JwtVerifier.verify(JwtVerifier.java:1)";
    String ofAnApplication = "\tat dev.signet.dumper.web.FailingServlet.doGet(F.java:1)";
    assertEquals(
        List.of("log holds " + payload, "log traces at dev.signet.jose.JwtVerifier.verify"),
        CleanLogs.findings(
                Path.of("log"), payload + "\n" + trace + "\n" + ofAnApplication, List.of(payload))
            .map(finding -> finding.replace("(JwtVerifier.java:1)", ""))
            .toList());
  }
}
