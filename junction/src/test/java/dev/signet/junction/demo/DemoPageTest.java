package dev.signet.junction.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.cli.jwks.KeyStoreFile;
import dev.signet.cli.jwks.Password;
import dev.signet.junction.command.LoopbackPort;
import dev.signet.junction.keys.KeySource;
import dev.signet.junction.keys.ServerTls;
import dev.signet.junction.mint.MintCommand;
import dev.signet.junction.testing.EchoServer;
import dev.signet.junction.testing.MadeKeys;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page and what its buttons call, in front of a server that tells what reached it. */
@Timeout(120)
final class DemoPageTest {
  private static final Path REFUSALS = Path.of("../docs/REFUSALS.md");

  private static final List<String> NOTES = new CopyOnWriteArrayList<>();

  @TempDir static Path folder;

  private static EchoServer behind;
  private static DemoJunction junction;
  private static DemoScript script;

  private HttpClient client;

  @BeforeAll
  static void start() {
    MadeKeys keys = MadeKeys.in(folder);
    Password password = Password.fromFile(keys.password());
    KeyStoreFile tls = new KeyStoreFile(keys.server(), password);
    LoopbackPort port = new LoopbackPort(DemoCommandTest.freePort(), "");
    DemoJunction.Setup setup =
        new DemoJunction.Setup(
            port,
            new KeyStoreFile(keys.signer(), password),
            KeySource.DEFAULT_ALIAS,
            tls,
            folder.resolve("demo"),
            MintCommand.DEFAULT_ISSUER,
            Duration.ofHours(1));
    behind = EchoServer.start(ServerTls.from(tls));
    HeaderFiles headers = new HeaderFiles(setup.folder());
    script =
        new DemoScript(
            port.uri("https"), behind.uri(), behind.uri(), headers, keys.tlsCertificate());
    DemoJunction.prepare(setup, keys.tlsCertificate());
    StatusProbe probe = StatusProbe.trusting(script.tlsCertificate());
    junction = DemoJunction.start(setup, script, probe, NOTES::add);
  }

  @BeforeEach
  void openBrowser() {
    client =
        StatusProbe.clientTrusting(script.tlsCertificate())
            .cookieHandler(new CookieManager())
            .build();
  }

  @AfterAll
  static void stop() {
    junction.close();
    behind.close();
    script.headers().close();
    assertFalse(Files.exists(folder.resolve("demo")));
  }

  @Test
  void thePageLoadsNothingFromElsewhereAndItsPolicyAllowsNothingElse() throws Exception {
    HttpResponse<String> page = get("/");

    assertEquals(200, page.statusCode());
    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"));
    assertFalse(policy.contains("unsafe"), policy);
    String style = get("/demo/demo.css").body();
    String code = get("/demo/demo.js").body();
    String svgNamespace = "http://www.w3.org/2000/svg";
    for (String text : List.of(page.body(), style, code)) {
      assertFalse(text.replace(svgNamespace, "").matches("(?s).*https?://.*"), "an address");
      assertFalse(text.contains("@import"));
    }
    assertFalse(page.body().matches("(?s).* (style|on[a-z]+)=.*"), "inline code or style");
    assertTrue(page.body().contains("For demonstration and tests, never for production."));
  }

  @Test
  void everyButtonHasATypeAndAName() throws Exception {
    Matcher button = Pattern.compile("(?s)<button([^>]*)>(.*?)</button>").matcher(get("/").body());
    int buttons = 0;
    while (button.find()) {
      buttons++;
      assertTrue(button.group(1).contains("type=\"button\""), button.group());
      assertFalse(button.group(2).replaceAll("<[^>]+>", "").isBlank(), button.group());
    }
    assertEquals(12, buttons);
  }

  @Test
  void everyForgeryHasAButton() throws Exception {
    String page = get("/").body();
    for (Forgery forgery : Forgery.values()) {
      assertTrue(page.contains("data-try=\"" + forgery + "\""), forgery.toString());
    }
  }

  @Test
  void theExplanationsOfRefusalsAreThoseOfTheDocument() throws Exception {
    String document = Files.readString(REFUSALS);
    Matcher entry =
        Pattern.compile("'(SIGNET-\\d+)': '((?:[^'\\\\]|\\\\.)*)'")
            .matcher(get("/demo/demo.js").body());
    List<String> numbers = new ArrayList<>();
    while (entry.find()) {
      numbers.add(entry.group(1));
      String words = entry.group(2).replace("\\'", "'");
      assertTrue(
          document
              .lines()
              .anyMatch(l -> l.contains(entry.group(1)) && l.endsWith("| " + words + " |")),
          words);
    }
    assertEquals(6, numbers.size());
  }

  @Test
  void somebodyIsBecomeLeavesAGroupAndIsNobodyAgain() throws Exception {
    assertEquals(JsonValue.NULL, json(get("/demo/state")).get("user"));

    JsonObject state = become("testuser");
    assertEquals("testuser", state.getString("user"));
    assertEquals("[\"groupa\"]", state.getJsonArray("groups").toString());
    JsonObject claims = state.getJsonObject("token").getJsonObject("claims");
    assertEquals("testuser", claims.getString("sub"));

    state = json(post("/demo/groups", "{\"groups\":[]}"));
    assertEquals("[]", claims(state).getJsonArray("groups").toString());
    assertTrue(get("/jwtjct/whoami.jsp").body().startsWith("GET /whoami.jsp"));

    state = json(post("/demo/become", "{\"user\":null}"));
    assertEquals(JsonValue.NULL, state.get("token"));
    assertEquals(401, get("/jwtjct/whoami.jsp").statusCode());
    assertEquals(List.of(), NOTES, "the server behind has accepted the logout");
  }

