package dev.signet.it.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Tokens;
import dev.signet.testing.HostileWorld;
import dev.signet.testing.PrivateKeyStores;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that nobody between the proxy and the server can read. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class EncryptedTokensIT {
  private static final KeyPair RSA = Keys.newRsa();
  private static final KeyPair EC = Keys.newEc("secp256r1");
  private static final List<String> NOT_ENCRYPTED =
      refused("SIGNET-307: the token is not encrypted");
  private static final List<String> NOT_DECRYPTED =
      refused("SIGNET-308: the token cannot be decrypted");

  @Deployment(name = "closed-rsa", testable = false)
  static WebArchive closedWithRsa() throws GeneralSecurityException {
    return closed("closed-rsa", RSA);
  }

  @Deployment(name = "closed-ec", testable = false)
  static WebArchive closedWithEc() throws GeneralSecurityException {
    return closed("closed-ec", EC);
  }

  @Deployment(name = "not-closed", testable = false)
  static WebArchive notClosed() {
    return Wars.plain("not-closed");
  }

  private static WebArchive closed(String name, KeyPair keys) throws GeneralSecurityException {
    String pem = Keys.pem("CERTIFICATE", Keys.trustedCertificate().getEncoded());
    Path certificate = Settings.write(name + ".pem", pem);
    Path store = PrivateKeyStores.write(certificate.resolveSibling(name + ".p12"), name, keys);
    Settings settings =
        Settings.keyFrom("publicKeyLocation", certificate.toString())
            .with("keyStoreRef", name)
            .with("keyManagementKeyAlias", name)
            .withTop("keyStores", List.of(PrivateKeyStores.definition(name, store)));
    return Wars.configured(name, settings.writeTo(name + ".json"));
  }

  private static List<String> refused(String description) {
    return List.of(Challenges.invalidToken("defaultRealm", description));
  }

  private static String sealed(KeyPair keys, String algorithm, String encryption) {
    String inner = Tokens.good().text();
    String jwe = HostileWorld.sealedFor(keys, inner, algorithm, encryption, Map.of("cty", "JWT"));
    Tokens.remember(jwe);
    return jwe;
  }

  private static Answer ask(String application, String token) {
    return Http.get("/" + application + "/secure/x", "jwt", token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512"})
  void aTokenEncryptedForTheRsaKeyIsAccepted(String encryption) {
    Answer answer = ask("closed-rsa", sealed(RSA, "RSA-OAEP-256", encryption));
    assertEquals(200, answer.status());
    assertEquals("testuser", answer.facts().get("name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ECDH-ES", "ECDH-ES+A256KW"})
  void aTokenEncryptedForTheEcKeyIsAccepted(String algorithm) {
    Answer answer = ask("closed-ec", sealed(EC, algorithm, "A256GCM"));
    assertEquals(200, answer.status());
    assertEquals("testuser", answer.facts().get("name"));
  }

  @Test
  void theSameEncryptedTokenIsAcceptedAgain() {
    String token = sealed(RSA, "RSA-OAEP-256", "A256GCM");
    assertEquals(200, ask("closed-rsa", token).status());
    assertEquals(200, ask("closed-rsa", token).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed-rsa", "closed-ec"})
  void aTokenThatIsOnlySignedIsRefusedWhereEncryptionIsAskedFor(String application) {
    Answer answer = ask(application, Tokens.good().text());
    assertEquals(401, answer.status());
    assertEquals(NOT_ENCRYPTED, answer.challenges());
  }

  @Test
  void anEncryptedTokenIsRefusedWhereNobodyCanOpenIt() {
    for (String application : List.of("not-closed", "closed-ec")) {
      Answer answer = ask(application, sealed(RSA, "RSA-OAEP-256", "A256GCM"));
      assertEquals(401, answer.status());
      assertEquals(NOT_DECRYPTED, answer.challenges());
    }
  }

  @Test
  void aTokenEncryptedForAnotherKeyIsRefused() {
    String token = sealed(Keys.newRsa(), "RSA-OAEP-256", "A256GCM");
    assertEquals(NOT_DECRYPTED, ask("closed-rsa", token).challenges());
  }
}
