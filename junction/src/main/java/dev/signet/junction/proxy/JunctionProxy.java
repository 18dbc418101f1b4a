package dev.signet.junction.proxy;

import dev.signet.junction.keys.KeySetEndpoint;
import dev.signet.junction.keys.KeySetServer;
import dev.signet.junction.mint.SigningKeys;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A running reverse proxy. It ends when it is closed, and with this process. */
public final class JunctionProxy implements AutoCloseable {
  private final Parts parts;
  private final KeySetServer server;

  private JunctionProxy(Parts parts, KeySetServer server) {
    this.parts = parts;
    this.server = server;
  }

  /**
   * What works behind the pages.
   *
   * @param users the users who may log in
   * @param logins the logins of those who have
   * @param tokens the tokens for the servers behind
   * @param keys the keys that sign them
   */
  public record Parts(Users users, Logins logins, SessionTokens tokens, SigningKeys keys) {}

  /** The handler before the junction's own: other pages, or nothing. */
  @FunctionalInterface
  public interface Front {
    Handler before(Handler junction, Parts parts);
  }

  /**
   * What a proxy is made of.
   *
   * @param address where it listens
   * @param tls its key and certificate; none without TLS
   * @param backends the junctions
   * @param trust the certificates that are accepted from the servers behind
   * @param idleTimeout how long a login lives without use
   * @param keySetMaxAge how long readers may keep the published keys
   * @param logouts who is to know of ended logins
   * @param front the handler before the junction's own
   */
  public record Setup(
      InetSocketAddress address,
      Optional<SSLContext> tls,
      List<Backend> backends,
      SslContextFactory.Client trust,
      Duration idleTimeout,
      Duration keySetMaxAge,
      LogoutNotices.Receivers logouts,
      Front front) {
    public Setup {
      backends = List.copyOf(backends);
    }
  }

  public static JunctionProxy start(
      Setup setup,
      Users users,
      SigningKeys keys,
      ClaimsTemplate mapping,
      SessionTokens.Policy policy) {
    LogoutNotices notices =
        new LogoutNotices(setup.logouts(), mapping, keys, InstantSource.system());
    Logins logins = new Logins(setup.idleTimeout(), notices::announce);
    SessionTokens tokens = new SessionTokens(mapping, policy, keys::mint, InstantSource.system());
    JunctionHandler handler =
        new JunctionHandler(
            logins,
            tokens,
            new OwnPages(
                new LoginPages(users, logins),
                new RollPages(users, logins, keys),
                new TicketEndpoint(users, mapping, keys, InstantSource.system())),
            new KeySetEndpoint(keys::published, setup.keySetMaxAge()),
            setup.backends().stream()
                .map(b -> new JunctionHandler.Junctioned(b, new BackendProxy(b, setup.trust())))
                .toList());
    Parts parts = new Parts(users, logins, tokens, keys);
    Handler front = setup.front().before(handler, parts);
    return new JunctionProxy(parts, KeySetServer.start(setup.address(), setup.tls(), front));
  }

  /** Where to begin in a browser. */
  URI uri() {
    return server.uri().resolve("/");
  }

  public Parts parts() {
    return parts;
  }

  /** Returns when the proxy has ended; an interrupt ends it. */
  void awaitEnd() {
    server.awaitEnd();
  }

  @Override
  public void close() {
    server.close();
    parts.keys().close();
  }
}
