package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.ws.security.jaspi.LibertyLikeCallbackHandler;
import dev.signet.JwtPrincipal;
import dev.signet.config.SignetConfig;
import dev.signet.testing.Configs;
import dev.signet.testing.References;
import dev.signet.testing.Requests;
import dev.signet.testing.Tokens;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.eclipse.jetty.JettyLikeMessageInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the module tells a container, and what it answers in the application's place. */
class JwtServerAuthModuleTest {
  @TempDir Path directory;

  private final List<Callback> callbacks = new ArrayList<>();
  private final Subject client = new Subject();
  private final CallbackHandler handler = all -> callbacks.addAll(List.of(all));

  private AuthStatus validate(MessageInfo exchange, CallbackHandler container) throws Exception {
    return validate(Configs.in(directory).load(), exchange, container);
  }

  private AuthStatus validate(SignetConfig config, MessageInfo exchange, CallbackHandler container)
      throws Exception {
    return TestModules.of(config, container, System.getLogger("test"))
        .validateRequest(exchange, client, new Subject());
  }

  private static HttpServletRequest good() {
    return Requests.withJwt(Tokens.good().compact());
  }

  @Test
  void aStandardContainerHearsTwoCallbacks() throws Exception {
    Exchange exchange = new Exchange(good(), true);
    assertEquals(AuthStatus.SUCCESS, validate(exchange, handler));
    assertEquals(2, callbacks.size());
    JwtPrincipal principal =
        assertInstanceOf(
            JwtPrincipal.class, ((CallerPrincipalCallback) callbacks.get(0)).getPrincipal());
    assertEquals("testuser", principal.getName());
    assertArrayEquals(
        new String[] {"groupa"}, ((GroupPrincipalCallback) callbacks.get(1)).getGroups());
    assertEquals("JWT", exchange.getMap().get("jakarta.servlet.http.authType"));
  }

  /** The first realm is at home; {@code bank} and {@code bank/east} are others. */
  private SignetConfig manyRealms() {
    return Configs.in(directory)
        .without("realmName")
        .issuer("realmIdentifier", "realm")
        .issuer("realms", List.of("home", "bank", "bank/east"))
        .issuer("groupToRoles", Map.of("groupa", "RoleA"))
        .load();
  }

  private static Tokens caller(String realm, String user, String group) {
    return Tokens.good().claim("realm", realm).claim("sub", user).claim("groups", List.of(group));
  }

  private List<String> told(Tokens token) throws Exception {
    callbacks.clear();
    Exchange exchange = new Exchange(Requests.withJwt(token.compact()), true);
    assertEquals(AuthStatus.SUCCESS, validate(manyRealms(), exchange, handler));
    List<String> names = new ArrayList<>();
    names.add(((CallerPrincipalCallback) callbacks.get(0)).getPrincipal().getName());
    names.addAll(List.of(((GroupPrincipalCallback) callbacks.get(1)).getGroups()));
    return names;
  }

  @Test
  void whereThereAreNoRealmsTheFirstOnesNamesStayAndAllOthersBeginWithTheirs() throws Exception {
    assertEquals(List.of("alice", "staff"), told(caller("home", "alice", "staff")));
    assertEquals(List.of("bank/alice", "bank/staff"), told(caller("bank", "alice", "staff")));
    assertEquals(
        List.of("bank/east/alice", "bank/east/staff"), told(caller("bank/east", "alice", "staff")));
    assertEquals(List.of("other/alice", "a/b/"), told(caller("home", "other/alice", "a/b/")));
  }

  @Test
  void theFirstDefinitionsRealmIsAtHome() throws Exception {
    Configs first = Configs.in(directory);
    var second =
        first
            .issuer("id", "2")
            .issuer("issuerIdentifier", "bank")
            .without("realmName")
            .issuerSettings();
    first.issuer("id", "1").issuer("issuerIdentifier", Tokens.ISSUER);
    SignetConfig config = first.root("issuers", List.of(first.issuerSettings(), second)).load();
    for (String issuer : List.of("bank", Tokens.ISSUER)) {
      callbacks.clear();
      Tokens token = Tokens.good().claim("iss", issuer);
      validate(config, new Exchange(Requests.withJwt(token.compact()), true), handler);
      assertEquals(
          issuer.equals("bank") ? "bank/testuser" : "testuser",
          ((CallerPrincipalCallback) callbacks.get(0)).getPrincipal().getName());
    }
  }

