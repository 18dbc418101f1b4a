package dev.signet.propagation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that keeps the headers that it gets. {@code /away} leads to another one. */
final class Endpoint implements AutoCloseable {
  private final List<Map<String, List<String>>> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private String away = "";

  private Endpoint(HttpServer server) {
    this.server = server;
  }

  static Endpoint start() {
    try {
      Endpoint endpoint =
          new Endpoint(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      endpoint.server.createContext("/", endpoint::answer);
      endpoint.server.start();
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Endpoint leadingTo(Endpoint other) {
    away = other.at("/").toString();
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(Map.copyOf(exchange.getRequestHeaders()));
    boolean isAway = exchange.getRequestURI().getPath().equals("/away");
    if (isAway) {
      exchange.getResponseHeaders().set("Location", away);
    }
    exchange.sendResponseHeaders(isAway ? 302 : 204, -1);
    exchange.close();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  int requests() {
    return requests.size();
  }

  /** The values of a header in all requests so far. */
  List<String> values(String header) {
    return requests.stream()
        .flatMap(request -> request.getOrDefault(header, List.of()).stream())
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
