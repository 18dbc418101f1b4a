package dev.signet.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Http;
import dev.signet.it.server.Server;
import dev.signet.it.setup.Wars;
import dev.signet.test.SignedAs;
import dev.signet.test.SignetTest;
import dev.signet.test.TestToken;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As docs/DEVELOPING.md shows it. */
@ExtendWith({ArquillianExtension.class, SignetTest.class})
@RunAsClient
@SignedAs(user = "testuser", groups = "groupa")
final class SignedAsIT {
  @Deployment(testable = false)
  static WebArchive application() {
    var settings = Server.target().resolve("configurations/signed-as.json");
    return Wars.configured("signed-as", SignetTest.issuer().writeSettings(settings));
  }

  private static int status(TestToken token) {
    return Http.get("/signed-as/secure/x", token.headerName(), token.headerValue()).status();
  }

  @Test
  void aUserWithTheRoleIsLetIn(TestToken token) {
    assertEquals(200, status(token));
  }

  @Test
  @SignedAs(user = "otheruser", groups = "groupb")
  void aUserWithoutItIsForbidden(TestToken token) {
    assertEquals(403, status(token));
  }

  @Test
  void aWrongTokenIsRefused(TestToken token) {
    assertEquals(401, status(token.expired()));
    assertEquals(401, status(token.unsigned()));
    assertEquals(401, status(token.signedByAnotherKey()));
  }
}
