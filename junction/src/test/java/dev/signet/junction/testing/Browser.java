package dev.signet.junction.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.junction.proxy.LoginPages;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** A browser with cookies of its own that follows no redirect by itself. */
public final class Browser {
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final URI proxy;

  public Browser(RunningProxy proxy) {
    this.proxy = proxy.uri();
  }

  public HttpClient client() {
    return client;
  }

  public CookieManager cookies() {
    return cookies;
  }

  public HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(proxy.resolve(path)).timeout(Duration.ofSeconds(60));
    return headers.length > 0 ? request.headers(headers) : request;
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).build());
  }

  public HttpResponse<String> post(String path, String form, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  public HttpResponse<String> logIn(String user, String password, String to, String... headers) {
    String form = "user=" + encoded(user) + "&password=" + encoded(password) + "&to=" + encoded(to);
    return post(LoginPages.LOGIN, form, headers);
  }

  /** This browser, with a user logged in. */
  public Browser as(String user) {
    HttpResponse<String> answer = logIn(user, user.replace("user", "pass"), "/");
    if (answer.statusCode() != 303) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return this;
  }

  /** The lines in which the server behind tells what it got of a header. */
  public List<String> seen(String path, String header, String... headers) {
    return get(path, headers)
        .body()
        .lines()
        .filter(line -> line.regionMatches(true, 0, header + ": ", 0, header.length() + 2))
        .map(line -> line.substring(header.length() + 2))
        .toList();
  }

  /** The claims of the one token that goes to the server behind. */
  public JsonObject claims(String path) {
    List<String> tokens = seen(path, "jwt");
    if (tokens.size() != 1) {
      throw new AssertionError(tokens.size() + " tokens");
    }
    byte[] payload = Base64.getUrlDecoder().decode(tokens.get(0).split("\\.", -1)[1]);
    return Json.createReader(new StringReader(new String(payload, UTF_8))).readObject();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
