package dev.signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.SignetConfig;
import dev.signet.config.TokenLocation;
import dev.signet.jose.JwtVerifier;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import dev.signet.testing.LoggedLines;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From claims to a name, a realm and groups. */
class IdentityMapperTest {
  private static final String WARNING =
      "WARNING issuer definition webseal: invalid groups or scopes in its tokens: ";

  @TempDir Path directory;

  private CallerIdentity map(Configs settings, Tokens token) throws Exception {
    SignetConfig config = settings.load();
    CompactJwt compact = CompactJwt.of(token.compact(), new TokenLocation.Header("jwt"));
    return IdentityMapper.of(config)
        .map(JwtVerifier.of(config, new SettableClock()).verify(compact, Channels.SILENT));
  }

  private void assertRejected(Rejection expected, Tokens token) {
    TokenRejectedException refused =
        assertThrows(TokenRejectedException.class, () -> map(Configs.in(directory), token));
    assertEquals(expected, refused.rejection());
  }

  private List<String> groups(Object value) throws Exception {
    return map(Configs.in(directory), Tokens.good().claim("groups", value)).groups();
  }

  @Test
  void theCallerHasRealmQualifiedIds() throws Exception {
    CallerIdentity caller =
        map(Configs.in(directory), Tokens.good().claim("groups", List.of("groupa", "groupb")));
    assertEquals("testuser", caller.name());
    assertEquals("user:defaultRealm/testuser", caller.accessId());
    assertEquals(
        List.of("group:defaultRealm/groupa", "group:defaultRealm/groupb"), caller.groupAccessIds());
  }

  @Test
  void theRealmMayBeAClaimOutOfAList() throws Exception {
    Configs config =
        Configs.in(directory)
            .without("realmName")
            .issuer("realmIdentifier", "org.realm")
            .issuer("realms", List.of("bank", "test"));
    CallerIdentity caller = map(config, Tokens.good().claim("org", Map.of("realm", "test")));
    assertEquals("user:test/testuser", caller.accessId());
    assertEquals(List.of("group:test/groupa"), caller.groupAccessIds());
    assertEquals("bank", config.load().challengeRealm());
    for (Object other : List.of("other", "", List.of("bank"), 1)) {
      TokenRejectedException refused =
          assertThrows(
              TokenRejectedException.class,
              () -> map(config, Tokens.good().claim("org", Map.of("realm", other))));
      assertEquals(Rejection.REALM_NOT_ALLOWED, refused.rejection());
    }
    assertThrows(TokenRejectedException.class, () -> map(config, Tokens.good()));
  }

  @Test
  void scopesAreGroupsWhereTheDefinitionSaysSo() throws Exception {
    Tokens token = Tokens.good().claim("scope", "read  write");
    assertEquals(List.of("groupa"), map(Configs.in(directory), token).groups());
    Configs config = Configs.in(directory).issuer("scopeGroupPrefix", "scope:");
    assertEquals(List.of("groupa", "scope:read", "scope:write"), map(config, token).groups());
    assertEquals(List.of("groupa"), map(config, Tokens.good().claim("scope", "")).groups());
  }

  private List<String> scopes(Tokens token) throws Exception {
    return map(Configs.in(directory).issuer("scopeGroupPrefix", "scope:"), token.without("groups"))
        .groups();
  }

  @Test
  void scopesComeAsAStringOrAnArrayInEitherClaim() throws Exception {
    List<String> both = List.of("scope:read", "scope:write");
    for (String claim : List.of("scope", "scp")) {
      for (Object value : List.of("read write", " read  write ", List.of("read", "write"))) {
        assertEquals(both, scopes(Tokens.good().claim(claim, value)));
      }
      assertEquals(List.of(), scopes(Tokens.good().claim(claim, new Tokens.Raw("null"))));
      assertEquals(List.of(), scopes(Tokens.good().claim(claim, List.of())));
      assertEquals(
          List.of("scope:read", "scope:a,b"), scopes(Tokens.good().claim(claim, "read a,b")));
    }
    assertEquals(both, scopes(Tokens.good().claim("scope", "read").claim("scp", List.of("write"))));
    assertEquals(
        List.of("groupa"),
        map(Configs.in(directory), Tokens.good().claim("scp", "read").claim("scope", 7)).groups());
  }

  static Stream<Object> noScopes() {
    return Stream.of(
        7, true, Map.of("read", true), "[\"read\",\"write\"]", "[read, write]", "{\"read\":1}");
  }

