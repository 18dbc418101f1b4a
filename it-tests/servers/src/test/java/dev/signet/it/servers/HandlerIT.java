package dev.signet.it.servers;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.servers.handler.ChosenByRequest;
import dev.signet.it.servers.handler.SeveralLogins;
import dev.signet.it.tokens.Tokens;
import java.net.CookieManager;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Jakarta Security 4: two mechanisms with qualifiers beside Signet's, and an application that
 * chooses among them by a handler of its own, or leaves that to the server's.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(
    named = "server.id",
    matches = "tomcat-11-soteria-4|payara-micro-7|glassfish-8")
class HandlerIT {
  private static final Site CHOOSING = new Site("/choosing");
  private static final Site SEVERAL = new Site("/several");

  @Deployment(name = "choosing", testable = false)
  static WebArchive choosing() {
    return Wars.besideOther("choosing").addPackage(ChosenByRequest.class.getPackage());
  }

  @Deployment(name = "several", testable = false)
  static WebArchive several() {
    return Wars.besideOther("several")
        .addPackage(SeveralLogins.class.getPackage())
        .deleteClass(ChosenByRequest.class);
  }

  private static Answer withPassword(String page, String password) {
    String pair = "formuser:" + password;
    return Http.get(
        "/choosing" + page,
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theColumnOfTheServerIsTrue() {
    CookieManager browser = new CookieManager();
    CookieManager behindProxy = new CookieManager();
    BesideTable.assertAnswers(
        "handlers",
        List.of(
            Seen.row(
                "the handler calls Signet for a request with a token: good token; expired one on an"
                    + " open page",
                CHOOSING.get("/any/caller", Tokens.good()),
                CHOOSING.get("/open/caller", Tokens.expired())),
            Seen.row(
                "it calls BASIC for `/roleb/*`: without a password; a wrong one; a good one,"
                    + " without the role",
                CHOOSING.get("/roleb/caller"),
                withPassword("/roleb/caller", "wrong"),
                withPassword("/roleb/caller", "formword")),
            Seen.row(
                "it calls a form otherwise: open page; protected page; after the form; with an"
                    + " expired token",
                CHOOSING.get("/open/caller"),
                CHOOSING.getWith(browser, "/any/caller"),
                afterForm(browser),
                CHOOSING.getWith(browser, "/any/caller", Tokens.expired())),
            Seen.row(
                "a user's token with a session, then the same browser without a token: open page;"
                    + " protected page",
                CHOOSING.getWith(behindProxy, "/any/note?put=mine", Tokens.good()),
                CHOOSING.getWith(behindProxy, "/open/caller"),
                CHOOSING.getWith(behindProxy, "/any/caller")),
            Seen.row(
                "it calls no mechanism: protected page with a good token; open page",
                CHOOSING.get("/any/caller?none=x", Tokens.good()),
                CHOOSING.get("/open/caller?none=x", Tokens.good())),
            Seen.row(
                "no handler of its own, two other mechanisms: protected page; open page; good"
                    + " token; expired one on an open page",
                SEVERAL.get("/any/caller"),
                SEVERAL.get("/open/caller"),
                SEVERAL.get("/any/caller", Tokens.good()),
                SEVERAL.get("/open/caller", Tokens.expired()))));
  }

  private static Answer afterForm(CookieManager browser) {
    var unused =
        CHOOSING.postWith(browser, "/j_security_check", "j_username=formuser&j_password=formword");
    return CHOOSING.getWith(browser, "/any/caller");
  }
}
