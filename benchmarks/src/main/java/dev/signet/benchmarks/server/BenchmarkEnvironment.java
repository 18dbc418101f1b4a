package dev.signet.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Where things are.
 *
 * @param servers the unpacked servers and the jar of Signet, as the build leaves them
 * @param run the folder for what a run writes
 * @param issuer the trusted issuer
 */
record BenchmarkEnvironment(Path servers, Path run, Issuer issuer) {
  /** The same for every server; a fixed heap, so that none spends its time on making it larger. */
  static final List<String> JVM_OPTIONS = List.of("-Xms1g", "-Xmx1g");

  Path signet() {
    return servers.resolve("signet-provider-all.jar");
  }

  /** Amazon Corretto Crypto Provider, a {@code signatureProvider}. */
  Path nativeProvider() {
    return servers.resolve("AmazonCorrettoCryptoProvider.jar");
  }

  /** The same with another issuer. */
  BenchmarkEnvironment with(Issuer other) {
    return new BenchmarkEnvironment(servers, run, other);
  }

  String signetJson() {
    return """
        { "issuers": [
            { "id": "benchmark", "issuerIdentifier": "%s", "audiences": "%s",
              "signatureAlgorithm": "%s", "jwkEndpointUrl": "%s", "httpsRequired": false,
              "realmName": "benchmark" } ] }
        """
        .formatted(Issuer.NAME, Issuer.AUDIENCE, issuer.algorithm(), issuer.keySetUrl());
  }

  /** The unpacked server whose folder begins so. */
  Path home(String beginning) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(servers, beginning + "*")) {
      for (Path home : found) {
        return home;
      }
    }
    throw new IOException("no " + beginning + "… in " + servers);
  }

  /** Puts a copy of a folder in the place of what an earlier server has left there. */
  static void replace(Path copy, Path original) throws IOException {
    clear(copy);
    Files.createDirectories(copy);
    try (Stream<Path> all = Files.walk(original)) {
      for (Path path : all.skip(1).toList()) {
        Files.copy(path, copy.resolve(original.relativize(path)));
      }
    }
  }

  /** Deletes a folder, with what an earlier server has left in it. */
  static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /**
   * A port that is free now; below those that the system hands out by itself, since a server may
   * bind it only some time later.
   */
  static int freePort() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // taken: the next one
      }
    }
    throw new IllegalStateException("no port is free");
  }
}
