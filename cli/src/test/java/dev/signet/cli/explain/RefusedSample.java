package dev.signet.cli.explain;

import dev.signet.config.SignetConfig;
import dev.signet.container.LoggedRequests;
import dev.signet.mechanism.RejectingStores;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.Tokens;
import dev.signet.token.Rejection;
import jakarta.security.auth.message.AuthException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A configuration, a request and a token that a server refuses: for the server's own line, and as
 * the options of {@code signet explain}.
 */
final class RefusedSample {
  private static final String ADDRESS = "192.0.2.1";

  /** What only a running server has, and refuses the request. */
  enum Obstacle {
    NONE(""),
    USED_BEFORE("jti"),
    REJECTING_STORES("identity stores"),
    OTHER_LOGIN("other logins");

    private final String step;

    Obstacle(String step) {
      this.step = step;
    }

    /** The step that explain leaves to the server. */
    String step() {
      return step;
    }
  }

  private final Rejection reason;
  private final Configs configs;
  private final String token;
  private final List<String> options =
      new ArrayList<>(
          List.of("--from", ADDRESS, "--host", "app.example.com", "--context-root", "/app"));
  private final List<String[]> headers = new ArrayList<>();
  private final List<X509Certificate> certificates = new ArrayList<>();
  private String place = "jwt";
  private Obstacle obstacle = Obstacle.NONE;

  RefusedSample(Rejection reason, Configs configs, String token) {
    this.reason = reason;
    this.configs = configs;
    this.token = token;
    options.addAll(List.of("--path", "/app/x", "--at", Tokens.NOW.toString()));
  }

  RefusedSample header(String name, String value) {
    headers.add(new String[] {name, value});
    options.addAll(List.of("--header", name + ":" + value));
    return this;
  }

  /** In another header than {@code jwt}. */
  RefusedSample in(String header) {
    place = header;
    options.addAll(List.of("--in", header));
    return this;
  }

  /** In parts, where their number is one. */
  RefusedSample segments(String count) {
    place = "";
    return header("jwt-segments", count);
  }

  RefusedSample from(X509Certificate client, Path file) {
    certificates.add(client);
    try {
      Files.write(file, client.getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
    options.addAll(List.of("--client-certificate", file.toString()));
    return this;
  }

  RefusedSample despite(Obstacle ofTheServer) {
    obstacle = ofTheServer;
    return this;
  }

  Rejection reason() {
    return reason;
  }

  Obstacle obstacle() {
    return obstacle;
  }

  /** What explain prints; a server that has used the token up would be another one's. */
  Explained explained(Path directory) {
    configs.load();
    List<String> all = new ArrayList<>(List.of(directory.resolve("signet.json").toString()));
    all.addAll(options);
    all.addAll(List.of("--server", obstacle == Obstacle.OTHER_LOGIN ? "LIBERTY" : "STANDARD"));
    return Explained.of(token + "\n", all);
  }

  /** The lines of the server's log. */
  List<String> logged() throws AuthException {
    SignetConfig config = configs.load();
    return switch (obstacle) {
      case NONE -> LoggedRequests.of(config, request().build());
      case USED_BEFORE -> {
        LoggedRequests.of(config, request().build());
        yield LoggedRequests.of(config, request().build());
      }
      case REJECTING_STORES -> LoggedRequests.of(config, request().build(), new RejectingStores());
      case OTHER_LOGIN ->
          LoggedRequests.onLiberty(config, request().user(() -> "another").loggingOut().build());
    };
  }

  private Requests request() {
    Requests request = Requests.empty().to("/app", "/x").from(ADDRESS).withoutSession();
    headers.forEach(header -> request.header(header[0], header[1]));
    if (!place.isEmpty()) {
      request.header(place, token);
    }
    if (!certificates.isEmpty()) {
      request.attribute(
          "jakarta.servlet.request.X509Certificate", certificates.toArray(X509Certificate[]::new));
    }
    return request;
  }
}