  @ParameterizedTest
  @MethodSource("noScopes")
  void scopesOfAnotherKindAreRefused(Object value) {
    for (String claim : List.of("scope", "scp")) {
      TokenRejectedException refused =
          assertThrows(
              TokenRejectedException.class, () -> scopes(Tokens.good().claim(claim, value)));
      assertEquals(Rejection.GROUPS_MALFORMED, refused.rejection());
    }
  }

  @Test
  void anOddScopeIsLeftOutAndLocksNobodyOut() throws Exception {
    Tokens.Raw odd = new Tokens.Raw("[\"read\",null,7,\"\",\" a\",\"b \",\"c d\",\"[h]\"]");
    assertEquals(List.of("scope:read"), scopes(Tokens.good().claim("scope", odd)));
    assertEquals(List.of("scope:read"), scopes(Tokens.good().claim("scp", odd)));
    for (String json :
        List.of("[\"read\",true]", "[\"read\",[\"g\"]]", "[\"e\\tf\"]", "\"a\\nb\"")) {
      Tokens token = Tokens.good().claim("scope", new Tokens.Raw(json));
      assertEquals(
          Rejection.GROUPS_MALFORMED,
          assertThrows(TokenRejectedException.class, () -> scopes(token)).rejection());
    }
  }

  @Test
  void aGroupThatLooksLikeAnIdStaysInItsRealm() throws Exception {
    CallerIdentity caller =
        map(Configs.in(directory), Tokens.good().claim("groups", "group:otherRealm/admin"));
    assertEquals(List.of("group:defaultRealm/group:otherRealm/admin"), caller.groupAccessIds());
  }

  @Test
  void oneGroupMayBeAStringAndNoneMayBeMissing() throws Exception {
    assertEquals(List.of("groupa"), groups("groupa"));
    assertEquals(List.of("a", "b"), groups(List.of("a", "b", "a")));
    assertEquals(List.of(), groups(List.of()));
    assertEquals(List.of(), groups(""));
    assertEquals(List.of("a"), groups(List.of("", "a")));
    assertEquals(List.of(), groups(new Tokens.Raw("null")));
    assertEquals(List.of(), map(Configs.in(directory), Tokens.good().without("groups")).groups());
  }

  static Stream<Object> noGroups() {
    return Stream.of(
        7,
        true,
        Map.of("a", 1),
        Map.of("admin", Map.of("1", "example.com")),
        "a\nb",
        " a",
        "[\"a\",\"b\"]",
        "[a, b]",
        "[]",
        "{\"a\":1}");
  }

  @ParameterizedTest
  @MethodSource("noGroups")
  void groupsThatAreNoNamesAreRefused(Object value) {
    assertRejected(Rejection.GROUPS_MALFORMED, Tokens.good().claim("groups", value));
  }

  static Stream<Arguments> oddGroups() {
    return Stream.of(
        Arguments.of(new Tokens.Raw("null"), "not a string, left out (1)"),
        Arguments.of(7, "not a string, left out (1)"),
        Arguments.of("", "empty, left out (1)"),
        Arguments.of(" b", "with blanks around it or in a scope, left out (1)"),
        Arguments.of("a ", "with blanks around it or in a scope, left out (1)"),
        Arguments.of("[b, c]", "a list or an object written into a string, left out (1)"),
        Arguments.of("{\"b\":1}", "a list or an object written into a string, left out (1)"));
  }

  @ParameterizedTest
  @MethodSource("oddGroups")
  void anOddGroupIsLeftOutCountedAndLocksNobodyOut(Object odd, String said) throws Exception {
    try (LoggedLines lines = LoggedLines.of(GroupOddities.class.getName())) {
      List<Object> groups = Arrays.asList("a", odd, "z[1]");
      assertEquals(List.of("a", "z[1]"), groups(groups));
      assertEquals(List.of(WARNING + said), lines.all());
    }
  }

  @Test
  void whatIsOddIsSaidOnceInAWhileForEachDefinition() throws Exception {
    SignetConfig config = Configs.in(directory).load();
    IdentityMapper mapper = IdentityMapper.of(config);
    JwtVerifier verifier = JwtVerifier.of(config, new SettableClock());
    try (LoggedLines lines = LoggedLines.of(GroupOddities.class.getName())) {
      for (int i = 0; i < 5; i++) {
        Tokens token = Tokens.good().claim("groups", List.of("a", 7, "secret "));
        CompactJwt compact = CompactJwt.of(token.compact(), new TokenLocation.Header("jwt"));
        assertEquals(List.of("a"), mapper.map(verifier.verify(compact, Channels.SILENT)).groups());
      }
      assertEquals(List.of(WARNING + "not a string, left out (1)"), lines.all());
    }
  }