  @Test
  void aRoleIsTheSameInEveryRealmAndAGroupOfItsNameIsNot() throws Exception {
    assertEquals(List.of("alice", "groupa", "RoleA"), told(caller("home", "alice", "groupa")));
    assertEquals(
        List.of("bank/alice", "bank/groupa", "RoleA"), told(caller("bank", "alice", "groupa")));
    assertEquals(List.of("bank/alice", "bank/RoleA"), told(caller("bank", "alice", "RoleA")));
  }

  private void assertRealmRefused(SignetConfig config, Tokens token, CallbackHandler container)
      throws Exception {
    Exchange exchange = new Exchange(Requests.withJwt(token.compact()), true);
    assertEquals(AuthStatus.SEND_SUCCESS, validate(config, exchange, container));
    assertEquals(401, exchange.status());
    assertEquals(
        "Bearer realm=\""
            + config.challengeRealm()
            + "\", error=\"invalid_token\","
            + " error_description=\"SIGNET-503: the token's realm is not allowed\"",
        References.removed(exchange.header("WWW-Authenticate")));
    if (container == handler) {
      assertHeardNobody();
    }
    assertTrue(client.getPrivateCredentials().isEmpty());
  }

  @Test
  void aNameThatBeginsLikeAnotherRealmsIsRefusedWhereThereAreNoRealms() throws Exception {
    for (Tokens token :
        List.of(
            caller("home", "bank/alice", "staff"),
            caller("home", "alice", "bank/staff"),
            caller("home", "bank/east/alice", "staff"),
            caller("bank", "east/alice", "staff"),
            caller("bank", "alice", "east/staff"))) {
      assertRealmRefused(manyRealms(), token, handler);
    }
  }

  @Test
  void onLibertyAnIdThatIsAnotherRealmsIsRefused() throws Exception {
    LibertyLikeCallbackHandler liberty = new LibertyLikeCallbackHandler();
    for (Tokens token :
        List.of(
            caller("bank", "east/alice", "staff"),
            caller("bank", "EAST/alice", "staff"),
            caller("bank", "alice", "east/staff"),
            caller("bank", "east//alice", "staff"))) {
      assertRealmRefused(manyRealms(), token, liberty);
    }
    for (Tokens token :
        List.of(
            caller("home", "bank/alice", "bank/staff"),
            caller("bank", "eastern/alice", "a/east/staff"),
            caller("bank/east", "alice", "/staff"))) {
      Exchange exchange = new Exchange(Requests.withJwt(token.compact()), true);
      assertEquals(AuthStatus.SUCCESS, validate(manyRealms(), exchange, liberty));
    }
  }

  /** There it is a group of the realm; elsewhere the administrator chooses it. */
  @Test
  void onLibertyARoleThatIsAnotherRealmsGroupIsRefused() throws Exception {
    SignetConfig config =
        Configs.in(directory)
            .without("realmName")
            .issuer("realmIdentifier", "realm")
            .issuer("realms", List.of("bank", "bank/east"))
            .issuer("groupToRoles", Map.of("groupa", "east/admin"))
            .load();
    Tokens token = caller("bank", "alice", "groupa");
    assertRealmRefused(config, token, new LibertyLikeCallbackHandler());
    Exchange elsewhere = new Exchange(Requests.withJwt(token.compact()), true);
    assertEquals(AuthStatus.SUCCESS, validate(config, elsewhere, handler));
  }

