package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.cluster.CacheUnavailableException;
import dev.signet.cluster.SharedCache;
import dev.signet.cluster.SharedCaches;
import dev.signet.config.CacheSettings;
import dev.signet.it.cluster.Measured.Call;
import dev.signet.revocation.ServerRevocations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What single use and revocations cost a request, with so many Hazelcast members in this virtual
 * machine, beside a memory of this server's own. The numbers are printed; what is asserted is that
 * each key is taken once, and that what one member revokes is refused by all. They are worth
 * something on a quiet machine alone, so this runs with the many tokens.
 */
@EnabledIfSystemProperty(named = "cluster.tokens", matches = "\\d{5,}")
class NumbersIT {
  private static final int CALLS = 8_000;
  private static final int CHECKS = 400_000;
  private static final int REVOKED = 1_000;
  private static final int TIMES = 20;

  @TempDir Path folder;
  private final AtomicInteger unanswered = new AtomicInteger();

  @Test
  void singleUseByMembers() throws Exception {
    Map<String, Long> map = new ConcurrentHashMap<>();
    Measured.print(
        "single use, a map in memory",
        CALLS,
        List.of((key, value) -> map.putIfAbsent(key, value) == null));
    for (int number = 1; number <= 3; number++) {
      List<SharedCaches> members = new ArrayList<>();
      try {
        for (CacheSettings one : settings(number)) {
          members.add(SharedCaches.join(one));
        }
        Measured.print(
            "single use, members: " + number,
            CALLS,
            members.stream().map(this::singleUse).toList());
        System.out.println("single use, calls without an answer so far: " + unanswered);
      } finally {
        members.forEach(SharedCaches::close);
      }
    }
  }

  /** A request asks the memory of its server, whatever the others do. */
  @Test
  void revocationsByMembers() throws Exception {
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    try {
      ServerRevocations alone = RevokingMember.alone();
      IntStream.range(0, REVOKED).forEach(i -> RevokingMember.revoke(alone, "revoked" + i));
      Measured.print("revocations, in memory", CHECKS, List.of(check(alone)));
      for (int number = 1; number <= 3; number++) {
        List<RevokingMember> members = new ArrayList<>();
        try {
          for (CacheSettings one : settings(number)) {
            members.add(new RevokingMember(one, threads));
          }
          measureRevocations(members);
        } finally {
          members.forEach(RevokingMember::close);
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void measureRevocations(List<RevokingMember> members) throws Exception {
    ServerRevocations first = members.get(0).memory();
    IntStream.range(0, REVOKED).forEach(i -> RevokingMember.revoke(first, "revoked" + i));
    awaitRefused(members, "revoked" + (REVOKED - 1));
    Measured.print(
        "revocations, members: " + members.size(),
        CHECKS,
        members.stream().map(member -> check(member.memory())).toList());
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      RevokingMember.revoke(first, "late" + i);
      awaitRefused(members, "late" + i);
      millis.add((System.nanoTime() - begun) / 1_000_000);
    }
    millis.sort(null);
    System.out.printf(
        "revocations, members: %d: on all of them after p50 %d ms, longest %d ms%n",
        members.size(), millis.get(TIMES / 2), millis.get(TIMES - 1));
  }

  private static void awaitRefused(List<RevokingMember> members, String session)
      throws InterruptedException {
    while (!members.stream().allMatch(member -> member.refuses(session))) {
      Thread.sleep(2);
    }
  }

  /** Of a token that the server sees for the first time, by its session. */
  private static Call check(ServerRevocations memory) {
    return (key, number) -> !RevokingMember.refuses(memory, key);
  }

  /** A call without an answer is repeated with the same value: it may have stored it. */
  private Call singleUse(SharedCaches member) {
    SharedCache cache = member.cache("signet-used");
    return (key, number) -> {
      while (true) {
        try {
          return cache.putIfAbsent(key, number, Duration.ofMinutes(10));
        } catch (CacheUnavailableException e) {
          unanswered.incrementAndGet();
        }
      }
    };
  }

  /** One member alone has to be allowed to decide. */
  private List<CacheSettings> settings(int number) throws Exception {
    Members ports = Members.of(number);
    List<CacheSettings> settings = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Path file = ports.hazelcast(Files.createTempDirectory(folder, "member"), i);
      String text = Files.readString(file);
      String unprotected =
          text.replace("<split-brain-protection-ref>majority</split-brain-protection-ref>", "")
              .replaceAll("(?s)<split-brain-protection .*</split-brain-protection>", "");
      assertEquals(2, text.split("majority", -1).length - unprotected.split("majority", -1).length);
      Files.writeString(file, unprotected);
      settings.add(
          new CacheSettings(
              Optional.of("com.hazelcast.cache.HazelcastMemberCachingProvider"),
              Optional.of(file.toUri()),
              "signet-used",
              Optional.of("signet-revoked")));
    }
    return settings;
  }
}
