package dev.signet.it.cluster;

import dev.signet.it.tokens.Token;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Two servers that share caches, and what they answer; nothing is 0. */
final class TwoServers implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Path folder;
  private final Supplier<Token> tokens;
  private final List<ClusterServer> servers = new ArrayList<>();

  /**
   * None yet.
   *
   * @param tokens makes those that are good once
   */
  TwoServers(Path folder, Supplier<Token> tokens) {
    this.folder = folder;
    this.tokens = tokens;
  }

  /** Makes one of them. */
  @FunctionalInterface
  interface Installation {
    ClusterServer install(Path folder, int member) throws Exception;
  }

  /** Starts both, and waits until each accepts tokens that are good once. */
  void start(Installation installation) throws Exception {
    for (int i = 0; i < 2; i++) {
      servers.add(installation.install(folder.resolve("member" + i), i));
    }
    startAgain();
  }

  /** After both have ended. */
  void startAgain() throws Exception {
    for (ClusterServer server : servers) {
      server.start();
    }
    for (int i = 0; i < 2; i++) {
      awaitAccepting(i);
    }
  }

  void awaitAccepting(int server) throws InterruptedException {
    while (status(server, "jwt", tokens.get()) != 200) {
      Thread.sleep(200);
    }
  }

  ClusterServer server(int server) {
    return servers.get(server);
  }

  private CompletableFuture<Integer> ask(int server, String header, Token token) {
    HttpRequest request =
        HttpRequest.newBuilder(server(server).page())
            .header(header, token.text())
            .timeout(Duration.ofSeconds(20))
            .build();
    return CLIENT
        .sendAsync(request, BodyHandlers.discarding())
        .thenApply(answer -> answer.statusCode())
        .exceptionally(failure -> 0);
  }

  int status(int server, String header, Token token) {
    return ask(server, header, token).join();
  }

  /** How often there was which pair of answers, where each token is sent to both at once. */
  Map<String, Integer> sendToBoth(List<Token> sent) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Token token : sent) {
      String answers =
          List.of(ask(0, "jwt", token), ask(1, "jwt", token)).stream()
              .map(CompletableFuture::join)
              .sorted()
              .map(String::valueOf)
              .collect(Collectors.joining(" "));
      counts.merge(answers, 1, Integer::sum);
    }
    return counts;
  }

  @Override
  public void close() {
    servers.forEach(ClusterServer::close);
  }
}
