package dev.signet.it.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.RightfulClients;
import dev.signet.it.server.Await;
import dev.signet.it.server.ChildProcess;
import dev.signet.it.server.SecondServer;
import dev.signet.it.server.Server;
import dev.signet.it.tokens.Algorithm;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.SigningKey;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import dev.signet.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator writes into server.xml, and what the server answers. */
final class ElementsIT {
  private static final int CLIENTS = 4;
  private static final String KEY = "of-this-bank-7";
  private static final int ROUNDS = 5;
  private static final String OTHER = "https://other.example.com";
  private static final SigningKey ONE = SigningKey.named("one");
  private static final SigningKey TWO = SigningKey.named("two");

  /** Of the first article: only the name of the element is another. */
  private static final String ARTICLE =
      """
      <signet_issuer
       id="RS"
       inboundPropagation="required"
       issuerIdentifier="https://www.myidp.ibm.com"
       audiences="ALL_AUDIENCES"
       signatureAlgorithm="RS256"
       trustStoreRef="defaultKeyStore"
       trustAliasName="rsakey1"
       realmName="defaultRealm"
       groupIdentifier="groups"
       headerName="jwt"
       />
      """;

  /** Of the second one. */
  private static final String ZOS =
      """
      <signet_issuer id="RSCOOKIE"
      clientId="COLINCOO2"
      realmName="zOSMF"
      inboundPropagation="supported"
      issuerIdentifier="zOSMF"
      mapIdentityToRegistryUser="false"
      signatureAlgorithm="RS384"
      trustAliasName="CONN1.IZUDFLT"
      trustStoreRef="defaultKeyStore"
      userIdentifier="sub"
      >
      <authFilter id="afint">
      <remoteAddress id="myAddress" ip="10.1.0.2" matchType="equals" />
      </authFilter >

      </signet_issuer>
      """;

  private static final String ELLIPTIC =
      """
      <signet_issuer id="%s" headerName="jwt" issuerIdentifier="%s" audiences="ALL_AUDIENCES"
          signatureAlgorithm="ES256" publicKeyLocation="one.pem" realmName="%s"/>
      """;

  private static final FeatureServer FEATURE = FeatureServer.start(ARTICLE + ZOS);
  private static final SecondServer SERVER = FEATURE.server();

  @BeforeAll
  static void writeKey() {
    String pem = Keys.pem("PUBLIC KEY", ONE.keys().getPublic().getEncoded());
    SecondServer.put(SERVER.file("one.pem"), pem);
  }

  @AfterAll
  static void stop() {
    FEATURE.close();
  }

  private static String elliptic(String id, String issuer, String realm) {
    return ELLIPTIC.formatted(id, issuer, realm);
  }

  private static String realm(String token) {
    Answer answer = SERVER.get("/plain/any/x", "jwt", token);
    return answer.status() == 200 ? answer.facts().getOrDefault("realm", "") : "refused";
  }

  private static String awaitRealm(String token, String wanted) {
    return Await.until(() -> realm(token), wanted::equals);
  }

  private static String bearer(Token token) {
    return "Bearer " + token.text();
  }

  @Test
  void theFirstArticlesElementRunsAsItIs() {
    FEATURE.configure(ARTICLE);
    assertEquals("defaultRealm", awaitRealm(Tokens.good().text(), "defaultRealm"));
    assertEquals(200, SERVER.get("/plain/secure/x", "jwt", Tokens.good().text()).status());
    assertEquals(
        403, SERVER.get("/plain/secure/x", "jwt", Tokens.good().groups("groupb").text()).status());
    assertEquals(401, SERVER.get("/plain/secure/x", "jwt", Tokens.expired().text()).status());
    List<String> challenge = List.of("Bearer realm=\"defaultRealm\"");
    Answer nobody =
        Await.until(
            () -> SERVER.get("/plain/secure/x"), answer -> answer.challenges().equals(challenge));
    assertEquals(401, nobody.status());
    assertEquals(challenge, nobody.challenges());
  }

  @Test
  void theSecondArticlesElementRunsAsItIs() {
    Token token = Tokens.signedWith(Algorithm.RS384).claim("iss", "zOSMF");
    FEATURE.configure(ARTICLE + ZOS.replace("10.1.0.2", "127.0.0.1"));
    assertEquals(200, FEATURE.await(200, "/plain/any/x", "Authorization", bearer(token)));
    Map<String, String> facts = SERVER.get("/plain/any/x", "Authorization", bearer(token)).facts();
    assertEquals("zOSMF", facts.get("realm"));
    FEATURE.configure(ARTICLE + ZOS);
    assertEquals(401, FEATURE.await(401, "/plain/any/x", "Authorization", bearer(token)));
  }

