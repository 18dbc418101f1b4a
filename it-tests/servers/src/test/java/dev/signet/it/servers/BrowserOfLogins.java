package dev.signet.it.servers;

import dev.signet.it.client.Answer;
import dev.signet.it.server.Server;
import dev.signet.it.tokens.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser that goes to an issuer of this machine and back. As browsers do, it sends cookies for
 * TLS alone to this machine without TLS as well.
 */
final class BrowserOfLogins {
  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private final CookieManager cookies = new Cookies();

  private static final class Cookies extends CookieManager {
    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
      Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.forEach(
          (name, values) ->
              changed.put(
                  name, values.stream().map(v -> v.replaceAll("(?i);\\s*secure", "")).toList()));
      super.put(uri, changed);
    }
  }

  private Answer send(HttpRequest.Builder request, HttpClient.Redirect redirects) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(redirects)
            .cookieHandler(cookies)
            .build();
    try {
      return Answer.of(
          client.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.Builder request(String page, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(Server.http().resolve(page));
    return headers.length > 0 ? request.headers(headers) : request;
  }

  /** One answer, whatever it is. */
  Answer get(String page, String... headers) {
    return send(request(page, headers), HttpClient.Redirect.NEVER);
  }

  /** The same of an application's page, without a token. */
  Answer get(Site site, String page) {
    return get(site.contextRoot() + page);
  }

  /** The same with one. */
  Answer get(Site site, String page, Token token) {
    return get(site.contextRoot() + page, "jwt", token.text());
  }

  /** Follows a page to the issuer's form, fills that in, and goes on to where it leads. */
  Answer logIn(String page, String user) {
    Answer form = send(request(page), HttpClient.Redirect.NORMAL);
    Matcher action = FORM.matcher(form.body());
    if (!action.find()) {
      throw new AssertionError("no form: " + form);
    }
    return post(
        action.group(1).replace("&amp;", "&"),
        "username=" + user + "&password=" + user.replace("user", "pass"));
  }

  /** Sends a form, and goes on to where it leads. */
  Answer post(String address, String form) {
    return send(
        HttpRequest.newBuilder(Server.http().resolve(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)),
        HttpClient.Redirect.NORMAL);
  }
}
