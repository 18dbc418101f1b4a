package dev.signet.junction.proxy;

import dev.signet.junction.mint.SigningKeys;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * Announces ended logins to the servers behind (OpenID Connect Back-Channel Logout 1.0 section 2.5)
 * with a token of the key that signs now. A user who sees that they are logged out is logged out
 * there too: the answers are awaited, for five seconds. A server that does not accept the logout,
 * or does not answer, is named; its tokens end by themselves.
 */
public final class LogoutNotices {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LIFETIME = Duration.ofMinutes(2);
  private static final String TYPE = "logout+jwt";
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private final Receivers receivers;
  private final ClaimsTemplate mapping;
  private final SigningKeys keys;
  private final InstantSource clock;
  private final HttpClient client;

  /**
   * Who is to know of ended logins.
   *
   * @param addresses where the tokens are sent; nothing is announced where there is none
   * @param audience the claim {@code aud}
   * @param trust the certificates that are accepted from the servers; empty for Java's own
   * @param failures what is said of a server that did not accept a logout
   */
  public record Receivers(
      List<URI> addresses, String audience, Optional<SSLContext> trust, Consumer<String> failures) {
    /** Nobody is. */
    public static final Receivers NONE =
        new Receivers(List.of(), "", Optional.empty(), failure -> {});

    public Receivers {
      addresses = List.copyOf(addresses);
    }
  }

  LogoutNotices(
      Receivers receivers, ClaimsTemplate mapping, SigningKeys keys, InstantSource clock) {
    this.receivers = receivers;
    this.mapping = mapping;
    this.keys = keys;
    this.clock = clock;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    receivers.trust().ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /** Announces that a login has ended, to all servers at once; throws nothing. */
  void announce(Login login) {
    List<CompletableFuture<Void>> sent =
        receivers.addresses().stream().map(address -> send(address, login)).toList();
    sent.forEach(CompletableFuture::join);
  }

  /** A connection that the server has just closed is no answer: the logout is announced again. */
  private CompletableFuture<Void> send(URI address, Login login) {
    return sendOnce(address, login)
        .exceptionallyCompose(
            failure ->
                isLostConnection(failure)
                    ? sendOnce(address, login)
                    : CompletableFuture.failedFuture(failure))
        .thenAccept(
            status -> {
              if (status != OK && status != NO_CONTENT) {
                failed(address, "answered with " + status);
              }
            })
        .exceptionally(
            failure -> {
              failed(address, "did not answer");
              return null;
            });
  }

  private static boolean isLostConnection(Throwable failure) {
    return failure.getCause() instanceof IOException cause
        && !(cause instanceof ConnectException)
        && !(cause instanceof HttpTimeoutException);
  }

  private CompletableFuture<Integer> sendOnce(URI address, Login login) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("logout_token=" + token(login)))
            .build();
    return client.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
  }

  private void failed(URI address, String what) {
    receivers.failures().accept("A logout was not accepted: " + address + " " + what);
  }

  /** Each server has a token of its own, with an id of its own. */
  private String token(Login login) {
    Instant now = clock.instant();
    JsonObject identity = mapping.claims(login);
    JsonObject claims =
        Json.createObjectBuilder()
            .add("iss", identity.getOrDefault("iss", JsonValue.NULL))
            .add("sub", identity.getOrDefault("sub", JsonValue.NULL))
            .add("sid", login.sess())
            .add("aud", receivers.audience())
            .add("iat", now.getEpochSecond())
            .add("exp", now.plus(LIFETIME).getEpochSecond())
            .add("jti", UUID.randomUUID().toString())
            .add("events", Json.createObjectBuilder().add(EVENT, JsonValue.EMPTY_JSON_OBJECT))
            .build();
    return keys.mint().sign(claims, TYPE);
  }
}
