package dev.signet.it.servers;

import dev.signet.it.client.Answer;
import dev.signet.it.proxies.Keycloak;
import dev.signet.it.server.Server;
import dev.signet.it.servers.openid.BesideTokens;
import dev.signet.it.servers.openid.OpenIdLogin;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * OpenID Connect of Jakarta Security, against a real Keycloak: in an application of its own, in an
 * application that the module serves, and beside Signet's mechanism in one application.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@BesideOtherLogins
@EnabledIfSystemProperty(named = "servers.keycloak", matches = ".+")
@EnabledIfSystemProperty(
    named = "server.id",
    matches = "open-liberty|payara-micro-7|tomcat-10.1-soteria|tomcat-11-soteria-4|wildfly-preview")
class OpenIdIT {
  private static final Site ALONE = new Site("/openid-alone");
  private static final Site SERVED = new Site("/openid-served");
  private static final Site MODULE = new Site("/openid-module");
  private static final Site BOTH = new Site("/openid-both");
  private static final Token OTHERS = Tokens.good().claim("sub", "otheruser");
  private static @Nullable Keycloak keycloak;

  private final List<String> rows = new ArrayList<>();

  /** With Signet's jar, whose settings exclude it. */
  @Deployment(name = "alone", testable = false)
  static WebArchive alone() throws IOException {
    String settings =
        Wars.supported().replaceFirst("\\{", "{ \"excludedApplications\": [\"/openid-alone\"], ");
    return withLogin(Wars.configured(Wars.besideOther("openid-alone"), settings));
  }

  @Deployment(name = "served", testable = false)
  static WebArchive served() {
    return Wars.plain("openid-served");
  }

  @Deployment(name = "module", testable = false)
  static WebArchive module() {
    return withLogin(Wars.besideOther("openid-module"));
  }

  @Deployment(name = "both", testable = false)
  static WebArchive both() {
    return withLogin(Wars.besideOther("openid-both")).addClass(BesideTokens.class);
  }

  private static WebArchive withLogin(WebArchive application) {
    return Wars.withRestClient(application)
        .addPackage(OpenIdLogin.class.getPackage())
        .deleteClass(BesideTokens.class)
        .addAsResource(new StringAsset(issuer().uri() + "/realms/example"), "provider.txt");
  }

  /** Started once, for whichever application asks first. */
  private static synchronized Keycloak issuer() {
    if (keycloak == null) {
      try {
        keycloak =
            Keycloak.withoutTls(Path.of(ServerUnderTest.property("servers.keycloak")), realm());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Objects.requireNonNull(keycloak);
  }

  private static String realm() throws IOException {
    return Files.readString(Matrix.documentation().resolve("../proxies/keycloak-httpd/realm.json"))
        .replace("https://proxy.example.com/oidc/callback", Server.http() + "/*")
        .replaceFirst("\"enabled\": true", "\"enabled\": true, \"sslRequired\": \"none\"")
        .replaceAll("\"(backchannel|post)[^\\n]*\\n", "")
        .replaceAll("\"attributes\": \\{\\s*},", "");
  }

  @AfterAll
  static void stop() {
    if (keycloak != null) {
      keycloak.close();
    }
  }

  private void row(String title, Answer... answers) {
    rows.add(Seen.row(title, answers));
  }

  private static Answer logIn(BrowserOfLogins browser, Site site) {
    return browser.logIn(site.contextRoot() + "/any/caller", "testuser");
  }

  @Test
  void theColumnOfTheServerIsTrue() {
    var unused = issuer().awaitReady();
    BrowserOfLogins browser = new BrowserOfLogins();
    row(
        "an application of its own that Signet leaves alone: open page; protected page; the same"
            + " with a good token; with an expired one",
        ALONE.get("/open/caller"),
        ALONE.get("/any/caller"),
        ALONE.get("/any/caller", Tokens.good()),
        ALONE.get("/any/caller", Tokens.expired()));
    row(
        "its login at the issuer: the callback; the next page",
        logIn(browser, ALONE),
        browser.get(ALONE, "/any/caller"));
    row(
        "that browser at another application, which Signet serves: protected page; open page; with"
            + " another user's token; once more",
        browser.get(SERVED, "/any/caller"),
        browser.get(SERVED, "/open/caller"),
        browser.get(SERVED, "/any/caller", OTHERS),
        browser.get(SERVED, "/any/caller", OTHERS));
    row(
        "Signet's module in the same application: protected page; with a good token; an expired one"
            + " on an open page",
        MODULE.get("/any/caller"),
        MODULE.get("/any/caller", Tokens.good()),
        MODULE.get("/open/caller", Tokens.expired()));
    row(
        "Signet's mechanism in the same application, `supported`: open page; protected page; with a"
            + " good token; an expired one on an open page",
        BOTH.get("/open/caller"),
        BOTH.get("/any/caller"),
        BOTH.get("/any/caller", Tokens.good()),
        BOTH.get("/open/caller", Tokens.expired()));
    BrowserOfLogins both = new BrowserOfLogins();
    row(
        "its login at the issuer: the callback; the next page; an expired token beside the login",
        logIn(both, BOTH),
        both.get(BOTH, "/any/caller"),
        both.get(BOTH, "/any/caller", Tokens.expired()));
    row(
        "another user's token beside the login; once more; then without it: open page; protected"
            + " page",
        both.get(BOTH, "/any/caller", OTHERS),
        both.get(BOTH, "/any/caller", OTHERS),
        both.get(BOTH, "/open/caller"),
        both.get(BOTH, "/any/caller"));
    BrowserOfLogins proxied = new BrowserOfLogins();
    row(
        "a session under a token, then without one: open page; protected page",
        proxied.get(BOTH, "/any/note?put=mine", OTHERS),
        proxied.get(BOTH, "/open/caller"),
        proxied.get(BOTH, "/any/caller"));
    BesideTable.assertAnswers("openid", rows);
  }
}
