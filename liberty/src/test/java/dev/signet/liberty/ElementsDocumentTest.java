package dev.signet.liberty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.ConfigException;
import dev.signet.config.Propagation;
import dev.signet.config.SignetConfig;
import dev.signet.crypto.ServerParts;
import dev.signet.settings.ConfigProblem;
import dev.signet.settings.GivenDocument;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Properties as Liberty 26.0.0.3 gives them for elements, and the configuration they make. */
class ElementsDocumentTest {
  private static final String ISSUER = "https://www.myidp.ibm.com";

  @TempDir private Path folder;

  private final Map<String, Dictionary<String, Object>> filters = new Hashtable<>();
  private Dictionary<String, Object> article = new Hashtable<>();

  @BeforeEach
  void anArticle() {
    article =
        element(
            "config.displayId", "signet_issuer[RS]",
            "id", "RS",
            "inboundPropagation", "required",
            "issuerIdentifier", ISSUER,
            "audiences", new String[] {"ALL_AUDIENCES"},
            "signatureAlgorithm", new String[] {"RS256"},
            "jwkEndpointUrl", "https://keys.example/jwks",
            "realmName", "defaultRealm",
            "groupIdentifier", "groups",
            "headerName", "jwt",
            "service.pid", "dev.signet.issuer_0");
  }

  private static Dictionary<String, Object> element(Object... properties) {
    Dictionary<String, Object> element = new Hashtable<>();
    for (int i = 0; i < properties.length; i += 2) {
      element.put((String) properties[i], properties[i + 1]);
    }
    return element;
  }

  private GivenDocument document(
      Optional<Dictionary<String, Object>> signet, List<Dictionary<String, Object>> issuers) {
    return ElementsDocument.of(
        signet, issuers, pid -> Optional.ofNullable(filters.get(pid)), folder);
  }

  private List<?> issuers(List<Dictionary<String, Object>> elements) {
    Object issuers = document(Optional.empty(), elements).settings().get("issuers");
    return (List<?>) Objects.requireNonNull(issuers);
  }

  private SignetConfig load() throws ConfigException {
    return SignetConfig.of(document(Optional.empty(), List.of(article)), ServerParts.NONE);
  }

  private List<String> mistakes() {
    return assertThrows(ConfigException.class, this::load).problems().stream()
        .map(ConfigProblem::toString)
        .toList();
  }

  @Test
  void theArticlesElementIsADefinition() throws ConfigException {
    SignetConfig config = load();
    assertEquals("RS", config.issuers().get(0).id());
    assertEquals(ISSUER, config.issuers().get(0).issuerIdentifier());
    assertEquals(Propagation.REQUIRED, config.issuers().get(0).inboundPropagation());
    assertEquals("server.xml", config.source());
  }

  @Test
  void textsAreNumbersBooleansAndDurations() throws ConfigException {
    article.put("clockSkew", "1m30s");
    article.put("tokenReuse", "false");
    Dictionary<String, Object> signet = element("maxRememberedTokens", "7");
    SignetConfig config =
        SignetConfig.of(document(Optional.of(signet), List.of(article)), ServerParts.NONE);
    assertEquals(7, config.maxRememberedTokens());
  }

  @Test
  void aMistakeNamesElementAndAttribute() {
    article.put("tokenReuse", "ture");
    article.put("clockSkew", "90");
    article.put("inboundPropagation", "bogus");
    article.put("audiense", "x");
    assertEquals(
        Set.of(
            "signet_issuer[RS].inboundPropagation: must be one of required, supported, none",
            "signet_issuer[RS].clockSkew: must be a number of seconds or a text such as \"60s\","
                + " \"5m\" or \"1h30m\"",
            "signet_issuer[RS].tokenReuse: must be true or false",
            "signet_issuer[RS].audiense: is not a setting; did you mean \"audiences\"?"),
        Set.copyOf(mistakes()));
  }

  @Test
  void nestedElementsAreObjectsListsAndTables() {
    article.put("authFilter.0.config.referenceType", "dev.signet.authFilter");
    article.put("authFilter.0.id", "afint");
    article.put("authFilter.0.remoteAddress.0.id", "m");
    article.put("authFilter.0.remoteAddress.0.ip", new String[] {"10.1.0.2"});
    article.put("authFilter.0.remoteAddress.0.matchType", "equals");
    article.put("groupToRoles.0.config.referenceType", "dev.signet.entry");
    article.put("groupToRoles.0.name", "a");
    article.put("groupToRoles.0.value", new String[] {"A", "B"});
    Map<?, ?> definition = (Map<?, ?>) issuers(List.of(article)).get(0);
    assertEquals(
        Map.of("remoteAddress", Map.of("ip", List.of("10.1.0.2"), "matchType", "equals")),
        definition.get("authFilter"));
    assertEquals(Map.of("a", List.of("A", "B")), definition.get("groupToRoles"));
  }

