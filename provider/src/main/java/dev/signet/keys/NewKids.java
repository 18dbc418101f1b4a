package dev.signet.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.settings.MonotonicTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Selects which unknown key id is fetched next. Callers choose key ids, so fetches are limited:
 * eight at once, and then eight in an interval. While there are more key ids than turns, every
 * second turn goes to the key id requested most often, as that of a proxy with users is. The other
 * turns rotate among the addresses of the requests, so that a flood from one address does not take
 * the turns of the others. No request waits for a turn: a later request finds the key.
 */
final class NewKids {
  private static final int TURNS_AT_ONCE = 8;
  private static final Duration MEMORY = Duration.ofMinutes(1);
  private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);
  private static final long MAX_CHARACTERS = 1024 * 1024;
  private static final int OVERHEAD = 128;
  private static final int MAX_ADDRESSES = 10_000;

  private final Duration pause;
  private final MonotonicTime time;
  private final Cache<String, Asked> asked;

  /** The number of the last turn of each address. */
  private final Cache<String, Long> served =
      Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).executor(Runnable::run).build();

  private Duration usedUntil = Duration.ZERO;
  private long turns;
  private long questions;

  /**
   * The first address that requested a key id, the number of requests since, and its place in the
   * queue.
   */
  private record Asked(String address, long times, long number) {}

  /**
   * Starts without key ids.
   *
   * @param interval the time in which there are eight turns
   */
  NewKids(Duration interval, MonotonicTime time) {
    this.pause = interval.dividedBy(TURNS_AT_ONCE);
    this.time = time;
    this.asked =
        Caffeine.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .weigher((String kid, Asked by) -> kid.length() + by.address().length() + OVERHEAD)
            .expireAfterWrite(MEMORY)
            .ticker(() -> time.elapsed().toNanos())
            .executor(Runnable::run)
            .build();
  }

  /** Adds the unknown key id of a request. */
  synchronized void ask(String kid, String address) {
    Asked before = asked.getIfPresent(kid);
    asked.put(
        kid,
        before == null
            ? new Asked(address, 1, questions++)
            : new Asked(before.address(), before.times() + 1, before.number()));
  }

  /** The next key id; empty where there is none, or no turn yet. */
  synchronized Optional<String> next() {
    Duration now = time.elapsed();
    if (now.compareTo(nextTurn()) < 0) {
      return Optional.empty();
    }
    Optional<Map.Entry<String, Asked>> best = asked.asMap().entrySet().stream().min(order());
    best.ifPresent(
        entry -> {
          turns++;
          usedUntil = (usedUntil.compareTo(now) > 0 ? usedUntil : now).plus(pause);
          asked.invalidate(entry.getKey());
          served.put(entry.getValue().address(), turns);
        });
    return best.map(Map.Entry::getKey);
  }

  private Duration nextTurn() {
    return usedUntil.minus(pause.multipliedBy(TURNS_AT_ONCE - 1L));
  }

  /** The time until the next turn, in seconds; which key id gets it is unknown. */
  synchronized long retryAfter() {
    return Math.max(1, nextTurn().minus(time.elapsed()).plus(ALMOST_A_SECOND).toSeconds());
  }

  private Comparator<Map.Entry<String, Asked>> order() {
    Comparator<Asked> mostAsked = Comparator.comparingLong(a -> -a.times());
    Comparator<Asked> order =
        turns % 2 == 0
            ? mostAsked
            : Comparator.<Asked>comparingLong(a -> lastTurn(a.address())).thenComparing(mostAsked);
    return Map.Entry.comparingByValue(order.thenComparingLong(Asked::number));
  }

  private long lastTurn(String address) {
    Long turn = served.getIfPresent(address);
    return turn == null ? 0 : turn;
  }
}