  @Test
  void onLibertyARealmThatIsAnotherAndASlashKeepsItsNames() throws Exception {
    SignetConfig config =
        Configs.in(directory)
            .without("realmName")
            .issuer("realmIdentifier", "realm")
            .issuer("realms", List.of("https://a.example", "https://a.example/", "https://a"))
            .load();
    LibertyLikeCallbackHandler liberty = new LibertyLikeCallbackHandler();
    assertRealmRefused(config, caller("https://a.example", "/alice", "staff"), liberty);
    Exchange exchange =
        new Exchange(
            Requests.withJwt(caller("https://a.example/", "alice", "staff").compact()), true);
    assertEquals(AuthStatus.SUCCESS, validate(config, exchange, liberty));
    Map<?, ?> credential = client.getPrivateCredentials(Map.class).iterator().next();
    assertEquals(
        "user:https://a.example//alice", credential.get("com.ibm.wsspi.security.cred.uniqueId"));
  }

  @Test
  void onLibertyTheNameOfNobodyIsNobodysName() throws Exception {
    Exchange exchange =
        new Exchange(
            Requests.withJwt(Tokens.good().claim("sub", "UNAUTHENTICATED").compact()), true);
    assertEquals(AuthStatus.SEND_SUCCESS, validate(exchange, new LibertyLikeCallbackHandler()));
    assertEquals(
        "Bearer realm=\"defaultRealm\", error=\"invalid_token\","
            + " error_description=\"SIGNET-501: the token's user name is missing or invalid\"",
        References.removed(exchange.header("WWW-Authenticate")));
    assertTrue(client.getPrivateCredentials().isEmpty());
  }

  /** The registry knows no realms of tokens: the name is looked up as it is. */
  @Test
  void onLibertyAUserOfTheRegistryMayHaveAnyName() throws Exception {
    SignetConfig config =
        Configs.in(directory)
            .without("realmName")
            .issuer("realmIdentifier", "realm")
            .issuer("realms", List.of("bank", "bank/east"))
            .issuer("mapIdentityToRegistryUser", true)
            .load();
    Exchange exchange =
        new Exchange(Requests.withJwt(caller("bank", "east/alice", "x").compact()), true);
    assertEquals(AuthStatus.SUCCESS, validate(config, exchange, new LibertyLikeCallbackHandler()));
    Map<?, ?> credential = client.getPrivateCredentials(Map.class).iterator().next();
    assertEquals("east/alice", credential.get("com.ibm.wsspi.security.cred.userId"));
  }

  @Test
  void onLibertyAnotherRealmsCallerKeepsHisBareName() throws Exception {
    Exchange exchange =
        new Exchange(Requests.withJwt(caller("bank", "alice", "staff").compact()), true);
    assertEquals(
        AuthStatus.SUCCESS, validate(manyRealms(), exchange, new LibertyLikeCallbackHandler()));
    Map<?, ?> credential = client.getPrivateCredentials(Map.class).iterator().next();
    String prefix = "com.ibm.wsspi.security.cred.";
    assertEquals("user:bank/alice", credential.get(prefix + "uniqueId"));
    assertEquals("alice", credential.get(prefix + "securityName"));
    assertEquals(List.of("group:bank/staff"), credential.get(prefix + "groups"));
    assertEquals(
        "alice",
        assertInstanceOf(JwtPrincipal.class, credential.get(prefix + "jaspi.principal")).getName());
  }

  @Test
  void libertyFindsOneHashtableAndHearsNothing() throws Exception {
    assertEquals(
        AuthStatus.SUCCESS, validate(new Exchange(good(), true), new LibertyLikeCallbackHandler()));
    assertEquals(1, client.getPrivateCredentials().size());
    Map<?, ?> credential = client.getPrivateCredentials(Map.class).iterator().next();
    String prefix = "com.ibm.wsspi.security.cred.";
    assertEquals("user:defaultRealm/testuser", credential.get(prefix + "uniqueId"));
    assertEquals("testuser", credential.get(prefix + "securityName"));
    assertEquals("defaultRealm", credential.get(prefix + "realm"));
    assertEquals(List.of("group:defaultRealm/groupa"), credential.get(prefix + "groups"));
    assertInstanceOf(ArrayList.class, credential.get(prefix + "groups"));
    assertInstanceOf(JwtPrincipal.class, credential.get(prefix + "jaspi.principal"));
    assertTrue(String.valueOf(credential.get(prefix + "cacheKey")).startsWith("signet:"));
  }

