package dev.signet.test;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** An HTTP server that only this machine reaches, on a port that the system chooses. */
final class Loopback implements AutoCloseable {
  private static final byte[] ADDRESS = {127, 0, 0, 1};
  private static final Pattern ITSELF =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::|(0{1,4}:){7}0{0,3})1]");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(Loopback::daemon);

  private Loopback(HttpServer server) {
    this.server = server;
  }

  static Loopback start(HttpHandler handler) {
    try {
      InetAddress itself = InetAddress.getByAddress(ADDRESS);
      Loopback loopback = new Loopback(HttpServer.create(new InetSocketAddress(itself, 0), 0));
      loopback.server.setExecutor(loopback.threads);
      loopback.server.createContext("/", handler);
      // its thread takes over whether it is a daemon, and must not keep the JVM alive
      Thread start = daemon(loopback.server::start);
      start.start();
      start.join();
      return loopback;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Whether a {@code Host} is one of this server's; another name leads here by DNS rebinding. */
  boolean isNamed(String host) {
    int port = server.getAddress().getPort();
    return Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host.toLowerCase(Locale.ROOT));
  }

  /** Whether an address is this machine, without asking a name server. */
  static boolean isHere(URI address) {
    return address.getHost() != null
        && ITSELF.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "signet-test");
    thread.setDaemon(true);
    return thread;
  }
}
