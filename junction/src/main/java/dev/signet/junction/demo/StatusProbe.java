package dev.signet.junction.demo;

import dev.signet.junction.proxy.BackendTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;

/**
 * Sends requests of the demo as curl would, trusting one certificate, and returns their answers.
 */
public final class StatusProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client;

  private StatusProbe(HttpClient client) {
    this.client = client;
  }

  /** A probe that trusts the server which shows this certificate (PEM). */
  static StatusProbe trusting(Path certificate) {
    return new StatusProbe(clientTrusting(certificate).build());
  }

  /** A client for other requests, with the same trust. */
  public static HttpClient.Builder clientTrusting(Path certificate) {
    SSLContext tls = BackendTls.context(certificate);
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    return builder.connectTimeout(PATIENCE).proxy(HttpClient.Builder.NO_PROXY).sslContext(tls);
  }

  /** The status of the answer; empty when there is none. */
  OptionalInt status(DemoRequest request) {
    HttpRequest.Builder http = HttpRequest.newBuilder(request.uri());
    request.headerFile().ifPresent(file -> http.header("Cookie", HeaderFiles.cookie(file)));
    request.accept().ifPresent(type -> http.header("Accept", type));
    Optional<HttpResponse<Void>> answer = answer(http);
    return answer.map(a -> OptionalInt.of(a.statusCode())).orElse(OptionalInt.empty());
  }

  boolean answersAsExpected(DemoRequest request) {
    return status(request).equals(OptionalInt.of(request.expectedStatus()));
  }

  /** What the server answers to this token in the header {@code jwt}. */
  ServerAnswer answerTo(String token, URI server, String path) {
    Optional<HttpResponse<Void>> answer =
        answer(HttpRequest.newBuilder(server.resolve(path)).header("jwt", token));
    return new ServerAnswer(
        path,
        answer.map(HttpResponse::statusCode).orElse(0),
        answer.flatMap(a -> a.headers().firstValue("WWW-Authenticate")));
  }

  private Optional<HttpResponse<Void>> answer(HttpRequest.Builder request) {
    try {
      HttpRequest complete = request.timeout(PATIENCE).build();
      return Optional.of(client.send(complete, BodyHandlers.discarding()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
