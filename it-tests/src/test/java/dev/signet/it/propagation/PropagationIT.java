package dev.signet.it.propagation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.server.Server;
import dev.signet.it.setup.AnotherServer;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A user's token goes from one Liberty, whose application calls, to another one, whose application
 * is called. The first has the jar as a library of the server, and {@code signet-propagation} in
 * the application.
 */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class PropagationIT {
  private static final String FRONT =
      """
      <server>
        <featureManager>
          <feature>cdi-4.0</feature>
          <feature>concurrent-3.0</feature>
          <feature>mpRestClient-3.0</feature>
        </featureManager>
        <webApplication location="%s" contextRoot="/front">
          <classloader commonLibraryRef="signet"/>
        </webApplication>
      </server>
      """;

  private static final String WEB_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>any</web-resource-name>
            <url-pattern>/any/*</url-pattern>
          </web-resource-collection>
          <auth-constraint><role-name>**</role-name></auth-constraint>
        </security-constraint>
      </web-app>
      """;

  private static @Nullable AnotherServer front;

  /** The server behind takes the token where clients send it. */
  @Deployment(testable = false)
  static WebArchive behind() {
    Path config = Settings.seed().without("headerName").writeTo("behind.json");
    return Wars.configured("behind", config);
  }

  @BeforeAll
  static void start() {
    File war = Server.target().resolve("front.war").toFile();
    ShrinkWrap.create(WebArchive.class, "front.war")
        .addClasses(
            FrontApplication.class, FrontResource.class, NextServer.class, TokenServlet.class)
        .addAsLibrary(Server.artifact("signet-propagation.jar").toFile())
        .addAsWebInfResource(new StringAsset("<beans/>"), "beans.xml")
        .addAsWebResource(new StringAsset("ready"), "ready.txt")
        .setWebXML(new StringAsset(WEB_XML))
        .as(ZipExporter.class)
        .exportTo(war, true);
    front =
        AnotherServer.start(
            "front",
            FRONT.formatted(war.getAbsolutePath()),
            Settings.seed()
                .with("httpsRequired", false)
                .with("propagateToken", true)
                .with("propagateTo", List.of(Server.http().toString())),
            List.of(),
            "/front/ready.txt");
  }

  @AfterAll
  static void stop() {
    if (front != null) {
      front.close();
    }
  }

  private static Answer ask(String path, Token token, String... more) {
    return Objects.requireNonNull(front)
        .get(
            "/front/any/" + path,
            Stream.concat(Stream.of("jwt", token.text()), Stream.of(more)).toArray(String[]::new));
  }

  private static String call(String how, URI to, Token token) {
    Answer answer = ask("rest/call/" + how + "?to=" + to, token);
    assertEquals(200, answer.status());
    return answer.body().lines().limit(1).findFirst().orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rest", "microprofile", "http", "executor", "stage"})
  void theServerBehindHasTheCaller(String how) {
    assertEquals("200 name: testuser", call(how, Server.http(), Tokens.good()));
    assertEquals("200 name: alice", call(how, Server.http(), Tokens.good().claim("sub", "alice")));
  }

  @Test
  void aThreadOfTheApplicationHasNoToken() {
    assertEquals("401 ", call("thread", Server.http(), Tokens.good()).substring(0, 4));
  }

  /** The same server by another name; its answer shows that it got no token. */
  private static URI unlisted() {
    return URI.create("http://localhost:" + Server.http().getPort());
  }

  @Test
  void aServerThatIsNotListedGetsNone() {
    assertEquals("401 ", call("rest", unlisted(), Tokens.good()).substring(0, 4));
    assertEquals("401 ", call("microprofile", unlisted(), Tokens.good()).substring(0, 4));
  }

  @Test
  void aClientThatFollowsRedirectsGetsNone() {
    assertEquals(
        "401 ", call("microprofile-redirects", Server.http(), Tokens.good()).substring(0, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "x, REQUEST: true",
    "include, REQUEST: true|INCLUDE: true",
    "forward, FORWARD: true",
    "dispatch, REQUEST: true|ASYNC: true",
    "async, REQUEST: true|task: true|ASYNC: true",
  })
  void everyPartOfTheRequestHasTheToken(String path, String lines) {
    Answer answer = ask("token/" + path, Tokens.good());
    assertEquals(lines, String.join("|", answer.body().lines().toList()));
  }

  /** The request that lets the task go on is another user's. */
  @Test
  void aTaskHasNoneOnceTheRequestIsOver() {
    assertEquals("REQUEST: true", ask("token/late", Tokens.good()).body().strip());
    assertEquals(
        "REQUEST: true|late: false",
        String.join(
            "|",
            ask("token/late-result", Tokens.good().claim("sub", "alice")).body().lines().toList()));
  }

  /** The next token of the same login: the object of the session has the running request's. */
  @Test
  void aCallerInTheSessionHasTheTokenOfTheRunningRequest() {
    Token token = Tokens.good().claim("sub", "carol");
    Answer first = ask("token/session", token);
    String cookie =
        first.header("set-cookie").stream()
            .filter(value -> value.startsWith("JSESSIONID="))
            .map(value -> value.substring(0, value.indexOf(';')))
            .findFirst()
            .orElseThrow();
    Answer second = ask("token/session-result", token.claim("more", "x"), "Cookie", cookie);
    assertEquals("REQUEST: true|session: true", String.join("|", second.body().lines().toList()));
  }

  /** What both servers write is searched: the other one's by {@link CleanLogs}. */
  @Test
  void theLogOfTheFirstServerHasNothingOfAToken() throws IOException {
    call("rest", Server.http(), Tokens.good());
    call("rest", unlisted(), Tokens.good());
    List<String> secrets =
        Stream.concat(Tokens.tellingParts().stream(), Stream.of(Keys.password())).toList();
    Path logs = Objects.requireNonNull(front).directory().resolve("logs");
    try (Stream<Path> files = Files.walk(logs)) {
      List<Path> all =
          files.filter(Files::isRegularFile).filter(f -> !f.toString().contains("state")).toList();
      assertTrue(all.stream().anyMatch(file -> file.endsWith("messages.log")));
      assertEquals(
          List.of(),
          all.stream().flatMap(file -> CleanLogs.findings(file, read(file), secrets)).toList());
      assertTrue(
          all.stream()
              .map(PropagationIT::read)
              .anyMatch(
                  text -> text.contains("no token is sent to " + unlisted() + ": propagateTo")));
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
