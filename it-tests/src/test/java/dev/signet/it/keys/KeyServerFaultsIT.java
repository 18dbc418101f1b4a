package dev.signet.it.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.keys.FaultStory.ObservedAnswers;
import dev.signet.it.keys.OutageTimeline.Row;
import dev.signet.it.server.Await;
import dev.signet.it.server.Moment;
import dev.signet.it.server.Server;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.SigningKey;
import dev.signet.it.tokens.Tokens;
import dev.signet.testing.PrivateKeyStores;
import jakarta.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Key servers that are down, slow, hanging, lying, flapping, or somebody else. Each is an issuer's
 * of one application, and all stories take place at the same time, since each waits a lot.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KeyServerFaultsIT {
  private static final String APPLICATION = "faults";
  private static final List<String> KEY_UNKNOWN =
      List.of(
          Challenges.invalidToken(
              "defaultRealm", "SIGNET-304: no key of the issuer matches the token's kid and alg"));
  private static final SigningKey KEY = SigningKey.named("key");
  private static final SigningKey NEXT = SigningKey.named("next");
  private static final Map<Fault, HostedIssuer> FAULTY = new LinkedHashMap<>();
  private static final HostedIssuer SLOW = issuer("slow");
  private static final HostedIssuer FLAPPING = issuer("flapping");
  private static final HostedIssuer MIXED_UP = issuer("mixed-up");
  private static final HostedIssuer STUCK = issuer("stuck");
  private static final OutageTimeline OUTAGE = new OutageTimeline(issuer("outage"));
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static final Map<Fault, CompletableFuture<ObservedAnswers>> STORIES =
      new LinkedHashMap<>();
  private static CompletableFuture<List<Row>> timeline = new CompletableFuture<>();

  @Deployment(name = "faults", testable = false)
  static WebArchive faults() {
    List<Settings> issuers = new ArrayList<>();
    for (Fault fault : Fault.all()) {
      HostedIssuer issuer = new HostedIssuer(APPLICATION, fault.name(), fault.startServer());
      FAULTY.put(fault, issuer);
      issuers.add(fault.secure() ? patient(issuer) : issuer.settings());
    }
    for (HostedIssuer issuer : List.of(SLOW, FLAPPING, MIXED_UP)) {
      issuer.host().recover(SigningKey.published(KEY));
      issuers.add(issuer.settings().with("jwkReadTimeout", 5));
    }
    STUCK.host().recover(SigningKey.published(KEY));
    issuers.add(STUCK.settings().with("jwkReadTimeout", 3));
    issuers.add(OUTAGE.settings());
    return Wars.configured(APPLICATION, write(issuers));
  }

  @Deployment(name = "neighbour", testable = false)
  static WebArchive neighbour() {
    return Wars.plain("neighbour");
  }

  /** The first TLS connection of a server that has just started may take more than a second. */
  private static Settings patient(HostedIssuer issuer) {
    return issuer.settings().with("jwkConnectTimeout", 10).with("jwkReadTimeout", 10);
  }

  private static HostedIssuer issuer(String id) {
    return new HostedIssuer(APPLICATION, id, KeyHost.plain());
  }

  private static Path write(List<Settings> issuers) {
    Path store = Server.target().resolve("configurations").resolve("authority.p12");
    Settings.write("faults.txt", "the folder must be there");
    Fault.AUTHORITY.writeTo(store);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("issuers", issuers.stream().map(Settings::issuer).toList());
    all.put("keyStores", List.of(PrivateKeyStores.definition(HostedIssuer.TRUST_STORE, store)));
    return Settings.write("faults.json", Json.createObjectBuilder(all).build().toString());
  }

  @BeforeEach
  void beginAllStories() {
    if (STORIES.isEmpty()) {
      FAULTY.forEach((fault, issuer) -> STORIES.put(fault, begin(new FaultStory(fault, issuer))));
      timeline = CompletableFuture.supplyAsync(OUTAGE::tell, THREADS);
    }
  }

  private static CompletableFuture<ObservedAnswers> begin(FaultStory story) {
    return CompletableFuture.supplyAsync(story::tell, THREADS);
  }

  @AfterAll
  static void stop() {
    Stream.concat(FAULTY.values().stream(), Stream.of(SLOW, FLAPPING, MIXED_UP, STUCK))
        .forEach(issuer -> issuer.host().stop());
    OUTAGE.stop();
    THREADS.shutdownNow();
  }

  static Stream<Fault> faultyOnes() {
    return FAULTY.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("faultyOnes")
  void aFaultIsSaidOnceAndHurtsNobodyWhoseKeyIsKnown(Fault fault) {
    ObservedAnswers seen = Objects.requireNonNull(STORIES.get(fault)).join();
    System.out.printf(
        "key server %s: at start %d, Retry-After %s; after its repair %d in %.1f s; under the fault"
            + " known token %d, new token %d, new kid %d; after its repair new kid %d; log: %s%n",
        fault,
        seen.atStart().status(),
        seen.atStart().header("retry-after"),
        seen.afterRepair(),
        seen.recoverySeconds(),
        seen.known(),
        seen.fresh(),
        seen.stranger().status(),
        seen.strangerAfterRepair(),
        seen.warnings());
    String start = "W SIGNET0120W: keys could not be fetched: " + fault.reason() + "; ";
    Stream<String> leftOut =
        fault.leftOut().stream()
            .map(key -> "W SIGNET0158W: keys of its key set that are not used: " + key);
    List<String> before = leftOut.toList();
    assertEquals(503, seen.atStart().status());
    assertEquals(1, seen.atStart().header("retry-after").size());
    assertEquals(
        with(before, start + "there are none, so requests with its tokens get a 503"),
        seen.warningsAtStart());
    assertEquals(200, seen.afterRepair());
    assertEquals(List.of(200, 200), List.of(seen.known(), seen.fresh()));
    assertEquals(401, seen.stranger().status());
    assertEquals(KEY_UNKNOWN, seen.stranger().challenges());
    String last = seen.warnings().get(seen.warnings().size() - 1);
    assertEquals(with(before, last), seen.warnings());
    assertTrue(last.startsWith(fault.takesKeysAway() ? away(fault) : start + "those of "), last);
    assertTrue(fault.takesKeysAway() || last.endsWith(" stay in use"), last);
    assertEquals(200, seen.strangerAfterRepair());
  }

  private static String away(Fault fault) {
    return "E SIGNET0121E: the key server answers without any key: "
        + fault.reason()
        + ". The keys stay in use until the next refresh, in ";
  }

  private static List<String> with(List<String> lines, String last) {
    return Stream.concat(lines.stream(), Stream.of(last)).toList();
  }

  @Test
  void aSlowKeyServerHoldsUpNobodyButTheUsersOfANewKeyAndTheyAreServed() {
    String known = SLOW.token(KEY);
    assertEquals(200, SLOW.awaitStatus(known, 200));
    KeyHost.Behaviour truth = KeyHost.publishing(SigningKey.published(KEY, NEXT));
    int before = SLOW.host().fetches();
    SLOW.host()
        .behave(
            exchange -> {
              Moment.await(System.nanoTime() + 1_000_000_000L);
              truth.answer(exchange);
            });
    String next = SLOW.token(NEXT);
    CompletableFuture<Integer> waiting =
        CompletableFuture.supplyAsync(() -> SLOW.awaitStatus(next, 200), THREADS);
    int served = 0;
    while (!waiting.isDone()) {
      assertEquals(200, SLOW.status(known));
      served++;
    }
    assertEquals(200, waiting.join());
    assertTrue(SLOW.host().fetches() > before);
    System.out.printf("slow key server: %d known tokens served while a new kid waited%n", served);
  }

  @Test
  void aHangingKeyServerTakesNoThreadFromKnownKeysAndOtherApplications() {
    String known = STUCK.token(KEY);
    assertEquals(200, STUCK.awaitStatus(known, 200));
    STUCK.host().behave(exchange -> {});
    List<CompletableFuture<Integer>> strangers =
        IntStream.range(0, 60)
            .mapToObj(i -> STUCK.token(SigningKey.named("stranger-" + i)))
            .map(token -> CompletableFuture.supplyAsync(() -> STUCK.status(token), THREADS))
            .toList();
    String neighbours = Tokens.good().text();
    int served = 0;
    while (!strangers.stream().allMatch(CompletableFuture::isDone)) {
      assertEquals(200, STUCK.status(known));
      assertEquals(200, Http.get("/neighbour/secure/x", "jwt", neighbours).status());
      served++;
    }
    List<Integer> statuses = strangers.stream().map(CompletableFuture::join).toList();
    assertTrue(Stream.of(401, 503).toList().containsAll(statuses), statuses.toString());
    long refused = statuses.stream().filter(status -> status == 401).count();
    System.out.printf(
        "hanging key server: 60 new kids at once, %d answered with 401 and %d with 503; meanwhile %d"
            + " known tokens and as many of another application served%n",
        refused, statuses.size() - refused, served);
  }

  @Test
  void aFlappingKeyServerIsNotNoticed() {
    String known = FLAPPING.token(KEY);
    assertEquals(200, FLAPPING.awaitStatus(known, 200));
    KeyHost.Behaviour truth = KeyHost.publishing(SigningKey.published(KEY, NEXT));
    KeyHost.Behaviour failure = KeyHost.answer(500, "text/plain", "out of order");
    int before = FLAPPING.host().fetches();
    FLAPPING
        .host()
        .behave(
            exchange -> {
              boolean odd = (FLAPPING.host().fetches() - before) % 2 == 1;
              (odd ? failure : truth).answer(exchange);
            });
    String next = FLAPPING.token(NEXT);
    assertEquals(200, FLAPPING.awaitStatus(next, 200));
    int requests = 0;
    while (FLAPPING.host().fetches() < before + 6) {
      assertEquals(200, FLAPPING.status(known));
      assertEquals(200, FLAPPING.status(next));
      requests += 2;
    }
    System.out.printf(
        "flapping key server: %d requests during 6 fetches, 0 failed; log: %s%n",
        requests, FLAPPING.log(0));
  }

  /** Nobody can tell them from a rolled key: they are believed until the truth is back. */
  @Test
  void anotherIssuersKeysRefuseEverybodyUntilTheTruthIsBack() {
    String known = MIXED_UP.token(KEY);
    assertEquals(200, MIXED_UP.awaitStatus(known, 200));
    MIXED_UP.host().recover(SigningKey.published(SigningKey.named("somebody-else's")));
    Answer refused = Await.until(() -> MIXED_UP.ask(known), answer -> answer.status() != 200);
    assertEquals(401, refused.status());
    assertEquals(KEY_UNKNOWN, refused.challenges());
    MIXED_UP.host().recover(SigningKey.published(KEY));
    assertEquals(200, MIXED_UP.awaitStatus(known, 200));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aServerWhoseKeyServerDiesServesKnownKeysUpToTheirLimitAndRecoversByItself() {
    List<Row> rows = timeline.join();
    System.out.println("| minute | key server | known token | new token | new kid | log |");
    System.out.println("|---|---|---|---|---|---|");
    rows.forEach(row -> System.out.println(row.line()));
    // One after the other, as they were asked: keys may come or go between two requests of a row.
    List<Integer> known =
        rows.stream().flatMap(row -> Stream.of(row.known(), row.fresh())).toList();
    int firstLoss = known.indexOf(503);
    int back = known.lastIndexOf(503) + 1;
    assertTrue(firstLoss > 0 && back < known.size(), known.toString());
    assertEquals(Set.of(200), Set.copyOf(known.subList(0, firstLoss)), known.toString());
    assertEquals(Set.of(503), Set.copyOf(known.subList(firstLoss, back)), known.toString());
    assertEquals(Set.of(200), Set.copyOf(known.subList(back, known.size())), known.toString());
    assertEquals("200", rows.get(rows.size() - 1).stranger());
  }
}
