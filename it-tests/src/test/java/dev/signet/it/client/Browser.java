package dev.signet.it.client;

import dev.signet.it.server.Server;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A browser in front of the default virtual host. It keeps cookies and follows redirects, as the
 * method and the status say. The proxy adds the same headers to each request, also to redirected
 * ones.
 */
public final class Browser {
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = client(cookies);

  private static HttpClient client(CookieManager cookies) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .cookieHandler(cookies)
        .build();
  }

  /** Another browser with the cookies that this one has now. */
  public Browser copy() {
    Browser copy = new Browser();
    copyCookies(copy.cookies);
    return copy;
  }

  private void copyCookies(CookieManager copy) {
    for (URI uri : cookies.getCookieStore().getURIs()) {
      for (HttpCookie cookie : cookies.getCookieStore().get(uri)) {
        copy.getCookieStore().add(uri, cookie);
      }
    }
  }

  /** Headers as name, value, name, value. */
  public Answer get(String path, String... headers) {
    return wait(client.sendAsync(request(path, headers).build(), BodyHandlers.ofString()));
  }

  /** A form, filled in. */
  public Answer post(String path, String form, String... headers) {
    HttpRequest request =
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return wait(client.sendAsync(request, BodyHandlers.ofString()));
  }

  /**
   * Several times at once: each request is sent with the cookies of before. Afterwards the browser
   * has the cookies of the answer that came last.
   */
  public List<Answer> getAtOnce(int times, String path, String... headers) {
    List<HttpClient> tabs = Stream.generate(this::tab).limit(times).toList();
    HttpRequest request = request(path, headers).build();
    List<CompletableFuture<HttpResponse<String>>> answers =
        tabs.stream().map(tab -> tab.sendAsync(request, BodyHandlers.ofString())).toList();
    return answers.stream().map(Browser::wait).toList();
  }

  private HttpClient tab() {
    Tab tab = new Tab(cookies);
    copyCookies(tab);
    return client(tab);
  }

  private static HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(Server.http().resolve(path));
    for (int i = 0; i < headers.length; i += 2) {
      var unused = request.header(headers[i], headers[i + 1]);
    }
    return request.timeout(Duration.ofSeconds(60));
  }

  private static Answer wait(CompletableFuture<HttpResponse<String>> answer) {
    return Answer.of(answer.join());
  }

  /** Sends the cookies it began with, and its own; what it gets, the browser gets as well. */
  private static final class Tab extends CookieManager {
    private final CookieManager browser;

    Tab(CookieManager browser) {
      this.browser = browser;
    }

    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
      super.put(uri, headers);
      synchronized (browser) {
        browser.put(uri, headers);
      }
    }
  }
}
