package dev.signet.it.start;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.Server;
import dev.signet.it.server.ServerLog;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A configuration that cannot be used: nothing is half open, and the log says everything at once.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class WrongConfigurationIT {
  private static final Path MISSING = Server.target().resolve("configurations/nowhere.p12");
  private static final Path MISTAKES =
      Settings.seed()
          .without("audiences")
          .without("issuerIdentifier")
          .with("signatureAlgorithm", "HS256")
          .with("groupIdentifer", "groups")
          .with("clockSkew", "soon")
          .with("jwkEndpointUrl", "http://keys.example/jwks")
          .withTop("isuers", List.of())
          .writeTo("mistakes.json");

  @Deployment(name = "mistakes", testable = false)
  static WebArchive mistakes() {
    return Wars.configured("mistakes", MISTAKES);
  }

  @Deployment(name = "alias", testable = false)
  static WebArchive missingAlias() {
    Settings settings = Settings.seed().with("trustAliasName", "rsakey2");
    return Wars.configured("alias", settings.writeTo("alias.json"));
  }

  @Deployment(name = "store", testable = false)
  static WebArchive missingKeyStore() {
    Settings settings = Settings.seed().withKeyStore(MISSING.toString());
    return Wars.configured("store", settings.writeTo("store.json"));
  }

  @Deployment(name = "no-store", testable = false)
  static WebArchive notAKeyStore() {
    Settings settings = Settings.seed().withKeyStore(MISTAKES.toString());
    return Wars.configured("no-store", settings.writeTo("no-store.json"));
  }

  @Deployment(name = "syntax", testable = false)
  static WebArchive syntax() {
    return Wars.configured("syntax", Settings.write("syntax.json", "{\n  \"issuers\": [ oops ]"));
  }

  @Deployment(name = "nowhere", testable = false)
  static WebArchive nowhere() {
    return Wars.configured("nowhere", MISSING.resolveSibling("nowhere.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mistakes", "alias", "store", "no-store", "syntax", "nowhere"})
  void everyPageAnswers503(String application) {
    String good = Tokens.good().text();
    for (String page : List.of("/open/x", "/any/x", "/secure/x", "/registrations", "/none")) {
      for (Answer answer :
          List.of(
              Http.get("/" + application + page),
              Http.get("/" + application + page, "jwt", good))) {
        assertAll(
            () -> assertEquals(503, answer.status(), page),
            () -> assertEquals(List.of(), answer.challenges()),
            () -> assertFalse(answer.body().contains("name: ")));
      }
    }
  }

  /** The problems that the log has for an application: the lines below the one message. */
  private static List<String> problemsOf(String application) {
    String head = " default_host /" + application + " answers 503 until this is corrected: ";
    List<String> log = ServerLog.since(0);
    List<Integer> heads =
        Stream.iterate(0, i -> i < log.size(), i -> i + 1)
            .filter(i -> log.get(i).contains(head))
            .toList();
    assertEquals(1, heads.size(), "messages for " + application);
    return log.stream().skip(heads.get(0) + 1).takeWhile(line -> line.startsWith("  ")).toList();
  }

  @Test
  void oneMessageHasEveryMistakeWithItsPath() {
    assertEquals(
        List.of(
            "  issuers[0].issuerIdentifier: is missing: the exact value of \"iss\" in the token",
            "  issuers[0].audiences: is missing: a value that \"aud\" must have, or"
                + " ALL_AUDIENCES to accept tokens for any audience",
            "  issuers[0].clockSkew: must be a number of seconds or a text such as \"60s\","
                + " \"5m\" or \"1h30m\"",
            "  issuers[0].signatureAlgorithm: \"HS256\" is not one of RS256, RS384, RS512, PS256,"
                + " PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519",
            "  issuers[0].jwkEndpointUrl: is not https; only tests may set \"httpsRequired\": false",
            "  issuers[0].jwkEndpointUrl: exactly one of trustAliasName, publicKeyLocation,"
                + " jwkEndpointUrl, discoveryEndpointUrl, pemEndpointUrl must be set, to say"
                + " where the key is",
            "  issuers[0].groupIdentifer: is not a setting; did you mean \"groupIdentifier\"?",
            "  isuers: is not a setting; did you mean \"issuers\"?"),
        problemsOf("mistakes"));
  }

  @Test
  void aMissingAliasIsNamedWithItsKeyStore() {
    assertEquals(
        List.of(
            "  issuers[0].trustAliasName: the key store "
                + Server.keyStore()
                + " has no certificate under the alias \"rsakey2\""),
        problemsOf("alias"));
  }

  @Test
  void aMissingKeyStoreIsNamed() {
    assertEquals(
        List.of("  issuers[0].trustAliasName: the key store " + MISSING + " does not exist"),
        problemsOf("store"));
  }

  @Test
  void aFileThatIsNoKeyStoreIsNamed() {
    assertEquals(
        List.of(
            "  issuers[0].trustAliasName: cannot open the key store "
                + MISTAKES
                + ": it is neither PKCS12 nor JKS, or the password is wrong"),
        problemsOf("no-store"));
  }

  @Test
  void aSyntaxErrorIsLocated() {
    assertEquals(
        List.of(
            "  a text without quotes at line 2, column 16: only true, false and null have none"),
        problemsOf("syntax"));
  }

  @Test
  void aMissingFileIsNamed() {
    assertEquals(List.of("  the file does not exist"), problemsOf("nowhere"));
  }
}
