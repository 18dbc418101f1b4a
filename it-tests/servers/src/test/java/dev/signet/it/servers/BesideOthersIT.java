package dev.signet.it.servers;

import static dev.signet.it.servers.Seen.told;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.server.Server;
import dev.signet.it.servers.beside.LoginServlet;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What else sends requests to an application, or logs its users in. The column of this server in
 * {@code docs/servers/BESIDE.md} says what comes of it.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
class BesideOthersIT {
  private static final Site ALONE = new Site("/beside-alone");
  private static final Site SHARED = new Site("/beside-shared");
  private static final Site PASSING = new Site("/beside-passing");
  private static final String[] PREFLIGHT = {
    "Origin", "https://app.example.com", "Access-Control-Request-Method", "GET"
  };

  private final List<String> rows = new ArrayList<>();

  @Deployment(name = "alone", testable = false)
  static WebArchive alone() {
    return with(Wars.plain("beside-alone"));
  }

  /** The header is the one that everybody uses. */
  @Deployment(name = "shared", testable = false)
  static WebArchive shared() throws IOException {
    return with(Wars.configured("beside-shared", settings()));
  }

  @Deployment(name = "passing", testable = false)
  static WebArchive passing() throws IOException {
    String settings = settings().replaceFirst("\\{", "{ \"foreignTokens\": \"pass\", ");
    return with(Wars.configured("beside-passing", settings));
  }

  private static WebArchive with(WebArchive application) {
    return application.addPackage(LoginServlet.class.getPackage());
  }

  private static String settings() throws IOException {
    return Files.readString(Matrix.documentation().resolve("signet.json"))
        .replace("\"headerName\": \"jwt\"", "\"headerName\": \"Authorization\"");
  }

  private static Answer ask(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Server.http().resolve(path))
            .method(method, BodyPublishers.noBody())
            .timeout(Duration.ofMinutes(1));
    if (headers.length > 0) {
      request.headers(headers);
    }
    // a connection of its own: an answer to OPTIONS may close it
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private static String foreign() {
    return bearer(Tokens.good().claim("iss", "https://other.example.com").text());
  }

  private void row(String title, String... answers) {
    rows.add(title + " | " + String.join("; ", answers));
  }

  @Test
  void theColumnOfTheServerIsTrue() {
    String good = Tokens.good().text();
    row(
        "preflight (`OPTIONS` without a token) of a protected page; where the constraint leaves `OPTIONS` out",
        told(ask("OPTIONS", "/beside-alone/rolea/caller", PREFLIGHT)),
        told(ask("OPTIONS", "/beside-alone/preflight", PREFLIGHT)));
    row(
        "the request after the preflight, without a token; with one",
        told(ALONE.get("/preflight")),
        told(ALONE.get("/preflight", good)));
    row(
        "`HEAD` of a protected page without a token; with one",
        told(ask("HEAD", "/beside-alone/rolea/caller")),
        told(ask("HEAD", "/beside-alone/rolea/caller", "jwt", good)));
    row("health probe of an open page, without a token", told(ALONE.get("/open/caller")));
    row(
        "foreign `Bearer`, tokens come in another header: open page; protected page",
        told(Http.get("/beside-alone/open/caller", "Authorization", foreign())),
        told(Http.get("/beside-alone/rolea/caller", "Authorization", foreign())));
    row(
        "foreign `Bearer`, tokens come in `Authorization`: open page; opaque; protected page",
        foreign(SHARED));
    row("the same with `foreignTokens` `pass`", foreign(PASSING));
    row(
        "`request.authenticate()` on an open page with a foreign `Bearer` that passes",
        told(Http.get("/beside-passing/open/caller?authenticate=x", "Authorization", foreign())));
    row(
        "good token; expired one of the trusted issuer on an open page, with `pass`",
        told(Http.get("/beside-passing/rolea/caller", "Authorization", bearer(good))),
        told(
            Http.get(
                "/beside-passing/open/caller", "Authorization", bearer(Tokens.expired().text()))));
    CookieManager browser = new CookieManager();
    row(
        "`request.login()` of a user of the server: without a token; the next request; with a token",
        loggedIn(ALONE.getWith(browser, login())),
        told(ALONE.getWith(browser, "/open/caller")),
        loggedIn(ALONE.get(login(), good)));
    BesideTable.assertAnswers("others", rows);
  }

  private static String[] foreign(Site site) {
    String open = site.contextRoot() + "/open/caller";
    return new String[] {
      told(Http.get(open, "Authorization", foreign())),
      told(Http.get(open, "Authorization", bearer("0123456789abcdef"))),
      told(Http.get(site.contextRoot() + "/rolea/caller", "Authorization", foreign()))
    };
  }

  private static String login() {
    return "/open/login?user=testuser&password=" + ServerUnderTest.property("server.password");
  }

  private static String loggedIn(Answer answer) {
    return answer.status() == 200
        ? Visitor.value(answer, "login")
            + " "
            + Visitor.value(answer, "name").replace("null", "nobody")
        : told(answer);
  }

  @Test
  void aPageThatAForeignTokenReachesHasNoCaller() {
    int before = PASSING.calls();
    assertEquals(
        "200 nobody", told(Http.get("/beside-passing/open/caller", "Authorization", foreign())));
    assertEquals(
        "401 SIGNET-202", told(Http.get("/beside-passing/any/caller", "Authorization", foreign())));
    assertEquals(before + 1, PASSING.calls());
  }
}
