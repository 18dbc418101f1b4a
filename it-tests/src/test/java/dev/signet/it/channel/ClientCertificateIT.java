package dev.signet.it.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.TrustingClient;
import dev.signet.it.server.Server;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that show a certificate in the TLS connection, and tokens that belong to one. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class ClientCertificateIT {

  @Deployment(name = "certified", testable = false)
  static WebArchive certified() throws GeneralSecurityException {
    String key = sha256(Keys.trustedCertificate().getPublicKey().getEncoded());
    Settings settings =
        Settings.seed()
            .with("authFilter", Map.of("clientCertificate", Map.of("publicKeySha256", key)));
    return Wars.configured("certified", settings.writeTo("certified.json"));
  }

  @Deployment(name = "bound", testable = false)
  static WebArchive bound() {
    return Wars.configured("bound", Settings.seed().writeTo("bound.json"));
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static Answer ask(TrustingClient client, String path, Token token) {
    URI page = Server.mutual().resolve(path);
    return client.get(page, "jwt", token.text());
  }

  private static void assertRefused(String reason, Answer answer) {
    assertEquals(
        List.of(Challenges.invalidToken("defaultRealm", reason)),
        answer.challenges(),
        answer.body());
  }

  @Test
  void aTokenIsBelievedOnTheConnectionOfItsIssuersClientAlone() {
    assertEquals(
        200, ask(TrustingClient.withCertificate(), "/certified/any/x", Tokens.good()).status());
    assertRefused(
        "SIGNET-204: the request does not match the filter of the token's issuer",
        ask(new TrustingClient(), "/certified/any/x", Tokens.good()));
  }

  @Test
  void aBoundTokenIsItsHoldersAloneAlsoWhenItIsRemembered() throws Exception {
    String thumbprint = sha256(Keys.trustedCertificate().getEncoded());
    Token bound = Tokens.good().claim("cnf", Map.of("x5t#S256", thumbprint));
    assertEquals(200, ask(TrustingClient.withCertificate(), "/bound/any/x", bound).status());
    assertRefused(
        "SIGNET-416: the token's confirmation (cnf) does not match the client certificate",
        ask(new TrustingClient(), "/bound/any/x", bound));
    Token foreign = Tokens.good().claim("cnf", Map.of("x5t#S256", sha256(new byte[] {1})));
    assertRefused(
        "SIGNET-416: the token's confirmation (cnf) does not match the client certificate",
        ask(TrustingClient.withCertificate(), "/bound/any/x", foreign));
  }
}
