package dev.signet.it.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.server.Await;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Algorithm;
import dev.signet.it.tokens.Jwks;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys from a key set behind a URL: chosen by {@code kid}, renewed, and at times not to be had. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class KeysOverHttpIT {
  private static final JwksEndpoint STEADY = JwksEndpoint.start();
  private static final JwksEndpoint SHAKY = JwksEndpoint.start();
  private static final Map<Algorithm, KeyPair> KEYS = keys();

  private static final List<String> KEY_UNKNOWN =
      List.of(
          Challenges.invalidToken(
              "defaultRealm", "SIGNET-304: no key of the issuer matches the token's kid and alg"));

  @Deployment(name = "jwks", testable = false)
  static WebArchive jwks() {
    STEADY.publish(allKeys());
    Object algorithms = Arrays.stream(Algorithm.values()).map(Algorithm::jwaName).toList();
    return war("jwks", STEADY, algorithms);
  }

  @Deployment(name = "shaky", testable = false)
  static WebArchive shaky() {
    return war("shaky", SHAKY, "ES256");
  }

  private static WebArchive war(String name, JwksEndpoint endpoint, Object algorithms) {
    Settings settings =
        Settings.keyFrom("jwkEndpointUrl", endpoint.url())
            .with("httpsRequired", false)
            .with("signatureAlgorithm", algorithms);
    return Wars.configured(name, settings.writeTo(name + ".json"));
  }

  private static Map<Algorithm, KeyPair> keys() {
    Map<Algorithm, KeyPair> keys = new EnumMap<>(Algorithm.class);
    KeyPair rsa = Keys.newRsa();
    Arrays.stream(Algorithm.values()).forEach(algorithm -> keys.put(algorithm, rsa));
    keys.put(Algorithm.ES256, Keys.newEc("secp256r1"));
    keys.put(Algorithm.ES384, Keys.newEc("secp384r1"));
    keys.put(Algorithm.ES512, Keys.newEc("secp521r1"));
    keys.put(Algorithm.EDDSA, Keys.newEd25519());
    return keys;
  }

  private static KeyPair keyOf(Algorithm algorithm) {
    return Objects.requireNonNull(KEYS.get(algorithm));
  }

  private static Jwks allKeys() {
    return Jwks.empty()
        .with("rsa", keyOf(Algorithm.RS256).getPublic())
        .with("es256", keyOf(Algorithm.ES256).getPublic())
        .with("es384", keyOf(Algorithm.ES384).getPublic())
        .with("es512", keyOf(Algorithm.ES512).getPublic())
        .with("eddsa", keyOf(Algorithm.EDDSA).getPublic());
  }

  private static String kidOf(Algorithm algorithm) {
    String name = algorithm.name().toLowerCase(Locale.ROOT);
    return algorithm.jwaName().matches("[RP]S.*") ? "rsa" : name;
  }

  private static Answer ask(String application, Token token) {
    return Http.get("/" + application + "/secure/x", "jwt", token.text());
  }

  @AfterAll
  static void stopEndpoints() {
    STEADY.stop();
    SHAKY.stop();
  }

  @ParameterizedTest
  @EnumSource
  void everyAlgorithmIsVerifiedWithTheKeyThatTheTokenNames(Algorithm algorithm) {
    Token token = Tokens.good().signedBy(keyOf(algorithm), algorithm, kidOf(algorithm));
    assertEquals(200, ask("jwks", token).status());
  }

  @ParameterizedTest
  @EnumSource
  void everyAlgorithmIsVerifiedWithTheKeyThatFitsWhereTheTokenNamesNone(Algorithm algorithm) {
    Token token = Tokens.good().signedBy(keyOf(algorithm), algorithm);
    assertEquals(200, ask("jwks", token).status());
  }

  @ParameterizedTest
  @EnumSource
  void theNameOfAnotherKeyDoesNotHelp(Algorithm algorithm) {
    String other = kidOf(algorithm).equals("rsa") ? "es256" : "rsa";
    Answer answer = ask("jwks", Tokens.good().signedBy(keyOf(algorithm), algorithm, other));
    assertEquals(401, answer.status());
    assertEquals(KEY_UNKNOWN, answer.challenges());
  }

  @Test
  void anUnknownNameIsRefusedAndAFloodOfThemDoesNotReachTheEndpoint() {
    KeyPair stranger = Keys.newEc("secp256r1");
    int before = STEADY.requests();
    for (int i = 0; i < 50; i++) {
      Token token = Tokens.good().signedBy(stranger, Algorithm.ES256, "stranger" + i);
      assertEquals(KEY_UNKNOWN, ask("jwks", token).challenges());
    }
    int fetched = STEADY.requests() - before;
    assertTrue(fetched <= 5, "fetched " + fetched + " times");
  }

  @Test
  void aKnownNameWithAStrangersSignatureIsRefused() {
    Token token = Tokens.good().signedBy(Keys.newEc("secp256r1"), Algorithm.ES256, "es256");
    assertEquals(
        List.of(
            Challenges.invalidToken(
                "defaultRealm", "SIGNET-305: the token's signature is invalid")),
        ask("jwks", token).challenges());
  }

  @Test
  void aKeyThatIsPublishedLaterIsFoundWithoutARestart() {
    KeyPair next = Keys.newEc("secp256r1");
    Token token = Tokens.good().signedBy(next, Algorithm.ES256, "next");
    assertEquals(401, ask("jwks", token).status());
    STEADY.publish(allKeys().with("next", next.getPublic()));
    Answer answer = Await.until(() -> ask("jwks", token), a -> a.status() == 200);
    assertEquals(200, answer.status());
  }

  /** One story, since each chapter needs the one before. */
  @Test
  void withoutKeysNobodyCanSayAndWithTheKeysBackEverybodyCanAndTheLastOnesStay() {
    KeyPair keys = Keys.newEc("secp256r1");
    Token token = Tokens.good().signedBy(keys, Algorithm.ES256, "es256");

    Answer unavailable = ask("shaky", token);
    assertEquals(503, unavailable.status());
    assertTrue(unavailable.header("retry-after").get(0).matches("[1-9][0-9]?"));
    assertEquals(List.of(), unavailable.challenges());
    assertEquals(503, Http.get("/shaky/open/x", "jwt", token.text()).status());
    assertEquals(200, Http.get("/shaky/open/x").status());
    assertEquals(401, Http.get("/shaky/secure/x").status());

    SHAKY.publish(Jwks.empty().with("es256", keys.getPublic()));
    Answer back = Await.until(() -> ask("shaky", token), answer -> answer.status() == 200);
    assertEquals(200, back.status());

    SHAKY.breakDown();
    Token strange = Tokens.good().signedBy(keys, Algorithm.ES256, "stranger");
    int before = SHAKY.requests();
    Await.until(() -> requestsAfterAsking(strange), requests -> requests > before);
    assertEquals(200, ask("shaky", token).status());
    assertEquals(401, ask("shaky", strange).status());
  }

  private static int requestsAfterAsking(Token token) {
    assertEquals(401, ask("shaky", token).status());
    return SHAKY.requests();
  }
}
