package dev.signet.benchmarks.server;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Servers that run side by side; one that is not asked costs nearly nothing. */
final class Running implements AutoCloseable {
  private final String product;
  private final Map<Contender, ServerProcess> servers = new LinkedHashMap<>();

  private Running(String product) {
    this.product = product;
  }

  /** Starts all of them, and checks that each accepts a good token and refuses other requests. */
  static Running start(String product, List<Contender> contenders, Tokens tokens, Progress progress)
      throws IOException, InterruptedException {
    Running running = new Running(product);
    try {
      for (Contender contender : contenders) {
        progress.say("starting " + product + ", " + contender.name());
        ServerProcess server = contender.launch().start();
        running.servers.put(contender, server);
        check(contender, server, tokens);
      }
      return running;
    } catch (IOException | InterruptedException | RuntimeException e) {
      running.close();
      throw e;
    }
  }

  private static void check(Contender contender, ServerProcess server, Tokens tokens)
      throws IOException, InterruptedException {
    String user = contender.isOpen() ? "null" : "user0";
    if (!server.comesToAnswer(contender.page(), tokens.first(), user)) {
      throw new IOException(contender.name() + " refuses a good token");
    }
    if (!contender.isOpen() && server.get(contender.page(), "").statusCode() != 401) {
      throw new IOException(contender.name() + " accepts a request without a token");
    }
  }

  String product() {
    return product;
  }

  List<Contender> contenders() {
    return List.copyOf(servers.keySet());
  }

  ServerProcess server(Contender contender) {
    return Objects.requireNonNull(servers.get(contender), "it was started");
  }

  /** The one that serves everybody: what no other can do better than. */
  Contender open() {
    return servers.keySet().stream().filter(Contender::isOpen).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    servers.values().forEach(ServerProcess::close);
  }
}
