package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.mapping.ClaimPath;
import dev.signet.mapping.RealmRule;
import dev.signet.settings.ConfigProblem;
import dev.signet.testing.Configs;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration must say, and how a wrong one is told. */
class SignetConfigTest {
  @TempDir Path directory;

  private List<String> problems(Configs config) {
    ConfigException wrong = assertThrows(ConfigException.class, config::tryLoad);
    return wrong.problems().stream().map(ConfigProblem::toString).toList();
  }

  private void assertProblem(String expected, Configs config) {
    assertEquals(List.of(expected), problems(config));
  }

  @Test
  void theSeedsOwnValuesAreRead() throws Exception {
    TestKeys.trustStore(directory.resolve("key.p12"), "PKCS12", "rsakey1", TestKeys.RSA);
    IssuerConfig issuer =
        Configs.load(
                directory,
                """
                { "issuers": [
                    { "id": "RS", "inboundPropagation": "required", "headerName": "jwt",
                      "issuerIdentifier": "https://www.myidp.ibm.com",
                      "audiences": ["ALL_AUDIENCES"], "signatureAlgorithm": "RS256",
                      "trustStoreRef": "trust", "trustAliasName": "rsakey1",
                      "realmName": "defaultRealm", "userIdentifier": "sub",
                      "groupIdentifier": "groups", "clockSkew": "60s" } ],
                  "keyStores": [
                    { "id": "trust", "location": "key.p12", "password": "a test's own secret" } ] }
                """)
            .issuers()
            .get(0);
    assertEquals("RS", issuer.id());
    assertEquals(Set.of(new TokenLocation.Header("jwt")), issuer.tokenSource().locations());
    assertEquals(Set.of(SignatureAlgorithm.RS256), issuer.signatureAlgorithms());
    assertEquals(Duration.ofSeconds(60), issuer.claims().clockSkew());
    assertEquals(new RealmRule.Fixed("defaultRealm"), issuer.identity().realm());
    assertTrue(issuer.acceptsAllAudiences());
    KeySource.Local keys = (KeySource.Local) issuer.keySource();
    assertEquals(TestKeys.RSA.getPublic(), keys.load().get(0).key());
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    IssuerConfig issuer =
        Configs.in(directory)
            .without("id")
            .without("headerName")
            .without("inboundPropagation")
            .without("realmName")
            .load()
            .issuers()
            .get(0);
    assertEquals(Tokens.ISSUER, issuer.id());
    assertEquals(new RealmRule.Fixed(Tokens.ISSUER), issuer.identity().realm());
    assertEquals(Propagation.REQUIRED, issuer.inboundPropagation());
    assertEquals(
        Set.of(new TokenLocation.Header("Authorization")), issuer.tokenSource().locations());
    assertEquals(List.of(ClaimPath.parse("sub")), issuer.identity().users());
    assertEquals(ClaimPath.parse("groups"), issuer.identity().groups());
    assertEquals(Duration.ofSeconds(60), issuer.claims().clockSkew());
  }

  @Test
  void anIssuerThatCannotBeARealmNeedsOne() {
    Configs config = Configs.in(directory).issuer("issuerIdentifier", "a\"b, c");
    assertEquals("a\"b, c", config.load().issuers().get(0).issuerIdentifier());
    assertProblem(
        "issuers[0].issuerIdentifier: has a quote or a blank, so it cannot be the realm: set"
            + " realmName",
        config.without("realmName"));
  }

  @Test
  void everyMistakeIsToldAtOnceByItsPath() {
    assertEquals(
        List.of(
            "issuers[0].issuerIdentifier: is missing: the exact value of \"iss\" in the token",
            "issuers[0].inboundPropagation: must be one of required, supported, none",
            "issuers[0].audiences: is missing: a value that \"aud\" must have, or"
                + " ALL_AUDIENCES to accept tokens for any audience",
            "issuers[0].clockSkew: must be a number of seconds or a text such as \"60s\", \"5m\" or"
                + " \"1h30m\"",
            "issuers[0].signatureAlgorithm: \"HS256\" is not one of "
                + String.join(", ", SignatureAlgorithm.names()),
            "issuers[0].groupIdentifer: is not a setting; did you mean \"groupIdentifier\"?",
            "isuers: is not a setting; did you mean \"issuers\"?"),
        problems(
            Configs.in(directory)
                .without("issuerIdentifier")
                .without("audiences")
                .issuer("inboundPropagation", "always")
                .issuer("signatureAlgorithm", "HS256")
                .issuer("clockSkew", "a minute")
                .issuer("groupIdentifer", "groups")
                .root("isuers", List.of())));
  }

