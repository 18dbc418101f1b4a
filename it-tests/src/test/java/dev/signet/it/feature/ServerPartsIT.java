package dev.signet.it.feature;

import static dev.signet.it.server.SecondServer.put;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.feature.rings.Rings;
import dev.signet.it.feature.rings.safkeyring.Handler;
import dev.signet.it.server.Await;
import dev.signet.it.server.SecondServer;
import dev.signet.it.server.Server;
import dev.signet.it.server.WholeFile;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Algorithm;
import dev.signet.it.tokens.Tokens;
import dev.signet.testing.KeyServer;
import dev.signet.testing.TestKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is Liberty's own and Signet uses by its id: key stores, settings of TLS, passwords. */
final class ServerPartsIT {
  private static final String NAME = "server-parts";
  private static final String PASSWORD = "of-the-store-7";
  private static final String KEY = "of-this-bank-7";
  private static final KeyPair ONE = TestKeys.RSA;
  private static final X509Certificate TLS = TestKeys.certificate(TestKeys.P_256);
  private static final X509Certificate OTHER = TestKeys.certificate(TestKeys.P_384);

  private static KeyServer keys;
  private static Path folder;
  private static SecondServer server;
  private static String serverXml = "";

  @BeforeAll
  static void start() throws Exception {
    keys = KeyServer.startTls(TLS).answers(200, keySet(ONE));
    folder = SecondServer.folder(NAME);
    Path apps = folder.resolve("apps");
    Files.createDirectories(apps);
    Wars.plain("app").as(ZipExporter.class).exportTo(apps.resolve("app.war").toFile());
    X509Certificate signer = TestKeys.certificate(ONE);
    store("security/default.p12", "PKCS12", "tls", TLS);
    store("security/relative.p12", "PKCS12", "signer", signer);
    store("stores/old.jks", "JKS", "signer", signer);
    store("stores/other.p12", "PKCS12", "tls", OTHER);
    store("stores/tls.p12", "PKCS12", "tls", TLS);
    store("rings/SIGNET.RING", "PKCS12", "signer", signer);
    Files.createDirectories(folder.resolve("resources"));
    Files.move(folder.resolve("security"), folder.resolve("resources/security"));
    installRings();
    serverXml = serverXml();
    put(folder.resolve("server.xml"), serverXml);
    server = SecondServer.start(NAME, "/app/open/x");
  }

  @AfterAll
  static void stop() {
    server.close();
    keys.close();
  }

