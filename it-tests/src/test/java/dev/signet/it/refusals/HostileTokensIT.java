package dev.signet.it.refusals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.client.RawHttp;
import dev.signet.it.server.Server;
import dev.signet.it.server.ServerLog;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.ClusteredSuite;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import dev.signet.testing.ClaimValues;
import dev.signet.testing.HostileKeys;
import dev.signet.testing.HostileToken;
import dev.signet.testing.HostileToken.Line;
import dev.signet.testing.HostileTokens;
import dev.signet.testing.HostileWorld;
import dev.signet.testing.KeyServer;
import dev.signet.token.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The table of hostile tokens, sent to a whole server. What HTTP has a way to send is refused for
 * its one reason; the rest is refused by whoever sees it first.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class HostileTokensIT {
  private static final HostileWorld WORLD = worldOfToday();
  private static final KeyServer KEY_SERVER = KeyServer.start().publishes(WORLD.publishedKey());
  private static final Duration LONGER_THAN_THE_TEST = Duration.ofMinutes(10);
  private static final int TELLING = 24;

  /** Of the token a line has these. */
  private static final Pattern HEADER_FACTS = Pattern.compile(", (?:alg|kid|typ) [^ ,]*");

  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();
  private final Set<String> claims = new HashSet<>();

  private static HostileWorld worldOfToday() {
    return new HostileWorld(HostileKeys.generate(), Instant.now());
  }

  @Deployment(testable = false)
  static WebArchive attacked() throws IOException {
    Path folder = Server.target().resolve("configurations").resolve("attacked");
    Path settings = WORLD.configure(Files.createDirectories(folder), KEY_SERVER.url());
    return Wars.configured("attacked", ClusteredSuite.joined(settings));
  }

  @AfterAll
  static void stopKeyServer() {
    KEY_SERVER.close();
  }

  @Test
  void everyHostileTokenIsRefusedForItsReasonAndTheApplicationNeverRuns() {
    goodTokensGetThrough();
    String before = calls();
    List<HostileToken> tokens = HostileTokens.of(WORLD, LONGER_THAN_THE_TEST);
    int mark = ServerLog.mark();
    tokens.forEach(this::attack);
    assertLogTells(mark);
    System.out.println("hostile tokens on a server: " + tokens.size() + " in all, " + outcomes);
    assertEquals(List.of(), mistakes);
    assertTrue(tokens.size() >= 150);
    assertEquals(before, calls());
    goodTokensGetThrough();
  }

  /** A line for each number, with a reference, and no claim's value in any of them. */
  private void assertLogTells(int mark) {
    List<String> lines =
        ServerLog.since(mark).stream().filter(line -> line.contains(" answered ")).toList();
    for (String number : outcomes.keySet()) {
      if (number.startsWith("SIGNET-")) {
        assertTrue(lines.stream().anyMatch(line -> line.contains(number + ": ")), number);
      }
    }
    for (String line : lines) {
      assertTrue(
          line.matches(".* \\(ref [A-HJ-NP-Z2-9]{8}\\), GET /attacked/any/x, peer .*"), line);
      String withoutHeader =
          HEADER_FACTS.matcher(line).replaceAll("").replace(HostileWorld.AUDIENCE, "");
      assertEquals(List.of(), claims.stream().filter(withoutHeader::contains).toList(), line);
    }
  }

  private void attack(HostileToken token) {
    token.lines().forEach(line -> remember(line.value()));
    token.lines().forEach(line -> claims.addAll(ClaimValues.of(line.value())));
    if (token.lines().stream().anyMatch(line -> !arrivesAsItIs(line.value()))) {
      count("not sent: blanks at the ends or a line's end, which HTTP takes away");
      return;
    }
    Optional<Answer> answer = RawHttp.get("/attacked/any/x", token.lines());
    boolean exact = answer.map(a -> isExactly(token.expected(), a)).orElse(false);
    boolean refused = answer.map(a -> a.status() >= 400 && a.status() < 500).orElse(true);
    if (exact) {
      count(token.expected().id());
    } else if (refused && !token.isSendable()) {
      count(answer.map(a -> a.status() + " before Signet").orElse("hung up before Signet"));
    } else {
      mistakes.add(token.name() + ": " + token.expected().id() + " but was " + shown(answer));
    }
  }

  private static boolean arrivesAsItIs(String value) {
    return value.equals(value.strip()) && value.chars().noneMatch(c -> c == '\r' || c == '\n');
  }

  private void count(String outcome) {
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private static boolean isExactly(Rejection expected, Answer answer) {
    String challenge =
        "Bearer realm=\"realm-rsa\", error=\"%s\", error_description=\"%s: %s\""
            .formatted(expected.error().code(), expected.id(), expected.text());
    return answer.status() == expected.error().status()
        && answer.challenges().equals(List.of(challenge));
  }

  private static String shown(Optional<Answer> answer) {
    return answer.map(a -> a.status() + " " + a.challenges()).orElse("hung up");
  }

  /** So that the logs are searched for it; not for parts that any log has. */
  private static void remember(String text) {
    if (Arrays.stream(text.split("\\.", -1)).allMatch(part -> part.length() >= TELLING)) {
      Tokens.remember(text);
    }
  }

  private static void goodTokensGetThrough() {
    String closed = WORLD.innerToken(HostileWorld.CLOSED_ISSUER).compact();
    String agreed = WORLD.innerToken(HostileWorld.AGREED_ISSUER).compact();
    List<Line> good =
        List.of(
            new Line(HostileWorld.HEADER, WORLD.rsaToken().compact()),
            new Line(HostileWorld.HEADER, WORLD.ecToken().compact()),
            new Line("Cookie", HostileWorld.COOKIE + "=" + WORLD.ecToken().compact()),
            new Line(HostileWorld.HEADER, WORLD.jwksToken().compact()),
            new Line("Authorization", "Bearer " + WORLD.bearerToken().compact()),
            new Line(HostileWorld.HEADER, WORLD.sealed(closed)),
            new Line(HostileWorld.HEADER, WORLD.agreed(agreed)));
    for (Line line : good) {
      Optional<Answer> answer = RawHttp.get("/attacked/any/x", List.of(line));
      assertEquals(Optional.of(200), answer.map(Answer::status));
    }
  }

  private static String calls() {
    return Http.get("/attacked/open/calls").body();
  }
}