  @Test
  void aByteOrderMarkBeforeTheFileIsPassedOver() throws Exception {
    Path file = directory.resolve("signet.json");
    Configs.in(directory).load();
    Files.writeString(file, "\uFEFF" + Files.readString(file));
    assertEquals("webseal", SignetConfig.load(file).issuers().get(0).id());
  }

  private static String address(String setting, String url) {
    return "issuers[0]." + setting + ": " + url;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://keys.example{kid}",
        "https://keys.example{kid}/x",
        "https://{kid}/x",
        "https://{kid}.keys.example/{kid}",
        "https://keys.example:1{kid}/x",
        "https://{kid}@keys.example/x",
        "{kid}://keys.example/x",
        "https://keys.example?{kid}",
        "https://keys.example/x#{kid}",
        "https://keys.example/{kid}#{kid}"
      })
  void aTokenNeverSaysWhichHostIsAskedForItsKey(String template) {
    Configs config =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("kidPattern", "[a-z]+")
            .issuer("pemEndpointUrl", template);
    assertEquals(
        List.of(address("pemEndpointUrl", "has {kid} outside its path and query")),
        problems(config));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{kid}/../x", "{kid}/..", "./{kid}", "a/%2e%2E/{kid}"})
  void theKeysNameStaysInItsAddress(String path) {
    Configs config =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("kidPattern", "[a-z]+")
            .issuer("pemEndpointUrl", "https://keys.example/" + path);
    assertEquals(
        List.of(
            address(
                "pemEndpointUrl",
                "has . or .. in its path, which could make a server ignore {kid}")),
        problems(config));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/{kid}", "/a/{kid}/b.{kid}.pem?x=1", "/?kid={kid}", ":8443/a?b=/{kid}"})
  void theKeysNameMayStandInPathAndQuery(String rest) {
    Configs config =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("kidPattern", "[a-z]+")
            .issuer("pemEndpointUrl", "https://keys.example" + rest);
    assertEquals(1, config.load().issuers().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwkEndpointUrl", "discoveryEndpointUrl", "pemEndpointUrl"})
  void aHostWithAnUnderscoreIsRefusedWithTheReason(String setting) {
    Configs config =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer(setting, "https://key_server.example:8443/x");
    if (setting.equals("pemEndpointUrl")) {
      config
          .issuer("kidPattern", "[a-z]+")
          .issuer(setting, "https://key_server.example:8443/{kid}");
    }
    assertEquals(
        List.of(
            address(
                setting,
                "has an underscore in its host name, which Java's HTTP client does not accept:"
                    + " use a host name of letters, digits, hyphens and dots")),
        problems(config));
  }

  @Test
  void metadataThatMayNameKeysWithoutTlsIsMentioned() {
    Configs config =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("maxTokenLifetime", 60)
            .issuer("audiences", "urn:a")
            .issuer("discoveryEndpointUrl", "https://idp.example/metadata");
    assertEquals(List.of(), config.load().warnings());
    assertEquals(
        List.of(
            "webseal.httpsRequired: the metadata may name an address of keys without TLS:"
                + " an attacker on the network can replace the keys"),
        config.issuer("httpsRequired", false).load().warnings().stream()
            .map(ConfigProblem::toString)
            .toList());
  }

  @Test
  void theMessageNamesTheFileOnceAndEveryPath() {
    ConfigException wrong =
        assertThrows(
            ConfigException.class,
            () -> Configs.in(directory).without("audiences").issuer("id", 7).tryLoad());
    assertEquals(
        List.of(
            directory.resolve("signet.json") + " has 2 mistakes:",
            "  issuers[0].id: must be a string, not number",
            "  issuers[0].audiences: is missing: a value that \"aud\" must have, or"
                + " ALL_AUDIENCES to accept tokens for any audience"),
        String.valueOf(wrong.getMessage()).lines().toList());
  }

  private static final String SLASH =
      "begins with a slash, which Liberty takes for the end of the realm";

  @Test
  void noRealmBeginsWithASlashWhereverItComesFrom() {
    assertProblem(
        "issuers[0].realmName: " + SLASH, Configs.in(directory).issuer("realmName", "/a"));
    assertProblem(
        "issuers[0].realms: " + SLASH,
        Configs.in(directory)
            .without("realmName")
            .issuer("realmIdentifier", "realm")
            .issuer("realms", List.of("bank", "/bank")));
    assertProblem(
        "issuers[0].issuerIdentifier: " + SLASH + ", so it cannot be the realm: set realmName",
        Configs.in(directory).without("realmName").issuer("issuerIdentifier", "/idp"));
    for (String realm : List.of("https://tenant.example.com/", "a//b", "a/", "a:b", ":")) {
      Configs config = Configs.in(directory).issuer("realmName", realm);
      assertEquals(new RealmRule.Fixed(realm), config.load().issuers().get(0).identity().realm());
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("headerName", "two words", "is not a name of a header"),
        Arguments.of("headerName", "", "is empty"),
        Arguments.of("cookieName", "a;b", "is not a name of a cookie"),
        Arguments.of("audiences", List.of(), "is an empty array"),
        Arguments.of(
            "audiences",
            List.of("ALL_AUDIENCES", "urn:a"),
            "has ALL_AUDIENCES and other values: use one or the other"),
        Arguments.of("realmName", "a\"b", "has a quote or a blank"),
        Arguments.of("realmName", "a\u2028b", "has a quote or a blank"),
        Arguments.of("realmName", "a\u0085b", "has a quote or a blank"),
        Arguments.of("realmName", "/a/b", SLASH),
        Arguments.of("realmName", "/", SLASH),
        Arguments.of("realmName", "//a", SLASH),
        Arguments.of(
            "groupToRoles",
            Map.of("groupa", List.of("RoleA", "Role\u2028B")),
            "is not a name: it has blanks around it or control characters"),
        Arguments.of(
            "scopeGroupPrefix",
            "a\u2029b",
            "is not a name: it has blanks around it or control characters"),
        Arguments.of("clockSkew", 601, "is longer than 600 seconds"),
        Arguments.of("clockSkew", -1, "must be between 0 and 2147483647"),
        Arguments.of("userIdentifier", "a..b", "a claim path needs names between its dots"),
        Arguments.of("groupIdentifier", "a.\"b", "a quote in the claim path is not closed"),
        Arguments.of("maxTokenAge", 0, "must be more than 0"),
        Arguments.of("certificateBound", "yes", "must be one of required, supported, ignored"),
        Arguments.of("realms", "bank", "is allowed only with realmIdentifier"),
        Arguments.of("httpsRequired", "no", "must be true or false, not string"),
        Arguments.of("groupToRoles", List.of(), "must be an object, not array"),
        Arguments.of(
            "signatureAlgorithm",
            List.of("RS256", "ES256"),
            "signatureAlgorithm needs an EC key on P-256, but there is none"),
        Arguments.of("signatureAlgorithm", "ES256", "matches no algorithm of signatureAlgorithm"),
        Arguments.of(
            "issuerIdentifier",
            "${env.NOT_SET_ANYWHERE}",
            "${env.NOT_SET_ANYWHERE} is not set on this server"),
        Arguments.of(
            "issuerIdentifier", "${HOME}", "${HOME} is neither ${env.NAME} nor ${sys.name}"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aWrongValueIsToldWithItsPath(String name, Object value, String expected) {
    List<String> problems = problems(Configs.in(directory).issuer(name, value));
    assertTrue(
        problems.stream().anyMatch(p -> p.startsWith("issuers[0].") && p.endsWith(expected)),
        problems::toString);
  }

  @Test
  void exactlyOneSourceOfKeysIsNeeded() {
    String message =
        "exactly one of trustAliasName, publicKeyLocation, jwkEndpointUrl, discoveryEndpointUrl,"
            + " pemEndpointUrl must be set, to say where the key is";
    assertProblem(
        "issuers[0].trustAliasName: " + message,
        Configs.in(directory).without("publicKeyLocation"));
    assertProblem(
        "issuers[0].jwkEndpointUrl: " + message,
        Configs.in(directory).issuer("jwkEndpointUrl", "https://localhost/jwks"));
  }

  @Test
  void aKeySetNeedsHttps() {
    Configs plain =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("jwkEndpointUrl", "http://localhost/jwks");
    assertProblem(
        "issuers[0].jwkEndpointUrl: is not https; only tests may set \"httpsRequired\": false",
        plain);
    List<ConfigProblem> warnings = plain.issuer("httpsRequired", false).load().warnings();
    assertTrue(
        warnings.stream().anyMatch(w -> w.path().equals("webseal.httpsRequired")),
        warnings::toString);
    assertProblem(
        "issuers[0].jwkEndpointUrl: is not an absolute https URL",
        plain.issuer("jwkEndpointUrl", "file:/etc/keys"));
  }

  @Test
  void nothingOfAnAddressIsInAMessage() {
    assertProblem(
        "issuers[0].jwkEndpointUrl: is not an absolute https URL",
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("jwkEndpointUrl", "https://user:very secret@localhost/jwks"));
  }

  @Test
  void aPemBlockThatIsNoBase64IsNamedWithItsFile() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("broken.pem"),
            "-----BEGIN PUBLIC KEY-----\nAAAAA\n-----END PUBLIC KEY-----\n");
    assertProblem(
        "issuers[0].publicKeyLocation: " + file + " has a PEM block that cannot be read",
        Configs.in(directory).issuer("publicKeyLocation", "broken.pem"));
  }

  @Test
  void allAudiencesIsSaidInTheLog() {
    Configs config = Configs.in(directory).issuer("maxTokenAge", "1d");
    assertEquals(
        List.of("webseal.audiences: tokens for any audience are accepted"),
        config.load().warnings().stream().map(ConfigProblem::toString).toList());
    assertEquals(List.of(), config.issuer("audiences", "urn:a").load().warnings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void aKeyStoresAliasIsFound(String type) throws Exception {
    TestKeys.trustStore(directory.resolve("keys"), type, "rsakey1", TestKeys.RSA);
    assertEquals(1, keyStore("keys", TestKeys.PASSWORD, "rsakey1").load().issuers().size());
  }

  @Test
  void aMissingAliasAndAnUnreadableStoreAreNamed() throws Exception {
    Path store = TestKeys.trustStore(directory.resolve("keys"), "PKCS12", "rsakey1", TestKeys.RSA);
    Files.writeString(directory.resolve("text"), "no key store");
    assertProblem(
        "issuers[0].trustAliasName: the key store "
            + store
            + " has no certificate under the alias \"rsakey2\"",
        keyStore("keys", TestKeys.PASSWORD, "rsakey2"));
    assertProblem(
        "issuers[0].trustAliasName: cannot open the key store "
            + store
            + ": it is neither PKCS12 nor JKS, or the password is wrong",
        keyStore("keys", "wrong", "rsakey1"));
    assertProblem(
        "issuers[0].trustAliasName: cannot open the key store "
            + directory.resolve("text")
            + ": it is neither PKCS12 nor JKS, or the password is wrong",
        keyStore("text", TestKeys.PASSWORD, "rsakey1"));
    assertProblem(
        "issuers[0].trustAliasName: the key store " + directory.resolve("none") + " does not exist",
        keyStore("none", TestKeys.PASSWORD, "rsakey1"));
  }

  @Test
  void aKeyStoreThatIsNotThereIsNamed() {
    assertProblem(
        "issuers[0].trustStoreRef: \"trust\" is not the id of a key store",
        keyStore("keys", "", "rsakey1").root("keyStores", List.of()));
    assertProblem(
        "issuers[0].trustStoreRef: is missing: the id of the key store that holds trustAliasName",
        keyStore("keys", "", "rsakey1").root("keyStores", List.of()).without("trustStoreRef"));
  }

  private Configs keyStore(String location, String password, String alias) {
    return Configs.in(directory)
        .without("publicKeyLocation")
        .issuer("trustStoreRef", "trust")
        .issuer("trustAliasName", alias)
        .root(
            "keyStores",
            List.of(Map.of("id", "trust", "location", location, "password", password)));
  }

  @Test
  void aKeyBelow2048BitsIsRefused() {
    List<String> problems = problems(Configs.in(directory).key(TestKeys.WEAK_RSA));
    assertEquals(1, problems.size());
    assertTrue(
        problems.get(0).endsWith("has 1024 bits; RSA needs at least 2048"), problems::toString);
  }

  @Test
  void pemFilesHoldCertificatesOrPublicKeys() throws Exception {
    TestKeys.pem(
        directory.resolve("cert.pem"),
        "CERTIFICATE",
        TestKeys.certificate(TestKeys.P_256).getEncoded());
    Configs config =
        Configs.in(directory)
            .issuer("signatureAlgorithm", "ES256")
            .issuer("publicKeyLocation", "cert.pem");
    assertEquals(1, config.load().issuers().size());
    Path secret = directory.resolve("secret.pem");
    TestKeys.pem(secret, "PRIVATE KEY", TestKeys.P_256.getPrivate().getEncoded());
    assertProblem(
        "issuers[0].publicKeyLocation: "
            + secret
            + " has a PEM block of type PRIVATE KEY; give the proxy's public key or"
            + " certificate instead",
        config.issuer("publicKeyLocation", "secret.pem"));
    Path text = Files.writeString(directory.resolve("text"), "nothing");
    assertProblem(
        "issuers[0].publicKeyLocation: "
            + text
            + " has no PEM block of type CERTIFICATE or PUBLIC KEY",
        config.issuer("publicKeyLocation", "text"));
  }

  @Test
  void anIssuersDefinitionsAreToldApart() {
    Configs config = Configs.in(directory);
    Map<String, ?> twin = config.issuerSettings();
    assertEquals(
        List.of(
            "issuers[1].issuerIdentifier: is also the issuer of an earlier definition,"
                + " which takes all requests of this one: distinguish them by authFilter",
            "issuers[1].id: is also the id of issuers[0]"),
        problems(config.root("issuers", List.of(twin, twin))));
  }

  @Test
  void whereNobodyIsTrustedThereIsNothingToStart() {
    assertProblem(
        "issuers: has no issuer whose tokens are accepted",
        Configs.in(directory).issuer("inboundPropagation", "none"));
    assertProblem(
        "issuers: has no issuer whose tokens are accepted",
        Configs.in(directory).root("issuers", List.of()));
  }

  @Test
  void aMistakeInTheTextIsTheOnlyOneAndHasItsPlace() {
    ConfigException wrong =
        assertThrows(ConfigException.class, () -> Configs.load(directory, "{\"issuers\" []}"));
    assertEquals(
        directory.resolve("signet.json")
            + " has one mistake:"
            + System.lineSeparator()
            + "  a colon is missing before line 1, column 12",
        wrong.getMessage());
  }

  @Test
  void algorithmsThatAreNoTextsAreOneMistake() {
    assertEquals(
        List.of("issuers[0].signatureAlgorithm: must be a string, not number"),
        problems(algorithms(5)));
    assertEquals(
        List.of("issuers[0].signatureAlgorithm: is an empty array"),
        problems(algorithms(List.of())));
  }

  /** The key is somewhere else, so that it fits every algorithm. */
  private Configs algorithms(Object value) {
    return Configs.in(directory)
        .without("publicKeyLocation")
        .issuer("jwkEndpointUrl", "https://localhost/jwks")
        .issuer("signatureAlgorithm", value);
  }

  @Test
  void commentsAndTheNameOfASchemaAreAllowed() throws Exception {
    Configs.in(directory).load();
    String json = Files.readString(directory.resolve("signet.json"));
    String explained =
        "// who is trusted\n{ \"$schema\": \"signet.schema.json\", /* all */ " + json.substring(1);
    assertEquals(1, Configs.load(directory, explained).issuers().size());
    assertProblem(
        "$schema: must be a string, not true", Configs.in(directory).root("$schema", true));
  }

  @Test
  void aFileThatIsNotUtf8AndAFolderAreOtherMistakes() throws Exception {
    Path file = Files.write(directory.resolve("latin.json"), new byte[] {'{', (byte) 0xe9, '}'});
    assertEquals("the file is not text in UTF-8", problemOf(file));
    Path folder = Files.createDirectory(directory.resolve("folder.json"));
    assertEquals("the file is a folder and not a file", problemOf(folder));
  }

  private static String problemOf(Path file) {
    ConfigException wrong = assertThrows(ConfigException.class, () -> SignetConfig.load(file));
    return wrong.problems().get(0).message();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = directory.resolve("none.json");
    ConfigException wrong = assertThrows(ConfigException.class, () -> SignetConfig.load(file));
    assertEquals(
        file + " has one mistake:" + System.lineSeparator() + "  the file does not exist",
        wrong.getMessage());
  }

  @Test
  void aPasswordAppearsNowhere() throws Exception {
    TestKeys.trustStore(directory.resolve("keys"), "PKCS12", "rsakey1", TestKeys.RSA);
    SignetConfig good = keyStore("keys", TestKeys.PASSWORD, "rsakey1").load();
    assertFalse(good.toString().contains(TestKeys.PASSWORD));
    ConfigException wrong =
        assertThrows(
            ConfigException.class, () -> keyStore("keys", "very secret", "rsakey1").tryLoad());
    assertFalse(String.valueOf(wrong.getMessage()).contains("very secret"));
  }

  @Test
  void applicationsAreServedUnlessLeftOut() {
    SignetConfig config =
        Configs.in(directory)
            .root("applications", List.of("/", "/app", "host2 /other"))
            .root("excludedApplications", "host2 /app")
            .load();
    assertTrue(config.applications().serves(Set.of("/", "host1 /"), false));
    assertTrue(config.applications().serves(Set.of("/app", "host1 /app"), false));
    assertTrue(config.applications().serves(Set.of("/other", "host2 /other"), false));
    assertFalse(config.applications().serves(Set.of("/app", "host2 /app"), false));
    assertFalse(config.applications().serves(Set.of("/other", "host1 /other"), false));
    assertTrue(
        Configs.in(directory).load().applications().serves(Set.of("/any", "host /any"), false));
    assertFalse(
        Configs.in(directory).load().applications().serves(Set.of("/admin", "host /admin"), true));
    assertTrue(
        config.applications().serves(Set.of("/app", "host1 /app"), true), "named, so it is meant");
    assertProblem(
        "applications: \"app 1\" is neither a context root such as \"/app\" or \"/\", nor the name"
            + " of an application",
        Configs.in(directory).root("applications", "app 1"));
  }

  private Configs loadBalancer() {
    return Configs.in(directory)
        .without("audiences")
        .issuer("preset", "aws-alb")
        .issuer("signer", "arn:aws:one")
        .issuer("client", List.of("client-1", "client-2"));
  }

  @Test
  void aLoadBalancersSignerAndClientStandForTheAudience() {
    IssuerConfig issuer = loadBalancer().load().issuers().get(0);
    assertEquals(
        new Preset.AwsAlb(Set.of("arn:aws:one"), Set.of("client-1", "client-2")), issuer.preset());
    assertTrue(issuer.acceptsAllAudiences());
    assertEquals(List.of(), loadBalancer().issuer("maxTokenLifetime", 60).load().warnings());
  }

  @Test
  void aLoadBalancersKeysSignForEverybodySoSignerAndClientAreRequired() {
    assertEquals(
        List.of(
            "issuers[0].signer: is missing: the load balancer's ARN, because the keys sign"
                + " for all customers of a region",
            "issuers[0].client: is missing: the client id of the load balancer at its"
                + " identity provider"),
        problems(loadBalancer().without("signer").without("client")));
    assertProblem(
        "issuers[0].audiences: is not a claim of these tokens: signer and client are"
            + " checked instead",
        loadBalancer().issuer("audiences", "ALL_AUDIENCES"));
  }

  @Test
  void aPresetIsOneOfTheNamedOnesAndItsSettingsAreItsOwn() {
    assertProblem(
        "issuers[0].preset: must be aws-alb or cloudflare-access",
        Configs.in(directory).issuer("preset", "aws"));
    assertProblem(
        "issuers[0].signer: is allowed only with the preset aws-alb",
        Configs.in(directory).issuer("preset", "cloudflare-access").issuer("signer", "arn"));
    assertProblem(
        "issuers[0].client: is allowed only with the preset aws-alb",
        Configs.in(directory).issuer("client", "c"));
  }

  @Test
  void aGroupSeparatorIsOneOfAFewCharacters() {
    assertEquals(
        " ",
        Configs.in(directory)
            .issuer("groupSeparator", "space")
            .load()
            .issuers()
            .get(0)
            .identity()
            .groupSeparator()
            .orElseThrow());
    assertProblem(
        "issuers[0].groupSeparator: must be one of , ; | or the word space",
        Configs.in(directory).issuer("groupSeparator", ".*"));
  }
}
