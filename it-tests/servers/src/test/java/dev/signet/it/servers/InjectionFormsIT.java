package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** MicroProfile's token and its claims in the beans of an application, on every server with CDI. */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@DisabledIfSystemProperty(
    named = "server.id",
    matches = "tomcat-[0-9.]+(-java25)?|jetty-.*",
    disabledReason = "has no CDI")
class InjectionFormsIT {
  private static final Site SITE = new Site("/claims");

  @Deployment(testable = false)
  static WebArchive application() {
    return Wars.withClaims("claims");
  }

  private static Token token() {
    return Tokens.good()
        .groups("groupa")
        .claim("text", "words")
        .claim("number", 42)
        .claim("flag", true)
        .claim("object", Map.of("member", "value"));
  }

  @Test
  void everyFormHasTheClaimsOfTheCaller() {
    assertEquals(
        """
        JsonWebToken: testuser words
        JwtPrincipal: testuser words
        Principal: testuser
        standard: https://www.myidp.ibm.com
        String: words
        Long: 42
        long: 42
        Boolean: true
        boolean: true
        Set: [groupa]
        JsonString: "words"
        JsonNumber: 42
        JsonArray: ["groupa"]
        JsonObject: {"member":"value"}
        JsonValue: true
        Optional: Optional[words] Optional.empty
        missing: null
        ClaimValue: words
        ClaimValue of Optional: Optional[42]
        Provider: words
        Instance: Optional[words]"""
            .replace("\n", "; "),
        Site.seen(SITE.get("/any/one", token())));
  }

  @Test
  void aBeanOfTheApplicationHasTheClaimsOfEachCallerInTurnAndNoneWithoutOne() {
    assertEquals(
        "JsonWebToken: testuser words [RoleA, groupa]; ClaimValue: Optional[words]; Provider: words;"
            + " Instance: Optional[42]",
        Site.seen(SITE.get("/open/many", token())));
    assertEquals(
        "JsonWebToken: other null []; ClaimValue: Optional.empty; Provider: null; Instance:"
            + " Optional[7]",
        Site.seen(
            SITE.get(
                "/open/many",
                Tokens.good().without("groups").claim("sub", "other").claim("number", 7))));
    assertEquals(
        "JsonWebToken: null null []; ClaimValue: Optional.empty; Provider: null; Instance:"
            + " Optional.empty",
        Site.seen(SITE.get("/open/many")));
  }

  @Test
  void thePrincipalOfTheRequestIsTheToken() {
    assertEquals("true", Site.seen(SITE.get("/open/principal", token())));
    assertEquals("false", Site.seen(SITE.get("/open/principal")));
  }
}
