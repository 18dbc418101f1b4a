package dev.signet.it.servers;

import dev.signet.it.client.Answer;
import dev.signet.it.tokens.Tokens;
import java.net.CookieManager;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The mechanism, by the Jakarta Security of the server or of the application. */
@DisabledIfSystemProperty(
    named = "server.id",
    matches = "tomcat-[0-9.]+(-java25)?|jetty-.*",
    disabledReason = "has no CDI")
class MechanismIT extends SessionTable {
  private static final Site PLAIN = new Site("/secured");
  private static final Site BESIDE = new Site("/beside");

  MechanismIT() {
    super(Variant.MECHANISM, PLAIN, new Site("/secured-described"), new Site(""));
  }

  @Deployment(name = "plain", testable = false)
  static WebArchive plain() {
    return Wars.withMechanism("secured");
  }

  @Deployment(name = "described", testable = false)
  static WebArchive described() {
    return Wars.described(Wars.withMechanism("secured-described"));
  }

  @Deployment(name = "root", testable = false)
  static WebArchive root() {
    return Wars.root(Wars.withMechanism("ROOT"));
  }

  @Deployment(name = "beside", testable = false)
  static WebArchive beside() {
    return Wars.besideForm("beside");
  }

  @Test
  void aRequestWithoutATokenIsTheFormsAndARefusedTokenIsNobodys() {
    CookieManager browser = new CookieManager();
    Answer login = BESIDE.getWith(browser, "/any/caller");
    String form = "j_username=formuser&j_password=formword";
    expect(
        Row.BESIDE_FORM,
        "no token 302 /beside/open/login, form 302 name: formuser, again name: formuser, token name:"
            + " testuser, expired 401 SIGNET-405, runs 0, after a token's session without one name:"
            + " nobody, 302",
        "no token "
            + login.status()
            + " "
            + login.header("location").stream()
                .map(to -> URI.create(to).getPath())
                .findFirst()
                .orElse("")
            + ", form "
            + BESIDE.postWith(browser, "/j_security_check", form).status()
            + " "
            + name(BESIDE.getWith(browser, "/any/caller"))
            + ", again "
            + name(BESIDE.getWith(browser, "/any/caller"))
            + ", token "
            + name(BESIDE.get("/any/caller", Tokens.good()))
            + ", expired "
            + refusedWhileOpen()
            + ", after a token's session without one "
            + withoutATokenAfterOne());
  }

  /** Tomcat keeps a token's caller in the session, and a form would let that caller in. */
  private static String withoutATokenAfterOne() {
    CookieManager browser = new CookieManager();
    Answer before = BESIDE.getWith(browser, "/any/note?put=mine", Tokens.good());
    if (before.status() != 200) {
      return "not begun: " + before.status();
    }
    return name(BESIDE.getWith(browser, "/open/caller"))
        + ", "
        + BESIDE.getWith(browser, "/any/caller").status();
  }

  private static String refusedWhileOpen() {
    int before = BESIDE.calls();
    return refusal(BESIDE.get("/open/caller", Tokens.expired()))
        + ", runs "
        + (BESIDE.calls() - before);
  }

  private static String name(Answer answer) {
    return Site.seen(answer, "name");
  }

  @Test
  void theSecurityContextKnowsTheCallerAndTheGroupsOfTheApplicationsStore() {
    expect(
        Row.SECURITY_CONTEXT,
        "caller: storeduser; tokens: 1; in RoleA: true; in RoleB: false; in stored: true, without"
            + " a token caller: nobody; tokens: 0; in RoleA: false; in RoleB: false; in stored:"
            + " false",
        Site.seen(PLAIN.get("/open/security", Tokens.good().claim("sub", "storeduser")))
            + ", without a token "
            + Site.seen(PLAIN.get("/open/security")));
  }
}
