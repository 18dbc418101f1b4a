package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.testing.Configs;
import dev.signet.testing.Tokens;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be said of the address for logouts, with the words of each mistake. */
class BackchannelLogoutSettingsTest {
  private static final String PATH = "backchannelLogoutPath";
  private static final String AUDIENCES = "backchannelLogoutAudiences";
  private static final String AT = "issuers[0].";

  @TempDir Path directory;

  private Configs config() {
    return Configs.in(directory)
        .issuer("audiences", "urn:app")
        .issuer("maxTokenAge", "1h")
        .issuer(PATH, "/signet/logout");
  }

  private static String problems(Configs config) {
    ConfigException wrong = assertThrows(ConfigException.class, config::tryLoad);
    return String.join("\n", wrong.problems().stream().map(String::valueOf).toList());
  }

  private static Optional<BackchannelLogout> logout(Configs config) {
    return config.load().issuers().get(0).backchannelLogout();
  }

  @Test
  void itIsOffUnlessAPathIsNamed() {
    assertEquals(Optional.empty(), logout(Configs.in(directory)));
    assertEquals(
        Optional.of(new BackchannelLogout("/signet/logout", Set.of("urn:app"))), logout(config()));
    assertEquals(
        Optional.of(new BackchannelLogout("/signet/logout", Set.of("a", "b"))),
        logout(config().issuer(AUDIENCES, List.of("a", "b"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a", "/a/b.c", "/~x/-_", "/..a", "/.well-known/logout"})
  void aPathHasPlainSegments(String path) {
    assertEquals(path, logout(config().issuer(PATH, path)).orElseThrow().path());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "/", "/a/", "//a", "/a/../b", "/.", "/a;b", "/a%20", "/a?b", "/ä"})
  void anythingElseIsNoPath(String path) {
    assertEquals(
        AT
            + PATH
            + ": is not a path such as \"/signet/logout\": it has letters, digits, and - . _ ~",
        problems(config().issuer(PATH, path)));
  }

  @Test
  void aLogoutIsForANamedAudience() {
    assertEquals(
        AT
            + AUDIENCES
            + ": is missing: the client id at the issuer, which \"aud\" of a logout token names;"
            + " audiences is ALL_AUDIENCES and names none",
        problems(config().issuer("audiences", "ALL_AUDIENCES")));
    assertEquals(
        AT
            + AUDIENCES
            + ": has ALL_AUDIENCES: name the client id, since a logout for another ends nothing",
        problems(config().issuer(AUDIENCES, "ALL_AUDIENCES")));
    assertEquals(
        AT + AUDIENCES + ": does nothing without " + PATH,
        problems(config().without(PATH).issuer(AUDIENCES, "x")));
  }

  @Test
  void itIsRememberedAsLongAsATokenLasts() {
    String needed =
        ": has logouts, so every definition of this issuer needs maxTokenLifetime or maxTokenAge:"
            + " it says how long a logout is remembered";
    assertEquals(AT + PATH + needed, problems(config().without("maxTokenAge")));
    Configs two = config();
    Map<String, @Nullable Object> first = two.issuerSettings();
    first.put("authFilter", Map.of("host", Map.of("name", "a")));
    Map<String, @Nullable Object> second = new HashMap<>(first);
    second.put("id", "second");
    second.put("authFilter", Map.of("host", Map.of("name", "b")));
    second.remove("maxTokenAge");
    second.remove(PATH);
    assertEquals(
        "issuers[1].issuerIdentifier" + needed,
        problems(two.root("issuers", List.of(first, second))));
    assertEquals(
        "issuers[1]." + PATH + needed, problems(two.root("issuers", List.of(second, first))));
  }

  @Test
  void eachDefinitionHasItsOwnPath() {
    Map<String, @Nullable Object> first = config().issuerSettings();
    Map<String, @Nullable Object> second = new HashMap<>(first);
    second.put("id", "second");
    second.put("issuerIdentifier", Tokens.ISSUER + "/other");
    assertEquals(
        "issuers[1]." + PATH + ": is also the path of another definition",
        problems(config().root("issuers", List.of(first, second))));
  }

  @Test
  void itNeedsKeysAndAnIssuerThatSendsLogouts() {
    Configs asked =
        config()
            .without("publicKeyLocation")
            .without("signatureAlgorithm")
            .issuer("validationMethod", "introspect")
            .issuer("validationEndpointUrl", "https://idp.example.com/introspect")
            .issuer("clientId", "x")
            .issuer("clientSecret", "y");
    assertEquals(
        AT + PATH + ": needs the issuer's keys, and validationMethod is introspect",
        problems(asked));
    assertEquals(
        AT + PATH + ": is not for this preset: this kind of proxy sends no logout tokens",
        problems(config().issuer("preset", "cloudflare-access")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "application/Logout+JWT"})
  void theTypeOfALogoutTokenIsNoTypeOfAnIdentity(String type) {
    assertEquals(
        AT + "tokenTypes: has logout+jwt: a logout token is never an identity",
        problems(config().issuer("tokenTypes", List.of("JWT", type))));
  }
}
