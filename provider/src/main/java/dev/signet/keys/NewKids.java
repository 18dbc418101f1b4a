package dev.signet.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.signet.settings.MonotonicTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Which of the key ids that are not known is fetched next. A key id is a caller's word, so turns
 * are limited: eight at once, and eight in an interval after that. While there are more key ids
 * than turns, every second turn goes to the one that was asked for most often, as that of a proxy
 * with users is; the other turns go round the addresses the requests came from, so that a flood
 * from one address leaves the others theirs. Nobody waits for a turn: who asks again finds the key.
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

  /** By address, the number of the turn it had last. */
  private final Cache<String, Long> served =
      Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).executor(Runnable::run).build();

  private Duration usedUntil = Duration.ZERO;
  private long turns;
  private long questions;

  /** From where a key id was asked for first, how often since, and its place in the queue. */
  private record Asked(String address, long times, long number) {}

  /**
   * Nothing has been asked for yet.
   *
   * @param interval in which there are eight turns
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

  /** A request named a key id that is not known. */
  synchronized void ask(String kid, String address) {
    Asked before = asked.getIfPresent(kid);
    asked.put(
        kid,
        before == null
            ? new Asked(address, 1, questions++)
            : new Asked(before.address(), before.times() + 1, before.number()));
  }

  /** The key id whose turn it is; empty where there is none, or no turn yet. */
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

  /** How long it takes until the next turn, in seconds; whose it is nobody knows. */
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