  /** As the test of signet.json does it: another realm, an issuer that goes, a broken element. */
  @Test
  void noRequestFailsWhileTheElementsChange() {
    String mine = ONE.sign(Tokens.good()).text();
    String others = ONE.sign(Tokens.good().claim("iss", OTHER)).text();
    FEATURE.configure(elliptic("one", Tokens.ISSUER, "realm-0"));
    assertEquals("realm-0", awaitRealm(mine, "realm-0"));
    RightfulClients clients = RightfulClients.start(SERVER.at("/plain/secure/x"), ONE, CLIENTS);
    try (clients) {
      for (int round = 1; round <= ROUNDS; round++) {
        String realm = "realm-" + round;
        String first = elliptic("one", Tokens.ISSUER, realm);
        FEATURE.configure(first);
        assertEquals(realm, awaitRealm(mine, realm));
        assertEquals("refused", realm(others));
        FEATURE.configure(first.replace("ES256", "ES257") + elliptic("two", OTHER, realm));
        String told = told("signatureAlgorithm", round);
        assertTrue(told.contains("ES257"), told);
        assertEquals(realm, realm(mine));
        FEATURE.configure(first + elliptic("two", OTHER, realm));
        assertEquals(realm, awaitRealm(others, realm));
      }
    }
    System.out.printf(
        "server.xml changed under load: %d changes, %d requests, %d failed%n",
        3 * ROUNDS, clients.requests(), clients.failures().size());
    assertEquals(List.of(), clients.failures());
    assertTrue(clients.requests() > 0);
  }

  /** The line about a mistake, once there are as many. */
  private static String told(String attribute, int count) {
    List<String> lines =
        Await.until(
            () -> SERVER.log().stream().filter(line -> line.contains(attribute)).toList(),
            all -> all.size() >= count);
    return String.join("\n", lines);
  }

  /** A key store of Liberty's, whose file gets the next key and loses the last one. */
  @Test
  void noRequestFailsWhileAKeyStoreChanges() {
    Certificate one = TestKeys.certificate(ONE.keys());
    Certificate two = TestKeys.certificate(TWO.keys());
    Certificate unused = TestKeys.certificate(Keys.newEc("secp256r1"));
    Path store = SERVER.file("resources/security/rolled.p12");
    FeatureServer.writeKeyStore(store, Map.of("one", one, "two", unused));
    FEATURE.configure(
        """
        <keyStore id="rolled" location="rolled.p12" password="${env.KEYSTORE_PASSWORD}"/>
        <signet_issuer id="rolled" headerName="jwt" issuerIdentifier="https://www.myidp.ibm.com"
            audiences="ALL_AUDIENCES" signatureAlgorithm="ES256" trustStoreRef="rolled"
            trustAliasName="one,two" realmName="rolled"/>
        """);
    String old = ONE.sign(Tokens.good()).text();
    assertEquals("rolled", awaitRealm(old, "rolled"));
    RightfulClients clients = RightfulClients.start(SERVER.at("/plain/secure/x"), ONE, CLIENTS);
    try (clients) {
      FeatureServer.writeKeyStore(store, Map.of("one", one, "two", two));
      assertEquals("rolled", awaitRealm(TWO.sign(Tokens.good()).text(), "rolled"));
      assertTrue(clients.signWith(TWO));
      FeatureServer.writeKeyStore(store, Map.of("one", unused, "two", two));
      assertEquals("refused", awaitRealm(old, "refused"));
    }
    System.out.printf(
        "key store changed under load: %d requests, %d failed%n",
        clients.requests(), clients.failures().size());
    assertEquals(List.of(), clients.failures());
    assertTrue(clients.requests() > 0);
  }