  @Test
  void nobodyJoinsAGroupThatIsNotTheirs() throws Exception {
    become("testuser");
    assertEquals(400, post("/demo/groups", "{\"groups\":[\"groupb\"]}").statusCode());
    assertEquals(400, post("/demo/groups", "{\"groups\":\"groupa\"}").statusCode());
    assertEquals("[\"groupa\"]", json(get("/demo/state")).getJsonArray("groups").toString());
  }

  @Test
  void whatNobodyCanDoIsAConflict() throws Exception {
    assertEquals(409, post("/demo/groups", "{\"groups\":[]}").statusCode());
    assertEquals(409, post("/demo/try", "{\"variant\":\"payload\"}").statusCode());
  }

  @Test
  void noAnswerHasTheSignatureOfATokenThatCounts() throws Exception {
    become("testuser");
    String token =
        get("/jwtjct/whoami.jsp")
            .body()
            .lines()
            .filter(line -> line.startsWith("Jwt: "))
            .findFirst()
            .orElseThrow();
    String signature = token.substring(token.lastIndexOf('.') + 1);
    assertTrue(signature.length() > 300);

    List<String> answers = new ArrayList<>(List.of(get("/").body(), get("/demo/state").body()));
    for (Forgery forgery : Forgery.values()) {
      answers.add(post("/demo/try", "{\"variant\":\"" + forgery + "\"}").body());
    }
    for (String answer : answers) {
      // one letter of a changed signature is quickly put right
      assertFalse(answer.contains(signature.substring(1, 100)));
    }
  }

  @Test
  void aForgedTokenIsShownWithWhatIsWrongAndWhatTheServerSaid() throws Exception {
    become("testuser");

    JsonObject tried = json(post("/demo/try", "{\"variant\":\"payload\"}"));

    assertEquals("[\"groupa\",\"groupb\"]", claims(tried, "claims", "groups"));
    assertEquals("[\"claims.groups\"]", tried.getJsonArray("changed").toString());
    assertEquals(4, tried.getJsonArray("answers").size());
    // this server believes everything
    assertEquals(200, tried.getJsonArray("answers").getJsonObject(0).getInt("status"));
    assertEquals(400, post("/demo/try", "{\"variant\":\"charm\"}").statusCode());
  }

  @Test
  void anotherSiteCannotPressAButton() throws Exception {
    become("testuser");
    for (String path : List.of("/demo/become", "/demo/groups", "/demo/roll", "/demo/try")) {
      assertEquals(403, post(path, "{}", "Origin", "https://evil.example").statusCode());
      assertEquals(403, post(path, "{}", "Sec-Fetch-Site", "cross-site").statusCode());
      assertEquals(403, post(path, "{}", "Content-Type", "text/plain").statusCode());
    }
    assertEquals("testuser", json(get("/demo/state")).getString("user"));
  }

  @Test
  void whatIsNoButtonIsRefused() throws Exception {
    assertEquals(404, get("/demo/else").statusCode());
    assertEquals(404, post("/demo/else", "{}").statusCode());
    assertEquals(400, post("/demo/become", "{").statusCode());
    assertEquals(400, post("/demo/become", "[]").statusCode());
    assertEquals(400, post("/demo/become", "{\"user\":\"stranger\"}").statusCode());
    assertEquals(413, post("/demo/become", " ".repeat(5000)).statusCode());
    assertEquals(
        405, send(request("/demo/state").method("DELETE", BodyPublishers.noBody())).statusCode());
  }

  @Test
  void aRollIsSeenAndASecondOneIsRefused() throws Exception {
    become("otheruser");

    HttpResponse<String> begun = post("/demo/roll", "{}");
    HttpResponse<String> second = post("/demo/roll", "{}");

    assertEquals(202, begun.statusCode());
    assertEquals("published", json(begun).getJsonObject("roll").getString("phase"));
    assertTrue(json(begun).getJsonObject("roll").containsKey("until"));
    assertEquals("next", json(begun).getJsonArray("keys").getJsonObject(1).getString("use"));
    assertEquals(409, second.statusCode());
    assertEquals(2, json(second).getJsonArray("keys").size());
  }

  @Test
  void theLinesToPasteAreThoseTheDemoPrints() throws Exception {
    List<String> lines =
        json(get("/demo/state")).getJsonArray("curl").getValuesAs(JsonObject.class).stream()
            .map(line -> line.getString("line"))
            .toList();
    assertEquals(script.requests().stream().map(DemoRequest::curl).toList(), lines);
  }

  @Test
  void everythingElseIsTheJunctions() throws Exception {
    assertEquals(200, get("/jwks").statusCode());
    assertEquals(200, get("/junction/login").statusCode());
    assertEquals(404, get("/demo").statusCode());
  }

  private static JsonObject claims(JsonObject state) {
    return state.getJsonObject("token").getJsonObject("claims");
  }

  private static String claims(JsonObject token, String part, String name) {
    return String.valueOf(token.getJsonObject(part).get(name));
  }

  private JsonObject become(String user) throws Exception {
    return json(post("/demo/become", "{\"user\":\"" + user + "\"}"));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpResponse<String> post(String path, String body, String... header) throws Exception {
    HttpRequest.Builder request = request(path).setHeader("Content-Type", "application/json");
    if (header.length > 0) {
      request.setHeader(header[0], header[1]);
    }
    return send(request.POST(BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder request(String path) {
    URI uri = script.junction().resolve(path);
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }
}
