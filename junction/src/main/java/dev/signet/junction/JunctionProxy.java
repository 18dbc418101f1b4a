package dev.signet.junction;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A running reverse proxy. It ends when it is closed, and with this process. */
final class JunctionProxy implements AutoCloseable {
  private final SigningKeys keys;
  private final KeySetServer server;

  private JunctionProxy(SigningKeys keys, KeySetServer server) {
    this.keys = keys;
    this.server = server;
  }

  /**
   * What a proxy is made of.
   *
   * @param address where it listens
   * @param tls what it shows of itself; none without TLS
   * @param backends the junctions
   * @param trust whose certificates the servers behind may show
   * @param idleTimeout a login that is not used for so long ends
   * @param keySetMaxAge how long readers may keep the published keys
   */
  record Setup(
      InetSocketAddress address,
      Optional<SSLContext> tls,
      List<Backend> backends,
      SslContextFactory.Client trust,
      Duration idleTimeout,
      Duration keySetMaxAge) {
    Setup {
      backends = List.copyOf(backends);
    }
  }

  static JunctionProxy start(
      Setup setup,
      Users users,
      SigningKeys keys,
      ClaimsTemplate mapping,
      SessionTokens.Policy policy) {
    Logins logins = new Logins(setup.idleTimeout());
    JunctionHandler handler =
        new JunctionHandler(
            logins,
            new SessionTokens(mapping, policy, keys, InstantSource.system()),
            new OwnPages(
                new LoginPages(users, logins),
                new RollPages(users, logins, keys),
                new TicketEndpoint(users, mapping, keys, InstantSource.system())),
            new KeySetEndpoint(keys::published, setup.keySetMaxAge()),
            setup.backends().stream()
                .map(b -> new JunctionHandler.Junctioned(b, new BackendProxy(b, setup.trust())))
                .toList());
    return new JunctionProxy(keys, KeySetServer.start(setup.address(), setup.tls(), handler));
  }

  /** Where to begin in a browser. */
  URI uri() {
    return server.uri().resolve("/");
  }

  /** Returns when the proxy has ended; an interrupt ends it. */
  void awaitEnd() {
    server.awaitEnd();
  }

  @Override
  public void close() {
    server.close();
    keys.close();
  }
}
