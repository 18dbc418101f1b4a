package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.tokens.Tokens;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two Open Liberties and a Tomcat with one Hazelcast cluster: a token that is good once is good
 * once among them, whatever becomes of one of them.
 */
@Tag("single-use")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class SingleUseIT {
  private static final int AT_ONCE = 16;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final List<ClusterServer> SERVERS = new ArrayList<>();

  private static final Duration LONGER_THAN_A_SILENT_MEMBER_COUNTS = Duration.ofSeconds(25);

  private static final Duration HEALED_WITHIN = Duration.ofSeconds(60);

  /** No answer at all, as of a server that has been killed. */
  private static final int NONE = 0;

  @BeforeAll
  static void start() throws Exception {
    Path folder = Path.of(ClusterServer.property("cluster.target"));
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Members members = Members.of(3);
    SERVERS.add(ClusterServer.liberty(folder.resolve("liberty1").toAbsolutePath(), members, 0));
    SERVERS.add(ClusterServer.liberty(folder.resolve("liberty2").toAbsolutePath(), members, 1));
    SERVERS.add(ClusterServer.tomcat(folder.resolve("tomcat").toAbsolutePath(), members, 2));
    for (ClusterServer server : SERVERS) {
      server.start();
    }
    awaitAll();
  }

  @AfterAll
  static void end() {
    SERVERS.forEach(ClusterServer::close);
  }

  private static CompletableFuture<Integer> ask(ClusterServer server, String token) {
    HttpRequest request =
        HttpRequest.newBuilder(server.page())
            .header("jwt", token)
            .timeout(Duration.ofSeconds(20))
            .build();
    return CLIENT
        .sendAsync(request, BodyHandlers.discarding())
        .thenApply(answer -> answer.statusCode())
        .exceptionally(failure -> NONE);
  }

  private static int status(ClusterServer server, String token) {
    return ask(server, token).join();
  }

  private static String token() {
    return Tokens.good().text();
  }

  private static List<String> tokens(int number) {
    return Stream.generate(SingleUseIT::token).limit(number).toList();
  }

  /** Sends it to all servers at once: the answers in order of their status, such as 200 401 401. */
  private static CompletableFuture<String> askAll(String token) {
    List<CompletableFuture<Integer>> answers =
        SERVERS.stream().map(server -> ask(server, token)).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                answers.stream()
                    .map(CompletableFuture::join)
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" ")));
  }

  /** Each token to all servers at once, some tokens at a time. */
  private static Map<String, String> askAll(List<String> tokens, Runnable inTheMiddle)
      throws InterruptedException {
    Map<String, String> answers = new ConcurrentHashMap<>();
    Semaphore places = new Semaphore(AT_ONCE);
    for (int i = 0; i < tokens.size(); i++) {
      if (i == tokens.size() / 2) {
        inTheMiddle.run();
      }
      String token = tokens.get(i);
      places.acquire();
      var unused =
          askAll(token)
              .thenAccept(
                  answer -> {
                    answers.put(token, answer);
                    places.release();
                  });
    }
    places.acquire(AT_ONCE);
    return answers;
  }

  /** How often there was which answer. */
  private static Map<String, Integer> counted(Map<String, String> answers) {
    Map<String, Integer> counts = new TreeMap<>();
    answers.values().forEach(answer -> counts.merge(answer, 1, Integer::sum));
    return counts;
  }

  private static Map<String, Integer> count(List<String> tokens) throws InterruptedException {
    return counted(askAll(tokens, () -> {}));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(200);
    }
  }

  private static boolean isAccepted(ClusterServer server) {
    return status(server, token()) == 200;
  }

  private static void awaitAll() throws InterruptedException {
    for (ClusterServer server : SERVERS) {
      await(() -> isAccepted(server));
    }
  }

  private static int accepted(String answer) {
    return (int) Stream.of(answer.split(" ")).filter("200"::equals).count();
  }

  private static void say(String what, Object numbers) {
    System.out.println("in the cluster: " + what + ": " + numbers);
  }

  @Test
  @Order(1)
  void eachTokenIsAcceptedByExactlyOneServer() throws Exception {
    int number = Integer.getInteger("cluster.tokens", 1_000);
    List<String> tokens = tokens(number);
    long begun = System.nanoTime();
    Map<String, Integer> answers = count(tokens);
    say(
        number + " tokens at three servers, ms " + (System.nanoTime() - begun) / 1_000_000,
        answers);
    assertEquals(Map.of("200 401 401", number), answers);
  }

  /** With its thread it holds what others wait for: they are answered in time all the same. */
  @Test
  @Order(2)
  void aMemberThatStandsStillKeepsNobodyWaiting() throws Exception {
    ClusterServer slow = SERVERS.get(2);
    ClusterServer asked = SERVERS.get(0);
    slow.suspend();
    Map<Integer, Integer> statuses = new TreeMap<>();
    AtomicInteger longest = new AtomicInteger();
    try {
      for (int i = 0; i < 6; i++) {
        long begun = System.nanoTime();
        statuses.merge(status(asked, token()), 1, Integer::sum);
        longest.accumulateAndGet((int) ((System.nanoTime() - begun) / 1_000_000), Math::max);
      }
    } finally {
      slow.resume();
    }
    say("a member stands still, longest ms " + longest, statuses);
    assertTrue(statuses.getOrDefault(503, 0) > 0, "undecided: " + statuses);
    assertTrue(Stream.of(200, 503).toList().containsAll(statuses.keySet()), "" + statuses);
    awaitAll();
  }

  /** Two of three stand still, which is to the third as if they were behind a broken network. */
  @Test
  @Order(3)
  void theMinorityAcceptsNothingAndIsAPartAgainWhenTheOthersGoOn() throws Exception {
    ClusterServer alone = SERVERS.get(0);
    List<ClusterServer> others = SERVERS.subList(1, 3);
    List<String> used = tokens(100);
    assertEquals(Map.of("200 401 401", 100), count(used));
    Map<Integer, Integer> statuses = new TreeMap<>();
    Set<Integer> late = new TreeSet<>();
    others.forEach(ClusterServer::suspend);
    try {
      await(() -> status(alone, token()) == 503);
      long end = System.nanoTime() + LONGER_THAN_A_SILENT_MEMBER_COUNTS.toNanos();
      while (System.nanoTime() < end) {
        statuses.merge(status(alone, token()), 1, Integer::sum);
        Thread.sleep(100);
      }
      used.stream().limit(5).forEach(token -> late.add(status(alone, token)));
    } finally {
      others.forEach(ClusterServer::resume);
    }
    say("the minority, for " + LONGER_THAN_A_SILENT_MEMBER_COUNTS, statuses);
    assertEquals(Set.of(503), statuses.keySet());
    assertTrue(Set.of(401, 503).containsAll(late), "used before: " + late);
    assertHealed("two that stood still");
    assertEquals(Map.of("401 401 401", 100), count(used));
  }

  /** From now on, without a restart. */
  private static void assertHealed(String what) throws InterruptedException {
    long begun = System.nanoTime();
    awaitAll();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    say("every server accepts again after " + what + ", ms", took.toMillis());
    assertTrue(took.compareTo(HEALED_WITHIN) < 0, took.toString());
    assertEquals(Map.of("200 401 401", 50), count(tokens(50)));
  }

  /**
   * The others leave it out, and accept tokens that wait for it as well. When it goes on, its
   * engine takes itself for a part of the whole.
   */
  @Test
  @Order(3)
  void aMemberThatHasStoodStillAcceptsNothingThatTheOthersHaveAccepted() throws Exception {
    ClusterServer still = SERVERS.get(0);
    List<String> used = tokens(100);
    assertEquals(Map.of("200 401 401", 100), count(used));
    Map<String, Integer> first = new HashMap<>();
    Map<String, CompletableFuture<Integer>> late = new HashMap<>();
    still.suspend();
    try {
      Thread.sleep(LONGER_THAN_A_SILENT_MEMBER_COUNTS.toMillis());
      await(() -> isAccepted(SERVERS.get(1)) && isAccepted(SERVERS.get(2)));
      for (String token : tokens(200)) {
        late.put(token, ask(still, token));
        first.put(token, status(SERVERS.get(1 + first.size() % 2), token));
      }
      used.forEach(token -> late.put(token, ask(still, token)));
    } finally {
      still.resume();
    }
    Map<String, Integer> counts = new TreeMap<>();
    late.forEach(
        (token, answer) ->
            counts.merge(first.getOrDefault(token, 200) + " " + answer.join(), 1, Integer::sum));
    say("the others, and then the one that stood still", counts);
    assertTrue(counts.keySet().stream().allMatch(both -> accepted(both) <= 1), "" + counts);
    assertHealed("one that stood still");
    assertEquals(Map.of("401 401 401", 100), count(used));
    first.values().removeIf(status -> status != 200);
    assertEquals(Map.of("401 401 401", first.size()), count(new ArrayList<>(first.keySet())));
  }

  @Test
  @Order(4)
  void aMemberThatIsKilledTakesNoUsedTokenWithItAndJoinsAgain() throws Exception {
    ClusterServer killed = SERVERS.get(2);
    List<String> before = tokens(100);
    assertEquals(Map.of("200 401 401", 100), count(before));
    List<String> during = tokens(400);
    Map<String, String> first =
        askAll(
            during,
            () -> {
              try {
                killed.kill();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Map<String, Integer> counts = counted(first);
    say("a member is killed in the middle", counts);
    assertTrue(counts.getOrDefault("0 200 401", 0) > 0, "" + counts);
    await(() -> isAccepted(SERVERS.get(0)));
    await(() -> isAccepted(SERVERS.get(1)));
    assertEquals(Map.of("0 401 401", 100), count(before));
    killed.start();
    say("a member joins under load", countUntilAccepted(killed));
    awaitAll();
    assertEquals(Map.of("401 401 401", 100), count(before));
    Map<String, String> again = askAll(during, () -> {});
    say("the same tokens after it has joined again", counted(again));
    for (String token : during) {
      String both = first.get(token) + " " + again.get(token);
      assertTrue(accepted(both) <= 1, both);
    }
    assertEquals(Map.of("200 401 401", 50), count(tokens(50)));
  }

  /** New tokens to all, until one of them has joined: none of them is accepted twice. */
  private static Map<String, Integer> countUntilAccepted(ClusterServer joining)
      throws InterruptedException {
    Map<String, Integer> counts = new TreeMap<>();
    while (!isAccepted(joining)) {
      count(tokens(20))
          .forEach(
              (answer, number) -> {
                assertTrue(accepted(answer) <= 1, answer);
                counts.merge(answer, number, Integer::sum);
              });
    }
    return counts;
  }

  /** What the members have in memory ends with the last of them; one alone accepts nothing. */
  @Test
  @Order(5)
  @EnabledIfSystemProperty(named = "cluster.tokens", matches = "\\d{5,}")
  void aRestartOfAllMembersForgetsTheUsedTokens() throws Exception {
    List<String> before = tokens(50);
    assertEquals(Map.of("200 401 401", 50), count(before));
    for (ClusterServer server : SERVERS) {
      server.kill();
    }
    ClusterServer first = SERVERS.get(0);
    first.start();
    await(() -> status(first, token()) == 503);
    Map<Integer, Integer> alone = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      alone.merge(status(first, token()), 1, Integer::sum);
    }
    SERVERS.get(1).start();
    SERVERS.get(2).start();
    awaitAll();
    Map<String, Integer> again = count(before);
    say("the first of three that start again, alone", alone);
    say("tokens that were used before all members were restarted", again);
    assertEquals(Map.of(503, 20), alone);
    assertEquals(Map.of("200 401 401", 50), again);
  }
}
