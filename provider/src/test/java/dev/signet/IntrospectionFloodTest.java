package dev.signet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.testing.Configs;
import dev.signet.testing.IntrospectionEndpoint;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.token.VerificationUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many tokens at once, for an issuer that takes its time: who is asked about, and who waits. */
class IntrospectionFloodTest {
  private static final String ATTACKER = "203.0.113.9";
  private static final String USER = "192.0.2.7";
  private static final int PLACES = 32;
  private static final int OF_ONE_CLIENT = 48;

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final IntrospectionEndpoint issuer = IntrospectionEndpoint.start();
  private final ExecutorService requests = Executors.newCachedThreadPool();
  private JwtAuthenticator line;

  @BeforeEach
  void start() {
    line =
        JwtAuthenticator.of(
            Configs.in(directory)
                .without("publicKeyLocation")
                .without("signatureAlgorithm")
                .issuer("validationMethod", "introspect")
                .issuer("validationEndpointUrl", issuer.url())
                .issuer("clientId", IntrospectionEndpoint.CLIENT)
                .issuer("clientSecret", IntrospectionEndpoint.SECRET)
                .issuer("httpsRequired", false)
                .issuer("jwkReadTimeout", 30)
                .load(),
            clock);
    for (String token : List.of("good-1", "good-2")) {
      long end = clock.instant().getEpochSecond() + 3600;
      issuer.says(token, "{\"active\":true,\"sub\":\"testuser\",\"exp\":" + end + "}");
    }
  }

  @AfterEach
  void stop() {
    issuer.close();
    requests.shutdownNow();
    line.close();
  }

  private Future<AuthenticationResult> ask(String client, String token) {
    Callable<AuthenticationResult> request =
        () -> line.authenticate(Requests.empty().from(client).header("jwt", token).build());
    return requests.submit(request);
  }

  private static AuthenticationResult answer(Future<AuthenticationResult> request)
      throws Exception {
    return request.get(20, TimeUnit.SECONDS);
  }

  private static boolean isGivenUp(Future<AuthenticationResult> request) {
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> request.get(20, TimeUnit.SECONDS));
    return failure.getCause() instanceof VerificationUnavailableException;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2_000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(5);
    }
    assertTrue(condition.getAsBoolean());
  }

  private List<Future<AuthenticationResult>> flood(int count) {
    return IntStream.range(0, count).mapToObj(i -> ask(ATTACKER, "made-up-" + i)).toList();
  }

  @Test
  void oneTokenOfManyRequestsIsOneQuestion() throws Exception {
    issuer.holdsBack();
    List<Future<AuthenticationResult>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(ask(USER, "good-1"));
    }
    await(() -> issuer.here() == 1);
    issuer.goesOn();
    for (Future<AuthenticationResult> each : all) {
      assertInstanceOf(Authenticated.class, answer(each));
    }
    assertEquals(1, issuer.questions());
  }

  @Test
  void whatMadeUpTokensWaitForRememberedOnesDoNotAndKnownOnesHaveRoomOfTheirOwn() throws Exception {
    assertInstanceOf(Authenticated.class, answer(ask(USER, "good-1")));
    issuer.holdsBack();
    List<Future<AuthenticationResult>> flood = flood(OF_ONE_CLIENT);
    await(() -> issuer.here() == PLACES);
    assertInstanceOf(Authenticated.class, answer(ask(USER, "good-1")));
    assertEquals(PLACES, issuer.here());
    // its answer is over: it is asked about again, beside the 32
    clock.advance(Duration.ofSeconds(60));
    Future<AuthenticationResult> known = ask(USER, "good-1");
    await(() -> issuer.here() == PLACES + 1);
    issuer.goesOn();
    assertInstanceOf(Authenticated.class, answer(known));
    assertTrue(flood.stream().anyMatch(IntrospectionFloodTest::isRejected));
  }

  private static boolean isRejected(Future<AuthenticationResult> request) {
    try {
      return answer(request) instanceof Rejected;
    } catch (Exception e) {
      return false;
    }
  }

  @Test
  void oneClientsFloodLeavesRoomForANewTokenOfAnother() throws Exception {
    issuer.holdsBack();
    List<Future<AuthenticationResult>> flood = flood(2 * OF_ONE_CLIENT);
    await(() -> issuer.here() == PLACES);
    await(() -> flood.stream().filter(Future::isDone).count() >= OF_ONE_CLIENT);
    Future<AuthenticationResult> fresh = ask(USER, "good-2");
    issuer.goesOn();
    assertInstanceOf(Authenticated.class, answer(fresh));
  }

  @Test
  void whoWaitsForAPlaceIsGivenUpAfterAWhile() throws Exception {
    issuer.holdsBack();
    List<Future<AuthenticationResult>> flood = flood(PLACES);
    await(() -> issuer.here() == PLACES);
    assertTrue(isGivenUp(ask(USER, "good-2")));
    assertEquals(PLACES, issuer.questions());
    issuer.goesOn();
    for (Future<AuthenticationResult> each : flood) {
      assertInstanceOf(Rejected.class, answer(each));
    }
    assertInstanceOf(Authenticated.class, answer(ask(USER, "good-2")));
  }

  @Test
  void aNetworkOfIpv6IsOneClient() throws Exception {
    issuer.holdsBack();
    List<Future<AuthenticationResult>> flood =
        IntStream.range(0, 2 * OF_ONE_CLIENT)
            .mapToObj(i -> ask("2001:db8::" + Integer.toHexString(i), "made-up-" + i))
            .toList();
    await(() -> flood.stream().filter(Future::isDone).count() >= OF_ONE_CLIENT);
    Future<AuthenticationResult> fresh = ask("2001:db8:0:1::1", "good-2");
    issuer.goesOn();
    assertInstanceOf(Authenticated.class, answer(fresh));
  }

  @Test
  void whatFollowsAQuestionThatFailsIsUndecidedToo() throws Exception {
    issuer.status(500).holdsBack();
    Future<AuthenticationResult> first = ask(USER, "good-1");
    await(() -> issuer.here() == 1);
    Future<AuthenticationResult> second = ask(USER, "good-1");
    issuer.goesOn();
    assertTrue(isGivenUp(first));
    assertTrue(isGivenUp(second));
    issuer.status(200);
    assertInstanceOf(Authenticated.class, answer(ask(USER, "good-1")));
  }
}
