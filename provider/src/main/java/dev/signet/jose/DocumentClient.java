package dev.signet.jose;

import dev.signet.config.FetchSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches documents about keys and tokens: bounded in time and size, never redirected, and never on
 * the thread of a request. The server's certificate and name are verified.
 */
final class DocumentClient {
  private static final int OK = 200;
  private static final Pattern MAX_AGE = Pattern.compile("(?i)\\bmax-age=(\\d{1,9})\\b");
  private static final Pattern NOT_TO_BE_KEPT = Pattern.compile("(?i)\\bno-(store|cache)\\b");

  private final SharedHttpClient http;
  private final Duration timeout;

  /**
   * A document as it came.
   *
   * @param text its text, in UTF-8
   * @param maxAge {@code Cache-Control: max-age} (RFC 9111 section 5.2.2.1); zero where it is not
   *     to be kept
   */
  record Document(String text, Optional<Duration> maxAge) {}

  DocumentClient(FetchSettings settings) {
    this.http = SharedHttpClient.of(settings);
    this.timeout = settings.readTimeout();
  }

  /** The document behind an address; fails where the answer is not 200, too long or too late. */
  CompletableFuture<Document> fetch(URI url) {
    return send(
        HttpRequest.newBuilder(url)
            .header("Accept", "application/jwk-set+json, application/json, */*;q=0.5"));
  }

  /** The answer to a form, with a name and a password (RFC 6749 section 2.3.1); fails as above. */
  CompletableFuture<Document> post(URI url, String credentials, String form) {
    return send(
        HttpRequest.newBuilder(url)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + credentials)
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private CompletableFuture<Document> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(timeout).build();
    try {
      return KeyThreads.outsideApplications(() -> send(http.now(), request));
    } catch (KeyFetchException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Document> send(HttpClient client, HttpRequest request) {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, head -> new BoundedBody());
    // the request's own timeout ends with the head of the answer; a body that trickles is cut off
    return answer
        .copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((response, failure) -> answer.cancel(true))
        .thenApply(DocumentClient::document);
  }

  private static Document document(HttpResponse<String> response) {
    if (response.statusCode() != OK) {
      throw new KeyFetchException(KeyFetchException.status(response.statusCode()));
    }
    return new Document(response.body(), maxAge(response.headers()));
  }

  private static Optional<Duration> maxAge(HttpHeaders headers) {
    String cacheControl = String.join(",", headers.allValues("Cache-Control"));
    if (NOT_TO_BE_KEPT.matcher(cacheControl).find()) {
      return Optional.of(Duration.ZERO);
    }
    Matcher matcher = MAX_AGE.matcher(cacheControl);
    return matcher.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }
}