  @Test
  void aClaimThatIsRefusedAsAWholeIsNamed() throws Exception {
    Map<Object, String> refused =
        Map.of(
            Map.of("admin", Map.of("1", "example.com")),
            "the claim is an object, token refused (1)",
            List.of("a", "b\nc"),
            "an entry with control characters, token refused (1)",
            List.of("a", true),
            "an entry that is a boolean, an array or an object, token refused (1)",
            List.of(List.of("a")),
            "an entry that is a boolean, an array or an object, token refused (1)",
            "[\"a\",\"b\"]",
            "the claim is a list or an object written into a string, token refused (1)",
            7,
            "the claim is neither a name nor an array of names, token refused (1)");
    refused.forEach(
        (value, said) -> {
          try (LoggedLines lines = LoggedLines.of(GroupOddities.class.getName())) {
            assertRejected(Rejection.GROUPS_MALFORMED, Tokens.good().claim("groups", value));
            assertEquals(List.of(WARNING + said), lines.all());
          }
        });
  }

  static Stream<Object> noUsers() {
    return Stream.of("", " ", " testuser", "test\nuser", 7, List.of("testuser"), Map.of());
  }

  @ParameterizedTest
  @MethodSource("noUsers")
  void aTokenWithoutANameIsRefused(Object value) {
    assertRejected(Rejection.USER_MISSING, Tokens.good().claim("sub", value));
  }

  @Test
  void aTokenWithoutSubIsRefused() {
    assertRejected(Rejection.USER_MISSING, Tokens.good().without("sub"));
  }

  @Test
  void ofSeveralClaimsTheFirstThatIsThereIsTheName() throws Exception {
    Configs config = Configs.in(directory).issuer("userIdentifier", List.of("upn", "email", "sub"));
    Tokens token = Tokens.good();
    assertEquals("testuser", map(config, token).name());
    assertEquals("a@example.com", map(config, token.claim("email", "a@example.com")).name());
    assertEquals("first", map(config, token.claim("upn", "first")).name());
    // one that is there and no name is not passed over
    Tokens notAName = token.claim("upn", 1);
    assertEquals(
        Rejection.USER_MISSING,
        assertThrows(TokenRejectedException.class, () -> map(config, notAName)).rejection());
  }

  @Test
  void namesAndGroupsMayLieDeep() throws Exception {
    CallerIdentity caller =
        map(
            Configs.in(directory)
                .issuer("userIdentifier", "person.name")
                .issuer("groupIdentifier", "resource_access.\"client.id\".roles"),
            Tokens.good()
                .claim("person", Map.of("name", "deep user"))
                .claim("resource_access", Map.of("client.id", Map.of("roles", List.of("r1")))));
    assertEquals("deep user", caller.name());
    assertEquals(List.of("r1"), caller.groups());
  }

  @Test
  void aGroupBringsTheRolesItIsGiven() throws Exception {
    CallerIdentity caller =
        map(
            Configs.in(directory)
                .issuer("groupToRoles", Map.of("groupa", List.of("RoleA", "all"), "x", "RoleX")),
            Tokens.good());
    assertEquals(List.of("groupa", "RoleA", "all"), caller.groups());
  }

  private List<String> separated(String separator, Object value) throws Exception {
    Configs settings = Configs.in(directory).issuer("groupSeparator", separator);
    return map(settings, Tokens.good().claim("groups", value)).groups();
  }

  @Test
  void severalGroupsInOneStringAreTakenApartWhereTheDefinitionSaysSo() throws Exception {
    assertEquals(List.of("a,b"), groups("a,b"));
    assertEquals(List.of("a", "b c"), separated(",", "a, b c,,a"));
    assertEquals(List.of("a", "b"), separated("|", "a|b"));
    assertEquals(List.of("a", "b"), separated("space", "a b"));
    assertEquals(List.of(), separated(",", ""));
    assertThrows(TokenRejectedException.class, () -> separated(",", "a,b\nd,c"));
    assertThrows(TokenRejectedException.class, () -> separated(",", "[\"a\",\"b\"]"));
    assertThrows(TokenRejectedException.class, () -> separated(",", " [a, b] "));
  }

  @Test
  void aMemberOfAnArrayIsNeverTakenApart() throws Exception {
    assertEquals(List.of("a,b", "c"), separated(",", List.of("a,b", "c")));
  }
}
