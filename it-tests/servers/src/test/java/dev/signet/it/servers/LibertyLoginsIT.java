package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Open Liberty's own logins in applications beside one that Signet serves: a form with an LTPA
 * cookie, which counts for the whole server, and {@code samlWeb-2.0}.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@BesideOtherLogins
@EnabledIfSystemProperty(named = "servers.other.logins", matches = "true")
@EnabledIfSystemProperty(named = "server.id", matches = "open-liberty")
class LibertyLoginsIT {
  private static final Site FORM = new Site("/form");
  private static final Site SAML = new Site("/saml");
  private static final Site SERVED = new Site("/served");
  private static final Token OTHERS = Tokens.good().claim("sub", "otheruser");

  private static final String LOGIN =
      """
      <login-config>
        <auth-method>FORM</auth-method>
        <form-login-config>
          <form-login-page>/login.html</form-login-page>
          <form-error-page>/login.html</form-error-page>
        </form-login-config>
      </login-config>
      <security-role>""";

  private final List<String> rows = new ArrayList<>();

  @Deployment(name = "form", testable = false)
  static WebArchive form() throws IOException {
    return Wars.without("form")
        .addAsWebResource(new StringAsset("<form action=\"j_security_check\">"), "login.html")
        .setWebXML(new StringAsset(Wars.webXml().replaceFirst("<security-role>", LOGIN)));
  }

  @Deployment(name = "saml", testable = false)
  static WebArchive saml() {
    return Wars.without("saml");
  }

  @Deployment(name = "served", testable = false)
  static WebArchive served() {
    return Wars.plain("served");
  }

  private void row(String title, Answer... answers) {
    rows.add(Seen.row(title, answers));
  }

  private static BrowserOfLogins loggedIn(String user) {
    BrowserOfLogins browser = new BrowserOfLogins();
    String password = ServerUnderTest.property("server.password");
    var unused = browser.get("/form/any/caller");
    var page =
        browser.post("/form/j_security_check", "j_username=" + user + "&j_password=" + password);
    if (!Seen.told(page).equals("200 " + user)) {
      throw new AssertionError("not logged in: " + page);
    }
    return browser;
  }

  @Test
  void theRowsOfTheServerAreTrue() {
    row(
        "application with a form: protected page; the same with a good token; after the form",
        FORM.get("/any/caller"),
        FORM.get("/any/caller", Tokens.good()),
        loggedIn("formuser").get(FORM, "/any/caller"));
    BrowserOfLogins form = loggedIn("formuser");
    row(
        "the form's LTPA cookie at an application that Signet serves, without a token: protected page; open page; `request.authenticate()` on an open page",
        form.get(SERVED, "/any/caller"),
        form.get(SERVED, "/open/caller"),
        form.get(SERVED, "/open/caller?authenticate=x"));
    row(
        "an expired token beside that cookie: protected page; open page",
        form.get(SERVED, "/any/caller", Tokens.expired()),
        form.get(SERVED, "/open/caller", Tokens.expired()));
    row(
        "another user's token beside that cookie; once more; the form's application then",
        form.get(SERVED, "/any/caller", OTHERS),
        form.get(SERVED, "/any/caller", OTHERS),
        form.get(FORM, "/any/caller"));
    BrowserOfLogins same = loggedIn("testuser");
    row(
        "a token of a user of the same name beside the cookie, with and without the role; the form's application then",
        same.get(SERVED, "/rolea/caller", Tokens.good()),
        same.get(SERVED, "/roleb/caller", Tokens.good()),
        same.get(FORM, "/any/caller"));
    BrowserOfLogins proxied = new BrowserOfLogins();
    row(
        "the other way round, a token's user with a session; that browser at the form's application",
        proxied.get(SERVED, "/any/note?put=mine", Tokens.good()),
        proxied.get(FORM, "/any/caller"));
    row(
        "application with `samlWeb-2.0`: protected page; the same with a good token",
        SAML.get("/any/caller"),
        SAML.get("/any/caller", Tokens.good()));
    assertTrue(metadata().contains("AssertionConsumerService"));
    row(
        "the application that Signet serves, beside it: without a token; with one; an expired one on an open page",
        SERVED.get("/any/caller"),
        SERVED.get("/any/caller", Tokens.good()),
        SERVED.get("/open/caller", Tokens.expired()));
    BesideTable.assertAnswers("liberty", rows);
  }

  private static String metadata() {
    return Http.get("/ibm/saml20/sp/samlmetadata").body();
  }
}
