package dev.signet.junction.keys;

import dev.signet.cli.command.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running web server with one handler. It ends when it is closed, and with this process. */
public final class KeySetServer implements AutoCloseable {
  private static final int THREADS = 16;

  private final Server server;
  private final URI uri;

  private KeySetServer(Server server, URI uri) {
    this.server = server;
    this.uri = uri;
  }

  public static KeySetServer start(
      InetSocketAddress address, Optional<SSLContext> tls, Handler handler) {
    Server server = new Server(new QueuedThreadPool(THREADS));
    ServerConnector connector = connector(server, tls);
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    server.addConnector(connector);
    server.setHandler(handler);
    server.setStopAtShutdown(true);
    try {
      connector.open();
    } catch (IOException e) {
      throw new CommandFailedException(
          "cannot listen on port "
              + address.getPort()
              + " of "
              + address.getAddress().getHostAddress()
              + "; choose another with --port or --bind");
    }
    LifeCycle.start(server);
    String scheme = tls.isPresent() ? "https" : "http";
    return new KeySetServer(server, uri(scheme, address.getAddress(), connector.getLocalPort()));
  }

  /** Where the keys are. */
  public URI uri() {
    return uri;
  }

  /** Returns when the server has ended; an interrupt ends it. */
  public void awaitEnd() {
    try {
      server.join();
    } catch (InterruptedException e) {
      close();
    }
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }

  private static ServerConnector connector(Server server, Optional<SSLContext> tls) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    if (tls.isEmpty()) {
      return new ServerConnector(server, http);
    }
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(tls.get());
    return new ServerConnector(server, factory, http);
  }

  private static URI uri(String scheme, InetAddress address, int port) {
    try {
      String host = address.getHostAddress();
      return new URI(scheme, null, host, port, KeySetEndpoint.PATH, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("an address makes a URI", e);
    }
  }
}
