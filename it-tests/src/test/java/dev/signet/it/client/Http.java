package dev.signet.it.client;

import dev.signet.it.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks the server, as a proxy does. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Http() {}

  /** The default virtual host; headers as name, value, name, value. */
  public static Answer get(String path, String... headers) {
    return get(Server.http().resolve(path), headers);
  }

  public static Answer get(URI address, String... headers) {
    return send(CLIENT, address, headers);
  }

  /** As a browser with these cookies. */
  public static Answer getWith(CookieManager cookies, String path, String... headers) {
    HttpClient browser =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();
    return send(browser, Server.http().resolve(path), headers);
  }

  /** As a browser with these cookies that sends a form. */
  public static Answer postWith(
      CookieManager cookies, String path, String form, String... headers) {
    HttpClient browser =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Server.http().resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(form));
    return send(
        browser, request.header("Content-Type", "application/x-www-form-urlencoded"), headers);
  }

  private static Answer send(HttpClient client, URI address, String... headers) {
    return send(client, HttpRequest.newBuilder(address), headers);
  }

  private static Answer send(HttpClient client, HttpRequest.Builder request, String... headers) {
    var unused = request.timeout(Duration.ofSeconds(60));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return Answer.of(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