  @Test
  void withoutATokenAProtectedResourceIsChallenged() throws Exception {
    Exchange exchange = new Exchange(Requests.empty().build(), true);
    assertEquals(AuthStatus.SEND_SUCCESS, validate(exchange, handler));
    assertEquals(401, exchange.status());
    assertEquals(
        "Bearer realm=\"defaultRealm\"", References.removed(exchange.header("WWW-Authenticate")));
    assertHeardNobody();
  }

  /** The container has heard that the request is nobody's, and nothing else. */
  private void assertHeardNobody() {
    assertEquals(1, callbacks.size());
    assertNull(((CallerPrincipalCallback) callbacks.get(0)).getPrincipal());
    callbacks.clear();
  }

  @Test
  void aRefusalIsMarkedBeforeItsErrorPageRuns() throws Exception {
    for (HttpServletRequest request :
        List.of(Requests.empty().build(), Requests.withJwt("garbage"))) {
      Exchange exchange = new Exchange(request, true);
      exchange.onError(() -> assertNotNull(request.getAttribute("dev.signet.stopped")));
      assertEquals(AuthStatus.SEND_SUCCESS, validate(exchange, handler));
      assertEquals(401, exchange.status());
    }
  }

  @Test
  void beforeA503TheContainerHearsOfNobodyAsWell() throws Exception {
    Exchange exchange = new Exchange(good(), true);
    JwtServerAuthModule waiting = TestModules.waiting(handler);
    assertEquals(AuthStatus.SEND_SUCCESS, waiting.validateRequest(exchange, client, new Subject()));
    assertEquals(503, exchange.status());
    assertHeardNobody();
    SignetConfig unreachable =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("jwkEndpointUrl", "https://127.0.0.1:1/keys")
            .load();
    Exchange keys = new Exchange(good(), true);
    assertEquals(AuthStatus.SEND_SUCCESS, validate(unreachable, keys, handler));
    assertEquals(503, keys.status());
    assertHeardNobody();
  }

  @Test
  void whereLibertyHasAnotherLoginForTheRequestThatOneEndsAndTheTokenIsRefusedOnce()
      throws Exception {
    HttpServletRequest request =
        Requests.empty()
            .header("jwt", Tokens.good().compact())
            .user(() -> "formuser")
            .loggingOut()
            .build();
    Exchange exchange = new Exchange(request, true);
    assertEquals(AuthStatus.SEND_SUCCESS, validate(exchange, new LibertyLikeCallbackHandler()));
    assertEquals(401, exchange.status());
    assertEquals(
        "Bearer realm=\"defaultRealm\", error=\"invalid_token\", error_description=\"SIGNET-508:"
            + " another login of the request takes precedence over the token's user\"",
        References.removed(exchange.header("WWW-Authenticate")));
    assertNull(request.getUserPrincipal());
    assertNull(request.getAttribute("dev.signet.login"));
    assertTrue(client.getPrivateCredentials().isEmpty());
    assertEquals(
        AuthStatus.SUCCESS,
        validate(new Exchange(request, true), new LibertyLikeCallbackHandler()));
  }

  @Test
  void theSameUserByAFormIsNoOtherAndElsewhereTheServersOwnUserIsPassedOver() throws Exception {
    HttpServletRequest same =
        Requests.empty().header("jwt", Tokens.good().compact()).user(() -> "testuser").build();
    assertEquals(
        AuthStatus.SUCCESS, validate(new Exchange(same, true), new LibertyLikeCallbackHandler()));
    HttpServletRequest cached =
        Requests.empty().header("jwt", Tokens.good().compact()).user(() -> "before").build();
    assertEquals(AuthStatus.SUCCESS, validate(new Exchange(cached, true), handler));
  }