  @Test
  void aReferenceToNothingIsAMistake() {
    article.put("trustStoreRef", "defaultKeyStore");
    article.put("trustAliasName", new String[] {"rsakey1"});
    article.remove("jwkEndpointUrl");
    assertEquals(
        List.of(
            "signet_issuer[RS].trustStoreRef: \"defaultKeyStore\" is not the id of a key store"),
        mistakes());
    article.put("authFilterRef", "none");
    assertTrue(
        mistakes()
            .contains("signet_issuer[RS].authFilterRef: \"none\" is not the id of an authFilter"));
  }

  @Test
  void whatLibertysFilterMeansOtherwiseIsAMistake() {
    filters.put(
        "filter_0",
        element(
            "id", "f",
            "remoteAddress.0.ip", "10.1.*.*",
            "remoteAddress.0.matchType", "contains",
            "cookie.0.name", "x",
            "cookie.0.matchType", "contains"));
    article.put("authFilterRef", "filter_0");
    List<String> mistakes = mistakes();
    assertTrue(
        mistakes.get(0).startsWith("signet_issuer[RS].authFilterRef.remoteAddress: matchType"),
        mistakes::toString);
    assertTrue(
        mistakes.get(1).startsWith("signet_issuer[RS].authFilterRef.cookie: is compared"),
        mistakes::toString);
  }

  @Test
  void theZosElementRunsAsItIs() throws ConfigException {
    article.remove("audiences");
    article.put("clientId", "COLINCOO2");
    article.put("mapIdentityToRegistryUser", "false");
    List<String> warnings = load().warnings().stream().map(ConfigProblem::toString).toList();
    assertTrue(
        warnings.contains("RS.audiences: tokens for any audience are accepted"),
        warnings::toString);
    assertTrue(
        warnings.stream().anyMatch(w -> w.startsWith("RS.clientId: has no effect")),
        warnings::toString);
  }

  @Test
  void definitionsWithAFilterComeFirstAndThenTheIdsCount() {
    Dictionary<String, Object> filtered = element("id", "z", "authFilterRef", "filter_0");
    Dictionary<String, Object> first = element("id", "a");
    List<?> issuers = issuers(List.of(article, first, filtered));
    assertEquals(
        List.of("z", "RS", "a"), issuers.stream().map(i -> ((Map<?, ?>) i).get("id")).toList());
  }

  @Test
  void aFileAddsItsDefinitionsAndAnEqualIdNamesBothPlaces() throws Exception {
    Path file = folder.resolve("signet.json");
    String text =
        """
        {"maxRememberedTokens": 5, "issuers": {"id": "%s", "issuerIdentifier": "other",
          "audiences": "x", "signatureAlgorithm": "RS256", "jwkEndpointUrl": "https://k.example/"}}
        """;
    Files.writeString(file, text.formatted("fromFile"));
    Dictionary<String, Object> signet = element("configFile", "signet.json");
    SignetConfig config =
        SignetConfig.of(document(Optional.of(signet), List.of(article)), ServerParts.NONE);
    assertEquals(List.of("fromFile", "RS"), config.issuers().stream().map(i -> i.id()).toList());
    Files.writeString(file, text.formatted("RS"));
    signet.put("maxRememberedTokens", "6");
    ConfigException wrong =
        assertThrows(
            ConfigException.class,
            () ->
                SignetConfig.of(document(Optional.of(signet), List.of(article)), ServerParts.NONE));
    assertEquals(
        List.of(
            "signet.maxRememberedTokens: is in " + file + " as well: take one away",
            "signet_issuer[RS].id: is also the id of " + file + ": issuers[0]"),
        wrong.problems().stream().map(ConfigProblem::toString).toList());
  }

  /** Each setting of the schema gets through to the reader: none is "not a setting". */
  @Test
  void everySettingOfAnIssuerIsReadByItsName() throws IOException {
    try (Reader text = Files.newBufferedReader(Path.of("../docs/signet.schema.json"));
        JsonReader reader = Json.createReader(text)) {
      JsonObject definitions = reader.readObject().getJsonObject("$defs");
      List<String> unknown = new ArrayList<>();
      definitions
          .getJsonObject("issuers")
          .getJsonObject("properties")
          .forEach((name, schema) -> article.put(name, "x"));
      mistakes().stream().filter(m -> m.contains("is not a setting")).forEach(unknown::add);
      assertEquals(List.of(), unknown);
    }
  }
}
