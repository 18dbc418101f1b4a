package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.signet.it.tokens.Jwks;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Tokens;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An application that comes and goes five times, each time with its own copy of Signet, which
 * fetches keys, audits, keeps sessions and refuses. The copies do not add up.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@DisabledIfSystemProperty(
    named = "server.id",
    matches = "open-liberty",
    disabledReason = "takes half a minute there; the column on Java 25 has it")
class RedeployIT {
  private static final Site SITE = new Site("/redeployed");
  private static final int TIMES = 5;

  /**
   * The last one: Java 17 keeps the type of the record whose {@code equals} was linked last, until
   * that of another record is, and GlassFish the last application. The threads of GlassFish 9 and
   * Liberty keep their last request, and Liberty's loggers the class that named them first.
   */
  private static final int KEPT =
      Set.of("glassfish-9", "open-liberty-java25").contains(ServerUnderTest.id()) ? 2 : 1;

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final HttpServer KEYS = keys();

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "redeployed", managed = false, testable = false)
  static WebArchive application() throws IOException {
    String settings =
        Files.readString(Matrix.documentation().resolve("signet.json"))
            .replace(
                "\"publicKeyLocation\": \"signer.pem\"",
                "\"jwkEndpointUrl\": \"http://127.0.0.1:"
                    + KEYS.getAddress().getPort()
                    + "/jwks\", \"httpsRequired\": false")
            .replaceFirst("\\{", "{ \"audit\": { \"file\": \"audit.log\" }, ");
    return Wars.configured("redeployed", settings);
  }

  /**
   * Liberty's authentication cache holds callers, and their copies with them, for ten minutes. Its
   * log holds its first messages, with classes that they name, until memory is needed.
   */
  @BeforeAll
  static void withLittleToKeep() throws IOException {
    if (ServerUnderTest.property("server.kind").equals("liberty")) {
      restart(
          () -> {
            LibertyInstallation.override("auth-cache.xml", "<authCache timeout=\"2s\"/>");
            Files.writeString(
                new LibertyInstallation().configuration().resolve("jvm.options"),
                "-XX:SoftRefLRUPolicyMSPerMB=0\n");
          });
    }
  }

  @AfterAll
  static void asBefore() throws IOException {
    if (ServerUnderTest.property("server.kind").equals("liberty")) {
      restart(new LibertyInstallation()::install);
    }
  }

  private static void restart(ServerProcess.Step change) throws IOException {
    ServerProcess.stop();
    change.run();
    ServerProcess.start();
  }

  private static HttpServer keys() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] keys =
          Jwks.empty()
              .with(kid(), Keys.trusted().getPublic())
              .text()
              .getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/jwks",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            try (OutputStream out = exchange.getResponseBody()) {
              out.write(keys);
            }
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the signer of the tokens calls its key. */
  private static String kid() {
    String token = Tokens.good().text();
    String header = token.substring(0, token.indexOf('.'));
    try (JsonReader json =
        Json.createReader(new ByteArrayInputStream(Base64.getUrlDecoder().decode(header)))) {
      return json.readObject().getString("kid");
    }
  }

  private void comeAndGo() {
    deployer.deploy("redeployed");
    CookieManager browser = new CookieManager();
    assertEquals(200, SITE.getWith(browser, "/any/note?put=mine", Tokens.good()).status());
    assertEquals(200, SITE.getWith(browser, "/any/note", Tokens.good()).status());
    assertEquals(
        200, SITE.getWith(browser, "/any/note?put=his", Tokens.good().claim("sub", "he")).status());
    assertEquals(401, SITE.get("/open/caller", Tokens.expired()).status());
    assertEquals(401, SITE.get("/rolea/caller").status());
    deployer.undeploy("redeployed");
  }

  @Test
  void noMoreCopiesOfSignetAreLeftThanJavaAndTheServerKeep() throws InterruptedException {
    long before = LoadedCopies.count();
    StringBuilder course = new StringBuilder().append(before);
    for (int i = 0; i < TIMES; i++) {
      comeAndGo();
      course.append(' ').append(LoadedCopies.count());
    }
    long left = LoadedCopies.count();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (left > before + KEPT && System.nanoTime() < end) {
      Thread.sleep(500);
      left = LoadedCopies.count();
    }
    System.out.println(
        "copies of Signet after each of "
            + TIMES
            + " redeploys, "
            + ServerUnderTest.title()
            + ": "
            + course
            + ", at the end "
            + left);
    assertTrue(left <= before + KEPT, course::toString);
  }
}
