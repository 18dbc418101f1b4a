package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Browser;
import dev.signet.it.servers.openid.OpenIdApplication;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * OpenID Connect of Jakarta Security beside the mechanism, against a real Keycloak. {@code
 * -Dopenid.keycloak=FOLDER} names an unpacked one.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(named = "openid.keycloak", matches = ".+")
@DisabledIfSystemProperty(
    named = "server.id",
    matches = "tomcat-[0-9.]+",
    disabledReason = "no CDI")
class OpenIdIT {
  private static final Site SITE = new Site("/openid");
  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static @Nullable KeycloakOverHttp keycloak;

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    KeycloakOverHttp started = KeycloakOverHttp.start();
    keycloak = started;
    return Wars.besideOther("openid")
        .addPackage(OpenIdApplication.class.getPackage())
        .addAsResource(new StringAsset(started.uri() + "/realms/example"), "provider.txt");
  }

  @AfterAll
  static void stop() {
    if (keycloak != null) {
      keycloak.close();
    }
  }

  private static String seen(Answer answer) {
    String challenge = String.join(" ", answer.header("www-authenticate"));
    return answer.status() == 200
        ? "200 " + Visitor.value(answer, "name")
        : answer.status() + challenge.replaceFirst("(?s).*(SIGNET-\\d+).*", " $1");
  }

  @Test
  void aLoginOfTheIssuerAndATokenAreTwoLoginsAndARefusedTokenIsNobodys() {
    Browser browser = new Browser();
    Answer form = browser.get("/openid/any/caller");
    Matcher action = FORM.matcher(form.body());
    assertTrue(action.find(), "no login page: " + form);
    URI address = URI.create(action.group(1).replace("&amp;", "&"));
    Answer back = browser.post(address.toString(), "username=testuser&password=testpass");
    String login = seen(back) + ", " + seen(browser.get("/openid/any/caller"));
    String other = Tokens.good().claim("sub", "otheruser").text();
    String token = "/openid/any/caller";
    Answer first = browser.get(token, "jwt", other);
    Answer second = browser.get(token, "jwt", other);
    Answer without = browser.get("/openid/open/caller");
    int before = SITE.calls();
    Answer expired = browser.get("/openid/open/caller", "jwt", Tokens.expired().text());
    int runs = SITE.calls() - before;
    BesideTable.assertAnswers(
        "openid",
        List.of(
            "login at Keycloak: the callback, the next page | " + login,
            "another user's token beside it; once more | " + seen(first) + "; " + seen(second),
            "then an open page without a token | " + seen(without),
            "an expired token on an open page; runs | " + seen(expired) + "; " + runs,
            "no login, no token: open page | " + seen(SITE.get("/open/caller"))));
  }
}
