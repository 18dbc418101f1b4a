package dev.signet.hop;

import dev.signet.settings.SettingsObject;
import dev.signet.settings.WebAddress;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * That tokens stay with their requests, and where an application's clients send them.
 *
 * @param header the request header that carries a token to another server
 * @param servers scheme, host and port of each such server; empty where no client sends any
 */
public record TokenPropagation(String header, Set<URI> servers) {
  private static final String KEEP = "propagateToken";
  private static final String SERVERS = "propagateTo";
  private static final String AS = "propagateAs";
  private static final String AUTHORIZATION = "Authorization";

  /** How a token is sent. */
  enum Carrier {
    AUTHORIZATION,
    INCOMING
  }

  /** Copies the set. */
  public TokenPropagation {
    servers = Set.copyOf(servers);
  }

  /**
   * Reads the settings of one definition.
   *
   * @param settings the definition
   * @param httpsRequired whether a token is sent with TLS alone
   * @param incoming the header in which the definition's tokens arrive, where it is the only place
   * @return empty where its tokens do not stay with their requests
   */
  public static Optional<TokenPropagation> read(
      SettingsObject settings, boolean httpsRequired, Optional<String> incoming) {
    boolean isKept = settings.flag(KEEP, false);
    Set<URI> servers = servers(settings, httpsRequired);
    String header = header(settings, incoming);
    if (!isKept) {
      settings.refuse(SERVERS, "does nothing without " + KEEP);
      settings.refuse(AS, "does nothing without " + KEEP);
      return Optional.empty();
    }
    return Optional.of(new TokenPropagation(header, servers));
  }

  private static Set<URI> servers(SettingsObject settings, boolean httpsRequired) {
    Set<URI> servers = new LinkedHashSet<>();
    for (String text : settings.texts(SERVERS)) {
      settings.checked(SERVERS, () -> server(text, httpsRequired)).ifPresent(servers::add);
    }
    if (servers.stream().anyMatch(server -> "http".equalsIgnoreCase(server.getScheme()))) {
      settings.warn(
          SERVERS, "tokens are sent without TLS: an attacker on the network can use them");
    }
    return servers;
  }

  private static URI server(String text, boolean httpsRequired) {
    URI server = WebAddress.parse(text, httpsRequired);
    boolean isMore =
        server.getRawUserInfo() != null
            || server.getRawQuery() != null
            || server.getRawFragment() != null
            || !(server.getRawPath().isEmpty() || server.getRawPath().equals("/"));
    if (isMore) {
      throw new IllegalArgumentException(
          "has more than scheme, host and port, such as \"https://orders.example:9443\"");
    }
    return server;
  }

  private static String header(SettingsObject settings, Optional<String> incoming) {
    Carrier carrier = settings.choice(AS, Carrier.class).orElse(Carrier.AUTHORIZATION);
    if (carrier == Carrier.INCOMING && incoming.isEmpty()) {
      settings.problem(AS, "incoming needs headerName and no cookieName");
    }
    return carrier == Carrier.INCOMING ? incoming.orElse("") : AUTHORIZATION;
  }
}
