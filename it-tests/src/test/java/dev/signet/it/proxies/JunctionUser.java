package dev.signet.it.proxies;

import dev.signet.it.client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Somebody in front of the junction, with cookies of his own. */
final class JunctionUser {
  private final URI junction;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();

  JunctionUser(JunctionProcess junction) {
    this.junction = junction.uri();
  }

  /** The same browser, with a user of the seed logged in. */
  JunctionUser logIn(String user) {
    String form = "user=" + user + "&password=" + user.replace("user", "pass");
    Answer answer = post("/junction/login", form);
    if (answer.status() != 303) {
      throw new AssertionError("the login of " + user + " was answered with " + answer.status());
    }
    return this;
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).build());
  }

  Answer post(String path, String form) {
    return send(
        request(path, "Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  /** A WebSocket with the cookies of this browser. */
  CompletableFuture<WebSocket> talk(String path, WebSocket.Listener listener, String... headers) {
    WebSocket.Builder socket = client.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(60));
    for (int i = 0; i < headers.length; i += 2) {
      socket.header(headers[i], headers[i + 1]);
    }
    URI address = junction.resolve(path);
    return socket.buildAsync(URI.create(address.toString().replaceFirst("^http", "ws")), listener);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(junction.resolve(path)).timeout(Duration.ofSeconds(60));
    return headers.length > 0 ? request.headers(headers) : request;
  }

  private Answer send(HttpRequest request) {
    try {
      return Answer.of(client.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
