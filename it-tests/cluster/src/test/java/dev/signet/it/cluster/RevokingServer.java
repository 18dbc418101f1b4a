package dev.signet.it.cluster;

import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A server with the folder of its {@code signet.json}. */
record RevokingServer(ClusterServer server, Path configuration) {
  /** Behind the context root of an application. */
  static final String LOGOUT = "/signet/logout/tickets";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  int status(Token token) {
    HttpRequest request = HttpRequest.newBuilder(server.page()).header("jwt", token.text()).build();
    return send(request);
  }

  /** The status; 0 where nobody listens yet. */
  static int send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0; // it is not there yet
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A logout of a session, to be sent to a path. */
  HttpRequest.Builder logout(String path, String session) {
    Token token =
        Tokens.good()
            .header("typ", "logout+jwt")
            .claim("aud", "app")
            .claim("sid", session)
            .claim("exp", Tokens.in(Duration.ofMinutes(2)))
            .claim(
                "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    return HttpRequest.newBuilder(server.page().resolve(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("logout_token=" + token.text()));
  }
}
