package dev.signet.dumper.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.JwtPrincipal;
import dev.signet.dumper.subject.Caller;
import dev.signet.dumper.subject.ContainerSubject;
import dev.signet.dumper.web.JsonAnswer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DumpViewTest {
  private static final String PREFIX = "com.ibm.wsspi.security.cred.";

  /** What Liberty's credential looks like from outside: a hidden class with a public interface. */
  public interface LibertyCredential {
    String getRealmName();

    String getSecurityName();

    String getAccessId();

    List<String> getGroupIds();
  }

  private record HiddenCredential() implements LibertyCredential {
    @Override
    public String getRealmName() {
      return "https://idp.example";
    }

    @Override
    public String getSecurityName() {
      return "testuser";
    }

    @Override
    public String getAccessId() {
      return "user:https://idp.example/testuser";
    }

    @Override
    public List<String> getGroupIds() {
      return List.of("group:https://idp.example/groupa", "group:other/groupb");
    }
  }

  private static Map<String, @Nullable Object> claims() {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("sub", "testuser");
    claims.put("level", 3L);
    claims.put("big", new BigInteger("123456789012345678901234567890"));
    claims.put("price", new BigDecimal("12.50"));
    claims.put("admin", false);
    claims.put("nothing", null);
    claims.put("groups", List.of("groupa", "<script>alert(1)</script>"));
    claims.put("address", Map.of("geo", Map.of("lat", 52.5)));
    return claims;
  }

  private static JwtPrincipal principal(Map<String, @Nullable Object> claims) {
    return new JwtPrincipal("testuser", "defaultRealm", List.of("groupa"), claims);
  }

  private static Caller caller(@Nullable Principal principal, @Nullable Subject subject) {
    return new Caller(
        principal,
        principal == null ? null : principal.getName(),
        null,
        Caller.askRoles("RoleA"::equals),
        subject == null ? null : new ContainerSubject("a test", subject));
  }

  private static Subject subject(Set<?> publicCredentials, Set<?> privateCredentials) {
    return new Subject(false, Set.of(), publicCredentials, privateCredentials);
  }

  @Test
  void showsATokensCallerAsJson() {
    String json = JsonAnswer.text(DumpView.of(caller(principal(claims()), null)));
    assertEquals(
        """
        {"accessId":null,"claims":{"sub":"testuser","level":3,"big":123456789012345678901234567890,\
        "price":12.50,"admin":false,"nothing":null,\
        "groups":["groupa","<script>alert(1)</script>"],"address":{"geo":{"lat":52.5}}},\
        "groupAccessIds":[],"groups":["groupa"],\
        "identity":{"authType":null,"className":"dev.signet.JwtPrincipal",\
        "name":"testuser","remoteUser":"testuser","securityName":null},\
        "realm":"defaultRealm","roles":{"all":false,"RoleA":true,"RoleB":false},"subject":null}""",
        json);
  }

  @Test
  void showsClaimsAsTypedRows() {
    List<ClaimRow> rows = DumpView.of(caller(principal(claims()), null)).claimRows();
    assertEquals(
        List.of("string", "number", "number", "number", "boolean", "null", "array", "object"),
        rows.stream().map(ClaimRow::type).toList());
    assertEquals("123456789012345678901234567890", rows.get(2).text());
    assertEquals("12.50", rows.get(3).text());
    assertNull(rows.get(5).text());
    assertEquals(
        new ClaimRow("1", "string", "<script>alert(1)</script>", List.of()),
        rows.get(6).children().get(1));
    assertEquals(
        new ClaimRow("lat", "number", "52.5", List.of()),
        rows.get(7).children().get(0).children().get(0));
  }

  @Test
  void findsTheTokensPrincipalInTheSubjectToo() {
    Subject subject = subject(Set.of(), Set.of());
    subject.getPrincipals().add(principal(claims()));
    DumpView view = DumpView.of(caller(() -> "wrapped", subject));
    assertEquals("wrapped", view.identity().name());
    assertEquals("testuser", view.claimRows().get(0).text());
  }

  @Test
  void anyOtherPrincipalHasNoClaims() {
    DumpView view = DumpView.of(caller(() -> "otheruser", null));
    assertNull(view.claims());
    assertEquals(List.of(), view.claimRows());
    assertEquals(List.of(), view.groups());
  }

  @Test
  void nobodyAndNoSubjectAreShownAsSuch() {
    DumpView view = DumpView.of(caller(null, null));
    assertEquals(new Identity(null, null, null, null, null), view.identity());
    assertNull(view.subject());
    assertNull(WhoamiView.of(caller(null, null)).name());
  }

  @Test
  void masksTokensAndSecretsInClaims() {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("act", Map.of("raw", List.of(MaskTest.TOKEN)));
    claims.put("access_token", "opaque");
    claims.put("token_type", "Bearer");
    String masked = "masked, " + MaskTest.TOKEN.length() + " characters";
    assertEquals(
        Map.of(
            "act", Map.of("raw", List.of(masked)),
            "access_token", "masked, 6 characters",
            "token_type", "Bearer"),
        DumpView.of(caller(principal(claims), null)).claims());
  }

  @Test
  void endlessNestingIsCut() {
    List<Object> nested = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      nested = new ArrayList<>(List.of(nested));
    }
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("deep", nested);
    String json = JsonAnswer.text(DumpView.of(caller(principal(claims), null)));
    assertEquals(1, json.split("nested too deeply to be shown", -1).length - 1);
  }

  @Test
  void readsLibertysCredentialThroughItsPublicInterface() {
    Caller caller = caller(() -> "testuser", subject(Set.of(new HiddenCredential()), Set.of()));
    DumpView view = DumpView.of(caller);
    assertEquals("https://idp.example", view.realm());
    assertEquals("testuser", view.identity().securityName());
    assertEquals("user:https://idp.example/testuser", view.accessId());
    assertEquals(List.of("groupa", "group:other/groupb"), view.groups());
    assertEquals(
        List.of("group:https://idp.example/groupa", "group:other/groupb"), view.groupAccessIds());
  }

  @Test
  void showsCredentialsByClassAndMapsByKey() {
    Map<Object, Object> table = new HashMap<>();
    table.put(PREFIX + "uniqueId", "user:defaultRealm/testuser");
    table.put(PREFIX + "groups", new ArrayList<>(List.of("group:defaultRealm/groupa")));
    table.put(PREFIX + "cacheKey", "0123456789");
    table.put("com.ibm.ws.authentication.internal.sso.disable.ltpa.cookie", true);
    table.put("password", new char[] {'x'});
    SubjectView shown =
        DumpView.of(caller(null, subject(Set.of("a secret"), Set.of(table)))).subject();
    assertNotNull(shown);
    assertEquals(
        List.of(new CredentialView("java.lang.String", List.of())), shown.publicCredentials());
    assertEquals(
        List.of(
            new CredentialEntry(
                "com.ibm.ws.authentication.internal.sso.disable.ltpa.cookie", "true", false),
            new CredentialEntry(PREFIX + "cacheKey", "masked, 10 characters", true),
            new CredentialEntry(PREFIX + "groups", "group:defaultRealm/groupa", false),
            new CredentialEntry(PREFIX + "uniqueId", "user:defaultRealm/testuser", false),
            new CredentialEntry("password", "masked, char[]", true)),
        shown.privateCredentials().get(0).entries());
  }

  @Test
  void noTokenGetsOutWhereverTheContainerKeepsIt() {
    Map<Object, Object> table = new HashMap<>();
    table.put(PREFIX + "securityName", MaskTest.TOKEN);
    table.put(MaskTest.TOKEN, "x");
    Subject subject = subject(Set.of(MaskTest.TOKEN), Set.of(table, MaskTest.TOKEN));
    subject.getPrincipals().add(new NamedPrincipal(MaskTest.TOKEN));
    Caller caller = caller(new NamedPrincipal("testuser"), subject);
    assertFalse(JsonAnswer.text(DumpView.of(caller)).contains(MaskTest.TOKEN.substring(0, 20)));
  }

  private record NamedPrincipal(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }
  }

  @Test
  void whoamiIsTheShortForm() {
    assertEquals(
        """
        {"authType":null,"className":"dev.signet.JwtPrincipal","groups":["groupa"],\
        "name":"testuser","realm":"defaultRealm",\
        "roles":{"all":false,"RoleA":true,"RoleB":false}}""",
        JsonAnswer.text(WhoamiView.of(caller(principal(claims()), null))));
  }

  @Test
  void errorsNameTheCaller() {
    assertEquals(
        "{\"name\":\"testuser\",\"reason\":\"Forbidden\",\"status\":403}",
        JsonAnswer.text(ErrorView.of(403, "testuser")));
    assertEquals(
        "{\"name\":null,\"reason\":\"Not found\",\"status\":404}",
        JsonAnswer.text(ErrorView.of(404, null)));
  }

  @Test
  void headersKeepTheirOrder() {
    HeadersView view =
        new HeadersView(
            Arrays.asList(HeaderLine.of("Host", "h"), HeaderLine.of("Accept", "text/html")));
    assertEquals(
        """
        {"headers":[{"masked":false,"name":"Host","value":"h"},\
        {"masked":false,"name":"Accept","value":"text/html"}]}""",
        JsonAnswer.text(view));
    assertThrows(UnsupportedOperationException.class, () -> view.headers().clear());
  }
}
