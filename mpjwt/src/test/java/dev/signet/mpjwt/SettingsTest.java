package dev.signet.mpjwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.container.ConfigSource;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.TestKeys;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of MicroProfile JWT as a definition of Signet, with really signed tokens. */
class SettingsTest {
  private static final String FILE = "META-INF/microprofile-config.properties";
  private static final String KEY = "mp.jwt.verify.publickey";
  private static final String LOCATION = "mp.jwt.verify.publickey.location";

  @TempDir private Path directory;
  private final Properties properties = new Properties();

  @BeforeEach
  void issuer() {
    properties.setProperty("mp.jwt.verify.issuer", Tokens.ISSUER);
  }

  private Path classPath() throws IOException {
    return Files.createDirectories(directory.resolve("classes"));
  }

  private void onClassPath(String name, String text) throws IOException {
    Files.writeString(classPath().resolve(name), text);
  }

  /** An application whose properties are in a folder of it: its class path, or beside it. */
  private ServletContext application(String folder) throws Exception {
    Path file = directory.resolve(folder).resolve(FILE);
    Files.createDirectories(file.getParent());
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    ClassLoader loader = new URLClassLoader(new URL[] {classPath().toUri().toURL()}, null);
    return (ServletContext)
        Proxy.newProxyInstance(
            SettingsTest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getClassLoader" -> loader;
                  case "getResourceAsStream" -> beside((String) arguments[0]);
                  default -> null;
                });
  }

  private @Nullable InputStream beside(String name) {
    Path file = directory.resolve("war" + name);
    try {
      return Files.exists(file) ? Files.newInputStream(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SignetConfig load() throws Exception {
    return source("classes").orElseThrow().load();
  }

  private Optional<ConfigSource> source(String folder) throws Exception {
    return new MicroProfileSettings().find(application(folder));
  }

  private AuthenticationResult authenticate(HttpServletRequest request) throws Exception {
    try (JwtAuthenticator line = JwtAuthenticator.of(load(), new SettableClock())) {
      return line.authenticate(request);
    }
  }

  private static HttpServletRequest bearing(Tokens token) {
    return Requests.empty().header("Authorization", "Bearer " + token.compact()).build();
  }

  private String user(Tokens token) throws Exception {
    AuthenticationResult result = authenticate(bearing(token));
    return assertInstanceOf(Authenticated.class, result, result::toString).names().user();
  }

  private Rejection refusal(HttpServletRequest request) throws Exception {
    return assertInstanceOf(Rejected.class, authenticate(request)).reason();
  }

  private String mistake() {
    return assertThrows(ConfigException.class, this::load).problems().get(0).toString();
  }

  private static String pem(KeyPair keys) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String jwk(KeyPair keys, String kid) {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{\"kty\":\"RSA\",\"kid\":\""
        + kid
        + "\",\"n\":\""
        + base64(key.getModulus())
        + "\",\"e\":\""
        + base64(key.getPublicExponent())
        + "\"}";
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  @Test
  void aKeyMayBeInEachForm() throws Exception {
    String jwk = jwk(TestKeys.RSA, "one");
    String set = "{\"keys\":[" + jwk(TestKeys.OTHER_RSA, "other") + "," + jwk + "]}";
    for (String key :
        java.util.List.of(
            pem(TestKeys.RSA),
            Base64.getEncoder().encodeToString(TestKeys.RSA.getPublic().getEncoded()),
            jwk,
            set,
            Base64.getUrlEncoder().encodeToString(jwk.getBytes(StandardCharsets.UTF_8)),
            Base64.getUrlEncoder().encodeToString(set.getBytes(StandardCharsets.UTF_8)))) {
      properties.setProperty(KEY, key);
      assertEquals("testuser", user(Tokens.good().header("kid", "one")), key);
      assertEquals(
          Rejection.SIGNATURE_INVALID,
          refusal(
              bearing(
                  Tokens.good()
                      .header("kid", "one")
                      .signedWith("RS256", TestKeys.OTHER_RSA.getPrivate()))));
    }
  }

  @Test
  void aKeyMayBeOnTheClassPathOrInAFile() throws Exception {
    onClassPath("key.pem", pem(TestKeys.RSA));
    for (String location :
        java.util.List.of(
            "key.pem",
            "/key.pem",
            "classpath:key.pem",
            classPath().resolve("key.pem").toUri().toString())) {
      properties.setProperty(LOCATION, location);
      assertEquals("testuser", user(Tokens.good()), location);
    }
    properties.setProperty(LOCATION, "/none.pem");
    assertEquals(
        "mp.jwt.verify.publickey.location: the class path of the application has no /none.pem",
        mistake());
  }

  @Test
  void theNameIsTheFirstOfThreeClaims() throws Exception {
    properties.setProperty(KEY, pem(TestKeys.RSA));
    Tokens token = Tokens.good().claim("preferred_username", "second");
    assertEquals("second", user(token));
    assertEquals("first", user(token.claim("upn", "first")));
  }

  @Test
  void theTokenIsWhereThePropertiesSay() throws Exception {
    properties.setProperty(KEY, pem(TestKeys.RSA));
    properties.setProperty("mp.jwt.token.cookie", "session");
    String token = Tokens.good().compact();
    HttpServletRequest inCookie = Requests.empty().cookie("session", token).build();
    assertInstanceOf(AuthenticationResult.NotAttempted.class, authenticate(inCookie));
    properties.setProperty("mp.jwt.token.header", "Cookie");
    assertInstanceOf(Authenticated.class, authenticate(inCookie));
  }

  @Test
  void audiencesAgeAndSkewAreChecked() throws Exception {
    properties.setProperty(KEY, pem(TestKeys.RSA));
    properties.setProperty("mp.jwt.verify.audiences", "other, mine");
    assertEquals(Rejection.AUDIENCE_MISSING, refusal(bearing(Tokens.good())));
    Tokens token = Tokens.good().claim("aud", "mine");
    assertEquals("testuser", user(token));
    properties.setProperty("mp.jwt.verify.token.age", "10");
    token.time("iat", -9);
    assertEquals("testuser", user(token));
    token.time("iat", -10);
    assertEquals(Rejection.TOO_OLD, refusal(bearing(token)));
    properties.setProperty("mp.jwt.verify.clock.skew", "1");
    assertEquals("testuser", user(token));
  }

  @Test
  void theAlgorithmIsRs256UnlessItIsNamed() throws Exception {
    properties.setProperty(KEY, pem(TestKeys.P_256));
    assertThrows(IllegalArgumentException.class, () -> user(Tokens.good()));
    properties.setProperty("mp.jwt.verify.publickey.algorithm", "ES256");
    assertEquals("testuser", user(Tokens.good().signedWith("ES256", TestKeys.P_256.getPrivate())));
  }

  @Test
  void shortKeysAreRefusedUnlessASettingOfSignetAllowsThem() throws Exception {
    properties.setProperty(KEY, pem(TestKeys.WEAK_RSA));
    Tokens token = Tokens.good().signedWith("RS256", TestKeys.WEAK_RSA.getPrivate());
    assertThrows(IllegalArgumentException.class, () -> user(token));
    properties.setProperty("signet.allowRsaKeysBelow2048Bits", "true");
    assertEquals("testuser", user(token));
  }

  @Test
  void aMistakeHasTheNameOfItsProperty() throws Exception {
    properties.setProperty(KEY, pem(TestKeys.RSA));
    properties.setProperty("mp.jwt.verify.publickey.algorithm", "HS256");
    assertEquals(
        "mp.jwt.verify.publickey.algorithm: \"HS256\" is not one of RS256, RS384, RS512, PS256,"
            + " PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519",
        mistake());
    properties.remove("mp.jwt.verify.publickey.algorithm");
    properties.remove("mp.jwt.verify.issuer");
    assertEquals(
        "mp.jwt.verify.issuer: is missing: the exact value of \"iss\" in the token", mistake());
    properties.setProperty("mp.jwt.verify.clock.skew", "soon");
    assertEquals("mp.jwt.verify.clock.skew: is not a number of seconds", mistake());
  }

  @Test
  void aKeyIsInOnePlace() throws Exception {
    String mistake =
        "mp.jwt.verify.publickey.location: either it or mp.jwt.verify.publickey must be set, to say"
            + " where the key is, and not both";
    assertEquals(mistake, mistake());
    properties.setProperty(KEY, pem(TestKeys.RSA));
    properties.setProperty(LOCATION, "/key.pem");
    assertEquals(mistake, mistake());
  }

  @Test
  void aPrivateKeyIsNotFetchedAndNeverShown() throws Exception {
    properties.setProperty(KEY, pem(TestKeys.RSA));
    properties.setProperty("mp.jwt.decrypt.key.location", "https://keys.example/private");
    assertEquals(
        "mp.jwt.decrypt.key.location: is an address: a private key is not fetched, name a file or a"
            + " place on the class path",
        mistake());
    onClassPath("private.pem", "a secret that is no key");
    properties.setProperty("mp.jwt.decrypt.key.location", "private.pem");
    assertEquals(
        "mp.jwt.decrypt.key.location: is neither a PEM block of type PRIVATE KEY nor a JSON Web"
            + " Key",
        mistake());
  }

  @Test
  void propertiesBesideTheApplicationCountAndThoseOfItsClassPathComeFirst() throws Exception {
    properties.setProperty(KEY, pem(TestKeys.RSA));
    assertEquals(
        Tokens.ISSUER, source("war").orElseThrow().load().issuers().get(0).issuerIdentifier());
    properties.setProperty("mp.jwt.verify.issuer", "https://other.example");
    assertEquals(
        "https://other.example",
        source("classes").orElseThrow().load().issuers().get(0).issuerIdentifier());
  }

  @Test
  void withoutAnySettingThereIsNoDefinition() throws Exception {
    properties.clear();
    properties.setProperty("mp.jwt.token.header", "jwt");
    assertEquals(Optional.empty(), source("classes"));
  }
}
