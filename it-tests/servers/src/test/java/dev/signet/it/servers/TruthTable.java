package dev.signet.it.servers;

import static dev.signet.it.servers.Site.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What an application may rely on, a test for each row. The promise is the same for every server;
 * where one is known to deviate, the test wants to see just that.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
abstract class TruthTable {
  private static final String WITNESS = "?role=RoleA&role=RoleB";
  private static final String CALLER = "/open/caller" + WITNESS;

  private final Variant variant;
  private final Site plain;
  private final Site described;
  private final Site root;

  /** Of the application as it is, with the server's descriptors, and at the root. */
  TruthTable(Variant variant, Site plain, Site described, Site root) {
    this.variant = variant;
    this.plain = plain;
    this.described = described;
    this.root = root;
  }

  void expect(Row row, String promised, String shown) {
    Optional<Deviation> deviation = Deviations.of(ServerUnderTest.id(), variant, row);
    String expected = deviation.map(Deviation::shown).orElse(promised);
    Verdict asExpected = deviation.isPresent() ? Verdict.DEVIATES : Verdict.PROMISED;
    Results.record(variant, row, expected.equals(shown) ? asExpected : Verdict.FAILED);
    deviation.ifPresent(known -> assertNotEquals(promised, known.shown(), "it deviates no more"));
    assertEquals(expected, shown, row.title());
  }

  @Test
  void withoutATokenAnOpenPageIsShownToNobody() {
    expect(
        Row.ANONYMOUS,
        "name: nobody; remoteUser: null; in RoleA: false",
        seen(plain.get(CALLER), "name", "remoteUser", "in RoleA"));
  }

  @Test
  void withoutATokenAProtectedPageAsksForOne() {
    expect(Row.CHALLENGE, "401 [Bearer realm=\"defaultRealm\"]", challenge(plain, "/rolea/caller"));
  }

  @Test
  void aCallerWithoutTheRoleIsForbidden() {
    expect(
        Row.FORBIDDEN,
        "403 [], 403 []",
        answer(plain.get("/roleb/caller", Tokens.good()))
            + ", "
            + answer(plain.get("/rolea/caller", Tokens.good().without("groups"))));
  }

  @Test
  void aBadTokenIsRefusedOnAnOpenPageAndThePageDoesNotRun() {
    int before = plain.calls();
    String good = Tokens.good().text();
    expect(
        Row.REFUSED,
        "forged 401 SIGNET-305, expired 401 SIGNET-405, two 400 SIGNET-101, runs 0",
        "forged "
            + refusal(plain.get("/open/caller", Tokens.tampered()))
            + ", expired "
            + refusal(plain.get("/open/caller", Tokens.expired()))
            + ", two "
            + refusal(plain.get("/open/caller", good, Tokens.good().text()))
            + ", runs "
            + (plain.calls() - before));
  }

  @Test
  void rolesComeFromGroupsByTheConfigurationOfSignet() {
    expect(
        Row.GROUP_ROLES,
        "a 200, b 200, both 200 200",
        "a "
            + plain.get("/rolea/caller", Tokens.good()).status()
            + ", b "
            + plain.get("/roleb/caller", Tokens.good().groups("groupb")).status()
            + ", both "
            + plain.get("/rolea/caller", Tokens.good().groups("groupb", "groupa")).status()
            + " "
            + plain.get("/roleb/caller", Tokens.good().groups("groupb", "groupa")).status());
  }

  @Test
  void rolesComeFromGroupsByTheDescriptorOfTheServer() {
    Token operator = Tokens.good().groups("operators");
    expect(
        Row.DESCRIPTOR_ROLES,
        "described 200, plain 403",
        "described "
            + described.get("/roleb/caller", operator).status()
            + ", plain "
            + plain.get("/roleb/caller", operator).status());
  }

  @Test
  void thePrincipalIsTheOneOfSignet() {
    expect(
        Row.PRINCIPAL,
        "name: testuser; class: dev.signet.JwtPrincipal; remoteUser: testuser;" + " authType: JWT",
        seen(plain.get(CALLER, Tokens.good()), "name", "class", "remoteUser", "authType"));
  }

  @Test
  void theApplicationReadsClaimsOfTheToken() {
    Token token = Tokens.good().claim("level", 7).claim("staff", true);
    expect(
        Row.CLAIMS,
        "realm: defaultRealm; sess: 4b1c2e7a-session; level: 7; staff: true;"
            + " groups: [groupa, RoleA]",
        seen(plain.get("/any/claims", token)));
  }

  @Test
  void logoutTakesTheCallerOutOfTheRequest() {
    expect(
        Row.LOGOUT,
        "before: testuser; after: null; principal after: null; in RoleA after: false",
        seen(plain.get("/any/logout", Tokens.good())));
  }

  @Test
  void whatRunsAfterStartAsyncStillKnowsTheCaller() {
    expect(
        Row.ASYNC,
        "name: testuser; in RoleA: true; in RoleB: false",
        seen(plain.get("/any/async", Tokens.good())));
  }

  @Test
  void thePageThatIsForwardedToStillKnowsTheCaller() {
    expect(
        Row.FORWARD,
        "name: testuser; in RoleA: true; in RoleB: false",
        seen(plain.get("/any/forward" + WITNESS, Tokens.good()), "name", "in RoleA", "in RoleB"));
  }

  @Test
  void theErrorPageOfTheApplicationIsShownAndToNobodyWhereNobodyLoggedIn() {
    expect(
        Row.ERROR_PAGE,
        "401 401 null, 401 401 null, 403 403 testuser",
        shownByErrorPage(plain.get("/rolea/caller"))
            + ", "
            + shownByErrorPage(plain.get("/open/caller", Tokens.expired()))
            + ", "
            + shownByErrorPage(plain.get("/roleb/caller", Tokens.good())));
  }

  private static String shownByErrorPage(Answer answer) {
    return Visitor.shown(answer, "error page", "name");
  }

  @Test
  void anEnterpriseBeanKnowsTheCallerAndIsGuardedByRoles() {
    expect(
        Row.EJB,
        "caller: testuser RoleA=true RoleB=false; only RoleA: served; only RoleB:"
            + " EJBAccessException",
        seen(plain.get("/any/ejb", Tokens.good())));
  }

  @Test
  void aRestResourceKnowsTheCaller() {
    expect(
        Row.JAX_RS,
        "testuser RoleA=true RoleB=false",
        seen(plain.get("/any/rest/caller", Tokens.good())));
  }

  @Test
  void anApplicationAtTheRootIsServedJustSo() {
    expect(
        Row.ROOT,
        "open nobody, 401 [Bearer realm=\"defaultRealm\"], 200, 403, forged 401 SIGNET-305",
        "open "
            + root.get(CALLER).facts().get("name")
            + ", "
            + challenge(root, "/rolea/caller")
            + ", "
            + root.get("/rolea/caller", Tokens.good()).status()
            + ", "
            + root.get("/roleb/caller", Tokens.good()).status()
            + ", forged "
            + refusal(root.get("/open/caller", Tokens.tampered())));
  }

  private static String challenge(Site site, String page) {
    return answer(site.get(page));
  }

  static String answer(Answer answer) {
    return answer.status() + " " + answer.challenges();
  }

  /** The status and the number of the refusal. */
  static String refusal(Answer answer) {
    String challenge = String.join(",", answer.challenges());
    int number = challenge.indexOf("SIGNET-");
    return answer.status()
        + " "
        + (number < 0 ? challenge : challenge.substring(number, number + 10));
  }
}