  @Test
  void aFileAndElementsAddUpAndEqualIdsAreAMistake() {
    SecondServer.put(
        SERVER.file("more.json"),
        """
        { "issuers": [ { "id": "two", "headerName": "jwt", "issuerIdentifier": "%s",
            "audiences": "ALL_AUDIENCES", "signatureAlgorithm": "ES256",
            "publicKeyLocation": "one.pem", "realmName": "of-the-file" } ] }
        """
            .formatted(OTHER));
    String mine = ONE.sign(Tokens.good()).text();
    String others = ONE.sign(Tokens.good().claim("iss", OTHER)).text();
    FEATURE.configure(
        " configFile=\"more.json\"", elliptic("one", Tokens.ISSUER, "of-the-element"));
    assertEquals("of-the-file", awaitRealm(others, "of-the-file"));
    assertEquals("of-the-element", realm(mine));
    FEATURE.configure(" configFile=\"more.json\"", elliptic("two", Tokens.ISSUER, "of-the-second"));
    String told = FEATURE.awaitLine(line -> line.contains("is also the id of"));
    assertTrue(told.contains("signet_issuer[two].id: is also the id of "), told);
    assertEquals("of-the-element", realm(mine));
  }

  @Test
  void aPasswordMayBeEncoded() throws IOException {
    Path output = Server.target().resolve("encoded.txt");
    List<String> command =
        List.of(
            "bash",
            Server.wlp().resolve("bin/securityUtility").toString(),
            "encode",
            "--encoding=aes",
            "--key=" + KEY,
            Keys.password());
    Map<String, String> java = Map.of("JAVA_HOME", System.getProperty("java.home"));
    try (ChildProcess process = ChildProcess.start(command, java, output)) {
      assertEquals(0, process.await(Duration.ofMinutes(1)));
    }
    String encoded = Files.readString(output).strip();
    assertTrue(encoded.startsWith("{aes}"), "it is encoded");
    FEATURE.configure(
        "<variable name=\"wlp.password.encryption.key\" value=\""
            + KEY
            + "\"/><keyStore id=\"encoded\" location=\"key.p12\" password=\""
            + encoded
            + "\"/>"
            + ARTICLE.replace("defaultKeyStore", "encoded").replace("defaultRealm", "behind-aes"));
    String token = Tokens.good().text();
    assertEquals("behind-aes", awaitRealm(token, "behind-aes"));
    assertFalse(String.join("\n", SERVER.log()).contains(Keys.password()));
  }

  @Test
  void aRoleThatNobodyHasIsNamedWithTheBindingToWrite() {
    assertEquals(
        List.of(
            "SIGNET0010W: The application bound binds the role groupa to the group groupa without an"
                + " access-id, and the server has no user registry that could tell it. Nobody has"
                + " the role, and its pages answer 403. Add"
                + " access-id=\"group:zOSMF/groupa\" or access-id=\"group:defaultRealm/groupa\" to"
                + " that group in server.xml.",
            "SIGNET0010W: The application suite binds the role groupa to the user testuser without an"
                + " access-id, and the server has no user registry that could tell it. Nobody has"
                + " the role, and its pages answer 403. Add"
                + " access-id=\"user:zOSMF/testuser\" or"
                + " access-id=\"user:defaultRealm/testuser\" to that user in"
                + " META-INF/ibm-application-bnd.xml of suite.ear."),
        messages("SIGNET0010W"));
    FEATURE.configure(ARTICLE + ZOS);
    String token = Tokens.good().text();
    assertEquals(403, FEATURE.await(403, "/bound/secure/x", "jwt", token));
    assertEquals(403, FEATURE.await(403, "/suite/secure/x", "jwt", token));
    assertEquals(200, FEATURE.await(200, "/right/secure/x", "jwt", token));
  }

  @Test
  void applicationsAreLeftOutByTheNameThatLibertyHasForThem() {
    assertFalse(
        SERVER.get("/left/secure/x").header("www-authenticate").toString().contains("Bearer"));
    String names = "The names of the applications of this server are [bound, left, plain, right, suite].";
    assertEquals(
        List.of(
            "SIGNET0011W: excludedApplications has the name its-id, which is that of no application,"
                + " so it counts for none. It is the id of the application left: write that name. "
                + names,
            "SIGNET0011W: excludedApplications has the name nowhere, which is that of no"
                + " application, so it counts for none. "
                + names),
        messages("SIGNET0011W"));
  }

  /** What the log's lines with a text say, without the time and the thread. */
  private static List<String> messages(String text) {
    return SERVER.log().stream()
        .filter(line -> line.contains(text))
        .map(line -> line.substring(line.indexOf("SIGNET00")))
        .sorted()
        .toList();
  }
}
