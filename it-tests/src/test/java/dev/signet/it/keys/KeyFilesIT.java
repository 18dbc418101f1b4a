package dev.signet.it.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Algorithm;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys from PEM files, as an administrator gets them by mail. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class KeyFilesIT {
  private static final KeyPair EC = Keys.newEc("secp256r1");
  private static final KeyPair OTHER_EC = Keys.newEc("secp256r1");
  private static final KeyPair ED25519 = Keys.newEd25519();

  @Deployment(name = "certificate", testable = false)
  static WebArchive certificate() throws GeneralSecurityException {
    String pem = Keys.pem("CERTIFICATE", Keys.trustedCertificate().getEncoded());
    return war("certificate", "RS256", pem);
  }

  @Deployment(name = "public-key", testable = false)
  static WebArchive publicKey() {
    return war("public-key", "EdDSA", publicKey(ED25519));
  }

  @Deployment(name = "two-keys", testable = false)
  static WebArchive twoKeys() {
    return war("two-keys", "ES256", publicKey(EC) + publicKey(OTHER_EC));
  }

  private static String publicKey(KeyPair keys) {
    return Keys.pem("PUBLIC KEY", keys.getPublic().getEncoded());
  }

  /** The file lies beside the configuration and is named relative to it. */
  private static WebArchive war(String name, String algorithm, String pem) {
    Path file = Settings.write(name + ".pem", pem);
    Settings settings =
        Settings.keyFrom("publicKeyLocation", String.valueOf(file.getFileName()))
            .with("signatureAlgorithm", algorithm);
    return Wars.configured(name, settings.writeTo(name + ".json"));
  }

  private static int status(String application, Token token) {
    return Http.get("/" + application + "/secure/x", "jwt", token.text()).status();
  }

  @Test
  void aCertificateVerifies() {
    assertEquals(200, status("certificate", Tokens.good()));
  }

  @Test
  void aPublicKeyVerifies() {
    assertEquals(200, status("public-key", Tokens.good().signedBy(ED25519, Algorithm.EDDSA)));
  }

  @Test
  void theOnlyKeyIsPinnedWhateverTheTokenCallsIt() {
    Token token = Tokens.good().signedBy(ED25519, Algorithm.EDDSA, "any");
    assertEquals(200, status("public-key", token));
  }

  @Test
  void anotherKeyOfTheSameKindIsRefused() {
    Token token = Tokens.good().signedBy(Keys.newEd25519(), Algorithm.EDDSA);
    Answer answer = Http.get("/public-key/secure/x", "jwt", token.text());
    assertEquals(
        List.of(
            Challenges.invalidToken(
                "defaultRealm", "SIGNET-305: the token's signature is invalid")),
        answer.challenges());
  }

  @Test
  void eachOfTwoKeysInOneFileVerifiesWhateverTheTokenCallsIt() {
    Token first = Tokens.good().signedBy(EC, Algorithm.ES256, "2024-signer");
    Token second = Tokens.good().signedBy(OTHER_EC, Algorithm.ES256, "2025-signer");
    assertEquals(List.of(200, 200), List.of(status("two-keys", first), status("two-keys", second)));
  }

  @Test
  void eachOfTwoKeysInOneFileVerifies() {
    assertEquals(200, status("two-keys", Tokens.good().signedBy(EC, Algorithm.ES256)));
    assertEquals(200, status("two-keys", Tokens.good().signedBy(OTHER_EC, Algorithm.ES256)));
    Token stranger = Tokens.good().signedBy(Keys.newEc("secp256r1"), Algorithm.ES256);
    assertEquals(401, status("two-keys", stranger));
  }
}
