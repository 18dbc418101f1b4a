package dev.signet.http;

import dev.signet.config.FetchSettings;
import dev.signet.settings.TextFile;
import dev.signet.token.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Fetches documents about keys and tokens: bounded in time and size (both as it comes and
 * decompressed), never redirected, and never on the thread of a request. The server's certificate
 * and name are verified. A forward proxy is used where Java's system properties name one ({@code
 * https.proxyHost} and the like), since the client is built without a selector of its own.
 */
public final class DocumentClient {
  private static final int OK = 200;

  /** Some gateways refuse the name of Java's client. */
  private static final String USER_AGENT = "Signet";

  private static final Pattern MAX_AGE = Pattern.compile("(?i)\\bmax-age=(\\d{1,9})\\b");
  private static final Pattern NOT_TO_BE_KEPT = Pattern.compile("(?i)\\bno-(store|cache)\\b");

  private final SharedHttpClient http;
  private final Duration timeout;

  /**
   * A document as received.
   *
   * @param text its text, read as UTF-8, without a byte order mark
   * @param maxAge {@code Cache-Control: max-age} (RFC 9111 section 5.2.2.1); zero where it must not
   *     be stored
   */
  public record Document(String text, Optional<Duration> maxAge) {}

  /** A client with its own time limits; what trusts the same certificates shares connections. */
  public DocumentClient(FetchSettings settings) {
    this.http = SharedHttpClient.of(settings);
    this.timeout = settings.readTimeout();
  }

  /**
   * Fetches the document at an address; fails where the answer is not 200, is too long or too late.
   */
  public CompletableFuture<Document> fetch(URI url) {
    return answer(url).thenApply(DocumentClient::document);
  }

  /** Posts a form with a name and a password (RFC 6749 section 2.3.1); fails as above. */
  public CompletableFuture<Document> post(URI url, String credentials, String form) {
    return answer(url, credentials, form).thenApply(DocumentClient::document);
  }

  /**
   * The same request as {@link #fetch} makes, for a check of the server: the answer as it came,
   * with any status, not decompressed; fails where there is none, or it is too long or too late.
   */
  public CompletableFuture<HttpResponse<byte[]>> answer(URI url) {
    return send(
        HttpRequest.newBuilder(url)
            .header("Accept", "application/jwk-set+json, application/json, */*;q=0.5"));
  }

  /** The same request as {@link #post} makes, for a check of the server, as above. */
  public CompletableFuture<HttpResponse<byte[]>> answer(URI url, String credentials, String form) {
    return send(
        HttpRequest.newBuilder(url)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + credentials)
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder builder) {
    HttpRequest request =
        builder
            .timeout(timeout)
            .header("User-Agent", USER_AGENT)
            .header("Accept-Encoding", ContentCoding.ACCEPTED)
            .build();
    try {
      return KeyThreads.outsideApplications(() -> send(http.now(), request));
    } catch (FetchException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * A server may close a kept connection in the moment in which a request takes it. Java's client
   * sends a GET again then, and no POST. Each request here only asks, so it can be sent twice.
   */
  private CompletableFuture<HttpResponse<byte[]>> send(HttpClient client, HttpRequest request) {
    long start = System.nanoTime();
    return sendOnce(client, request, timeout)
        .exceptionallyCompose(
            failure -> {
              Duration left = timeout.minusNanos(System.nanoTime() - start);
              return isLostConnection(failure) && left.compareTo(Duration.ZERO) > 0
                  ? sendOnce(client, request, left)
                  : CompletableFuture.failedFuture(failure);
            });
  }

  private static boolean isLostConnection(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof IOException
        && !(cause instanceof ConnectException)
        && !(cause instanceof HttpTimeoutException)
        && !(cause instanceof SSLException);
  }

  private static CompletableFuture<HttpResponse<byte[]>> sendOnce(
      HttpClient client, HttpRequest request, Duration within) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new BoundedBody());
    // the request's own timeout ends with the head of the answer; a slow body is cut off
    CompletableFuture<HttpResponse<byte[]>> limited = answer.copy();
    // not orTimeout: the thread of Java that does it would hold the first application's class
    // loader
    Future<?> end =
        KeyThreads.SCHEDULE.schedule(
            () -> KeyThreads.HTTP.execute(() -> expire(limited)),
            within.toMillis(),
            TimeUnit.MILLISECONDS);
    return limited.whenComplete(
        (response, failure) -> {
          end.cancel(false);
          answer.cancel(true);
        });
  }

  private static void expire(CompletableFuture<?> answer) {
    answer.completeExceptionally(new TimeoutException());
  }

  /**
   * The document in an answer.
   *
   * @throws FetchException where the status is not 200, or the body cannot be decompressed
   */
  public static Document document(HttpResponse<byte[]> response) {
    if (response.statusCode() != OK) {
      throw FetchException.ofStatus(response.statusCode(), redirect(response).orElse(""));
    }
    byte[] body =
        ContentCoding.decoded(response.body(), response.headers().allValues("Content-Encoding"));
    String text = new String(body, StandardCharsets.UTF_8);
    return new Document(TextFile.withoutMark(text), maxAge(response.headers()));
  }

  /** The target of a redirect: an administrator may want to configure that address. */
  private static Optional<String> redirect(HttpResponse<?> response) {
    if (response.statusCode() / 100 != 3) {
      return Optional.empty();
    }
    return response
        .headers()
        .firstValue("Location")
        .map(
            location ->
                ", a redirect to "
                    + host(response.uri(), location)
                    + "; redirects are not followed");
  }

  private static String host(URI asked, String location) {
    try {
      URI target = asked.resolve(new URI(location));
      // Java does not find a host in an authority with an underscore
      return Optional.ofNullable(target.getHost())
          .or(() -> Optional.ofNullable(target.getRawAuthority()).map(DocumentClient::hostAlone))
          .map(host -> "the host " + SafeText.of(host))
          .orElse("an address without a host");
    } catch (URISyntaxException | IllegalArgumentException e) {
      return "an address that cannot be read";
    }
  }

  /** Removes the user info, which could have a password in it, and the port. */
  private static String hostAlone(String authority) {
    return authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", "");
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