  private static void store(String file, String type, String alias, X509Certificate certificate)
      throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setCertificateEntry(alias, certificate);
    Path written = folder.resolve(file + ".new");
    Files.createDirectories(written.getParent());
    try (OutputStream out = Files.newOutputStream(written)) {
      store.store(out, PASSWORD.toCharArray());
    }
    Files.move(
        written,
        folder.resolve(file),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Into the Java runtime of the server, as the Java of z/OS has it. */
  private static void installRings() throws IOException {
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("rings.jar")))) {
      for (Class<?> type : List.of(Rings.class, Handler.class)) {
        add(jar, type.getName().replace('.', '/') + ".class");
      }
      add(jar, Handler.class.getName().replace('.', '/') + "$1.class");
    }
    put(
        folder.resolve("rings.security"),
        "security.provider.%d=%s%n"
            .formatted(Security.getProviders().length + 1, Rings.class.getName()));
    put(
        folder.resolve("jvm.options"),
        String.join(
            "\n",
            "-Xbootclasspath/a:" + folder.resolve("rings.jar"),
            "-Djava.security.properties=" + folder.resolve("rings.security"),
            "-Djava.protocol.handler.pkgs=" + Rings.class.getPackageName(),
            "-Dsignet.rings=" + folder.resolve("rings")));
  }

  private static void add(JarOutputStream jar, String entry) throws IOException {
    jar.putNextEntry(new JarEntry(entry));
    try (var in = ServerPartsIT.class.getResourceAsStream("/" + entry)) {
      in.transferTo(jar);
    }
  }

  /** As the administrator encodes a password. */
  private static String encoded(String... how) throws Exception {
    String[] command =
        Stream.of(
                Stream.of("bash", Server.wlp().resolve("bin/securityUtility").toString(), "encode"),
                Stream.of(how),
                Stream.of(PASSWORD))
            .flatMap(s -> s)
            .toArray(String[]::new);
    ProcessBuilder utility = new ProcessBuilder(command);
    utility.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = utility.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static String serverXml() throws Exception {
    String aes = encoded("--encoding=aes", "--key=" + KEY);
    String xor = encoded();
    assertTrue(aes.startsWith("{aes}") && xor.startsWith("{xor}"), aes + xor);
    return """
    <server>
      <featureManager>
        <feature>signet:signet-1.0</feature>
        <feature>servlet-6.0</feature>
      </featureManager>
      <variable name="wlp.password.encryption.key" value="%1$s"/>
      <config updateTrigger="polled" monitorInterval="200ms"/>
      <logging traceSpecification="*=info:dev.signet.*=all"/>
      <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="${http.port}" httpsPort="-1"/>
      <keyStore id="defaultKeyStore" location="default.p12" password="%2$s"/>
      <keyStore id="relative" location="relative.p12" password="%3$s"/>
      <keyStore id="old" location="${server.config.dir}/stores/old.jks" password="%2$s"/>
      <keyStore id="ring" location="safkeyring:///SIGNET.RING" type="RINGS" fileBased="false" password="%3$s"/>
      <keyStore id="other" location="${server.config.dir}/stores/other.p12" password="%3$s"/>
      <keyStore id="tls" location="${server.config.dir}/stores/tls.p12" password="%3$s"/>
      <ssl id="toKeys" keyStoreRef="defaultKeyStore" trustStoreRef="tls"/>
      <signet_issuer id="relative" issuerIdentifier="https://relative" %5$s trustStoreRef="relative" trustAliasName="signer"/>
      <signet_issuer id="old" issuerIdentifier="https://old" %5$s trustStoreRef="old" trustAliasName="signer"/>
      <signet_issuer id="ring" issuerIdentifier="https://ring" %5$s trustStoreRef="ring" trustAliasName="signer"/>
      <signet_issuer id="default" issuerIdentifier="https://default" %5$s jwkEndpointUrl="%4$s"/>
      <signet_issuer id="sslRef" issuerIdentifier="https://sslref" %5$s jwkEndpointUrl="%4$s" sslRef="toKeys"/>
      <signet_issuer id="store" issuerIdentifier="https://store" %5$s jwkEndpointUrl="%4$s" jwkTrustStoreRef="tls"/>
      <webApplication location="app.war" contextRoot="/app"/>
    </server>
    """
        .formatted(
            KEY,
            xor,
            aes,
            keys.url(),
            "headerName=\"jwt\" audiences=\"urn:parts\" signatureAlgorithm=\"RS256\""
                + " maxTokenLifetime=\"1h\" realmName=\"defaultRealm\" groupIdentifier=\"groups\""
                + " jwkMinRefreshInterval=\"1s\" jwkMaxRefreshInterval=\"1s\""
                + " jwkMaxStaleness=\"3s\"");
  }

  private static int status(String issuer, KeyPair signer) {
    String token =
        Tokens.good()
            .claim("iss", "https://" + issuer)
            .claim("aud", "urn:parts")
            .signedBy(signer, Algorithm.RS256, "signer")
            .text();
    return server.get("/app/secure/x", "jwt", token).status();
  }

  static String keySet(KeyPair pair) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"signer\",\"n\":\"%s\",\"e\":\"AQAB\"}]}"
        .formatted(encoder.encodeToString(unsigned(key.getModulus())));
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String log() {
    try {
      return Files.readString(folder.resolve("logs/messages.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int await(int wanted, String issuer) {
    return Await.until(() -> status(issuer, ONE), s -> s == wanted);
  }

  private static void configure(String before, String after) {
    assertTrue(serverXml.contains(before), before);
    WholeFile.put(folder.resolve("server.xml"), serverXml.replace(before, after));
  }

  @Test
  void everyKindOfKeyStoreHoldsTheKey() {
    assertAll(
        Stream.of("relative", "old", "ring")
            .map(issuer -> () -> assertEquals(200, status(issuer, ONE), issuer)));
    assertEquals(401, status("relative", TestKeys.OTHER_RSA), "a key that is not there");
  }

  @Test
  void whatIsFetchedTrustsTheServersDefaultOrWhatIsNamed() {
    assertAll(
        Stream.of("default", "sslref", "store")
            .map(issuer -> () -> assertEquals(200, await(200, issuer), issuer)));
  }

  /** No fetch is trusted any more, so the keys become too old. */
  @Test
  void anotherTrustStoreOfTheElementCountsWhileTheServerRuns() {
    assertEquals(200, await(200, "sslref"));
    configure(
        "keyStoreRef=\"defaultKeyStore\" trustStoreRef=\"tls\"",
        "keyStoreRef=\"defaultKeyStore\" trustStoreRef=\"other\"");
    assertEquals(503, await(503, "sslref"));
    assertEquals(200, status("store", ONE), "it names its trust store itself");
    configure("<server>", "<server>");
    assertEquals(200, await(200, "sslref"));
  }

  @Test
  void aMissingElementIsAMistakeAndTheOldSettingsStay() {
    configure(" sslRef=\"toKeys\"", " sslRef=\"nowhere\"");
    assertTrue(
        Await.until(
                ServerPartsIT::log,
                log -> log.contains("\"nowhere\" is not the id of an ssl element"))
            .contains("nowhere"));
    assertEquals(200, status("relative", ONE));
    configure("<server>", "<server>");
    assertEquals(200, await(200, "sslref"));
  }

  @Test
  void noPasswordIsInTheLogOrTheTrace() throws IOException {
    assertEquals(200, status("relative", ONE));
    try (Stream<Path> logs = Files.walk(folder.resolve("logs"))) {
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(log);
        assertFalse(text.contains(PASSWORD) || text.contains(KEY), log.toString());
      }
    }
  }
}