  @Test
  void withoutATokenAnOpenResourceIsNobodys() throws Exception {
    Exchange exchange = new Exchange(Requests.empty().build(), false);
    assertEquals(AuthStatus.SUCCESS, validate(exchange, handler));
    assertNull(((CallerPrincipalCallback) callbacks.get(0)).getPrincipal());
    assertEquals(200, exchange.status());
  }

  @Test
  void aBadTokenIsRefusedOnOpenResourcesToo() throws Exception {
    for (boolean mandatory : new boolean[] {true, false}) {
      Exchange exchange =
          new Exchange(Requests.withJwt(Tokens.good().time("exp", -3600).compact()), mandatory);
      assertEquals(AuthStatus.SEND_SUCCESS, validate(exchange, handler));
      assertEquals(401, exchange.status());
      assertEquals(
          "Bearer realm=\"defaultRealm\", error=\"invalid_token\","
              + " error_description=\"SIGNET-405: the token has expired\"",
          References.removed(exchange.header("WWW-Authenticate")));
      assertEquals("no-store", exchange.header("Cache-Control"));
      assertHeardNobody();
    }
    assertTrue(client.getPrivateCredentials().isEmpty());
  }

  @Test
  void twoTokensAreABadRequest() throws Exception {
    Exchange exchange =
        new Exchange(Requests.empty().header("jwt", "a.b.c").header("jwt", "a.b.c").build(), true);
    assertEquals(AuthStatus.SEND_SUCCESS, validate(exchange, handler));
    assertEquals(400, exchange.status());
    assertEquals(
        "Bearer realm=\"defaultRealm\", error=\"invalid_request\","
            + " error_description=\"SIGNET-101: the request has more than one token\"",
        References.removed(exchange.header("WWW-Authenticate")));
  }

  @Test
  void theErrorPageOfARefusalIsShown() throws Exception {
    HttpServletRequest request =
        Requests.empty().header("jwt", "garbage").dispatched(DispatcherType.ERROR).build();
    Exchange exchange = new Exchange(request, true);
    assertEquals(AuthStatus.SUCCESS, validate(exchange, handler));
    assertEquals(200, exchange.status());
    assertNull(((CallerPrincipalCallback) callbacks.get(0)).getPrincipal());
  }

  @Test
  void aUserOfTheRegistryIsOneWhereThatCanBeSaid() throws Exception {
    SignetConfig config = Configs.in(directory).issuer("mapIdentityToRegistryUser", true).load();
    Exchange elsewhere = new Exchange(good(), true);
    assertEquals(AuthStatus.SEND_SUCCESS, validate(config, elsewhere, handler));
    assertEquals(401, elsewhere.status());
    assertHeardNobody();
    assertEquals(
        AuthStatus.SUCCESS,
        validate(config, new Exchange(good(), true), new LibertyLikeCallbackHandler()));
    Map<?, ?> credential = client.getPrivateCredentials(Map.class).iterator().next();
    assertEquals("testuser", credential.get("com.ibm.wsspi.security.cred.userId"));
    assertNull(credential.get("com.ibm.wsspi.security.cred.groups"));
    assertNull(credential.get("com.ibm.wsspi.security.cred.uniqueId"));
  }

  @Test
  void logoutTakesThePrincipalOutWhereThatIsPossible() throws Exception {
    JwtServerAuthModule module = TestModules.waiting(handler);
    validate(new Exchange(good(), true), handler);
    client.getPrincipals().add(((CallerPrincipalCallback) callbacks.get(0)).getPrincipal());
    module.cleanSubject(new Exchange(good(), true), client);
    assertTrue(client.getPrincipals().isEmpty());
    client.setReadOnly();
    module.cleanSubject(new Exchange(good(), true), client);
  }

  @Test
  void onJettysBridgeWhichTellsOfNoProtectedResourceEachIsOne() throws Exception {
    Exchange exchange = new Exchange(Requests.empty().build(), false);
    assertEquals(AuthStatus.SEND_SUCCESS, validate(new JettyLikeMessageInfo(exchange), handler));
    assertEquals(401, exchange.status());
    assertHeardNobody();
  }
}
