package dev.signet.benchmarks;

import dev.signet.revocation.LoadedRevocations;
import dev.signet.revocation.RevocableToken;
import dev.signet.revocation.RevocableToken.Name;
import dev.signet.revocation.RevocationSettings;
import dev.signet.revocation.RevocationSharing;
import dev.signet.revocation.Revocations;
import dev.signet.revocation.RevokedKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntPredicate;

/**
 * What a million revocations cost: the time to read the file, the memory they take, and what the
 * check of a token without an entry takes of a request. Prints one line for each.
 */
public final class MillionRevocations {
  private static final int ENTRIES = 1_000_000;
  private static final int CHECKS = 5_000_000;
  private static final int TOKENS = 100_000;
  private static final String ISSUER = "https://idp.example";

  private MillionRevocations() {}

  /**
   * Measures.
   *
   * @param arguments none
   * @throws IOException where the file cannot be written
   */
  public static void main(String... arguments) throws IOException {
    Path file = Files.createTempFile("revoked", ".json");
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(0);
    try {
      write(file);
      System.out.printf("file: %d entries, %d MB%n", ENTRIES, Files.size(file) / 1_000_000);
      RevocationSettings settings =
          new RevocationSettings(file, true, Map.of(ISSUER, Optional.empty()));
      for (int i = 0; i < 3; i++) {
        long begin = System.nanoTime();
        LoadedRevocations read = LoadedRevocations.read(settings);
        System.out.printf(
            "read and checked: %d entries in %d ms%n",
            read.list().size(), (System.nanoTime() - begin) / 1_000_000);
      }
      measure(settings, threads);
    } finally {
      threads.shutdownNow();
      Files.delete(file);
    }
  }

  private static void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("[");
      for (int i = 0; i < ENTRIES; i++) {
        out.write(
            "%s{\"issuer\":\"%s\",\"%s\":\"%s\",\"until\":\"2099-01-01T00:00:00Z\"}"
                .formatted(
                    i == 0 ? "\n" : ",\n",
                    ISSUER,
                    i % 2 == 0 ? "jti" : "session",
                    UUID.randomUUID()));
      }
      out.write("\n]\n");
    }
  }

  private static void measure(RevocationSettings settings, ScheduledExecutorService threads) {
    long before = used();
    Revocations revocations =
        Revocations.of(
            LoadedRevocations.read(settings),
            threads,
            Clock.systemUTC(),
            server -> RevocationSharing.NONE);
    System.out.printf("memory: %.1f bytes for each entry%n", (double) (used() - before) / ENTRIES);
    RevocableToken[] tokens = new RevocableToken[TOKENS];
    for (int i = 0; i < TOKENS; i++) {
      tokens[i] = token(i);
    }
    for (int round = 0; round < 3; round++) {
      time("digests of a new token", TOKENS, i -> token(i).text().isEmpty());
      RevocableToken[] fresh = new RevocableToken[TOKENS];
      for (int i = 0; i < TOKENS; i++) {
        fresh[i] = token(i);
      }
      time("first look-up, no entry", TOKENS, i -> revocations.revoking(fresh[i]).isPresent());
      time(
          "remembered token, no entry",
          CHECKS,
          i -> revocations.revoking(tokens[i % TOKENS]).isPresent());
    }
    revocations.close();
  }

  private static RevocableToken token(int i) {
    return RevocableToken.of(
        ISSUER,
        1_800_000_000L + i,
        List.of(
            new Name(RevokedKind.TOKEN, "id-" + i),
            new Name(RevokedKind.SESSION, "session-" + i),
            new Name(RevokedKind.SUBJECT, "user-" + i),
            new Name(RevokedKind.KEY, "signer")));
  }

  private static void time(String what, int count, IntPredicate check) {
    int hits = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
      hits += check.test(i) ? 1 : 0;
    }
    double nanos = (double) (System.nanoTime() - begin) / count;
    System.out.printf("%s: %.1f ns (%d hits of %d)%n", what, nanos, hits, count);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
