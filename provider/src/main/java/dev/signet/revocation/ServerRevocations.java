package dev.signet.revocation;

import dev.signet.log.Messages;
import dev.signet.settings.ServerWide;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.management.JMException;

/**
 * The entries that were added while this server runs: one memory for all its applications and all
 * copies of this jar, whatever class loaders they have. It lasts as long as the Java virtual
 * machine. Each entry has an end; there are 10,000 at most.
 *
 * <p>The copies find it in the platform's MBean server, where the first of them puts it. It is made
 * of the JDK's classes alone, so that it keeps no class of an application alive: a map, replaced as
 * a whole with each change, from the digest of an entry with its {@code issuedBefore} to two times
 * in seconds since 1970, {@code issuedBefore} and {@code until}. That is a contract among the
 * versions of this jar. The map is the result of an operation and no attribute, so that no
 * monitoring reads it.
 */
public final class ServerRevocations implements RevocationSource {
  static final String NAME = "dev.signet:type=ServerRevocations";

  /** How many entries there are at most. */
  public static final int MAX_ENTRIES = 10_000;

  private static final Logger LOG = Messages.logger(ServerRevocations.class);

  /** In place of {@code issuedBefore}: tokens of any time. */
  private static final long ANY_TIME = Long.MAX_VALUE;

  private final AtomicReference<Map<String, long[]>> entries;
  private final Clock clock;
  private final EntriesInMemory list = new EntriesInMemory(this::all);

  private ServerRevocations(AtomicReference<Map<String, long[]>> entries, Clock clock) {
    this.entries = entries;
    this.clock = clock;
  }

  /**
   * The server's memory, made where there is none yet.
   *
   * @param clock tells the time of day
   * @return where this server does not allow a shared one, a memory of its own, and the log says so
   */
  public static ServerRevocations join(Clock clock) {
    try {
      return new ServerRevocations(ServerWide.get(NAME, new AtomicReference<>(Map.of())), clock);
    } catch (JMException | RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "SIGNET0112W: what is revoked by JMX counts for one application alone: the platform's MBean server"
              + " does not give {0}",
          NAME);
      return apart(clock);
    }
  }

  /**
   * A memory that nobody else has.
   *
   * @param clock tells the time of day
   * @return an empty one
   */
  public static ServerRevocations apart(Clock clock) {
    return new ServerRevocations(new AtomicReference<>(Map.of()), clock);
  }

  private Map<String, long[]> all() {
    return Objects.requireNonNull(entries.get());
  }

  @Override
  public RevocationList current() {
    return list.current();
  }

  /**
   * Adds an entry, which counts for every application from the next request on. Entries that have
   * ended are removed.
   *
   * @param entry an entry with an end
   * @return how many there are now
   * @throws IllegalArgumentException where it has no end or has ended, or there are too many
   */
  public int add(Revocation entry) {
    Instant end =
        entry.until().orElseThrow(() -> new IllegalArgumentException("until: is missing"));
    if (entry.hasEndedAt(clock.instant())) {
      throw new IllegalArgumentException("until: is in the past");
    }
    long[] times = {
      entry.issuedBefore().map(ServerRevocations::second).orElse(ANY_TIME), second(end)
    };
    return change(
        all -> {
          if (all.size() >= MAX_ENTRIES) {
            throw new IllegalArgumentException(
                "this server has %d entries that were added by JMX and have not ended: add this one to the file of revocations"
                    .formatted(MAX_ENTRIES));
          }
          all.merge(entry.key() + ":" + times[0], times, ServerRevocations::later);
          return all;
        });
  }

  private static long second(Instant time) {
    return RevocationList.Builder.second(time);
  }

  /**
   * Takes back every entry that was added by JMX.
   *
   * @return how many there were
   */
  public int takeBackAll() {
    int before = size();
    change(
        all -> {
          all.clear();
          return all;
        });
    return before;
  }

  /**
   * What all have in common who use the same memory.
   *
   * @return the same object for them, and another one for others
   */
  public Object memory() {
    return entries;
  }

  /**
   * The entries, to be exchanged with other servers.
   *
   * @param now the time
   * @return for the digest of each entry with its {@code issuedBefore} its end, in seconds since
   *     1970; without those that have ended
   */
  public Map<String, Long> ends(Instant now) {
    Map<String, Long> ends = new HashMap<>();
    all()
        .forEach(
            (key, times) -> {
              if (times[1] > now.getEpochSecond()) {
                ends.put(key, times[1]);
              }
            });
    return ends;
  }

  /**
   * Takes over what came of an exchange. What was added or taken back here in the meantime stays
   * so.
   *
   * @param before the entries as they were given into the exchange
   * @param after the entries that came of it
   */
  public void takeOver(Map<String, Long> before, Map<String, Long> after) {
    if (before.equals(after)) {
      return; // nobody has to look up a token again
    }
    int unused =
        change(
            all -> {
              Set<String> here = Set.copyOf(all.keySet());
              all.keySet().removeIf(key -> before.containsKey(key) && !after.containsKey(key));
              after.forEach(
                  (key, end) -> {
                    if (here.contains(key) || !before.containsKey(key)) {
                      all.merge(key, times(key, end), ServerRevocations::later);
                    }
                  });
              return all;
            });
  }

  private static long[] times(String key, long end) {
    return new long[] {Long.parseLong(key.substring(key.indexOf(':') + 1)), end};
  }

  private static long[] later(long[] one, long[] other) {
    return one[1] < other[1] ? other : one;
  }

  /** How many there are, with those that have ended since the last one was added. */
  int size() {
    return all().size();
  }

  private int change(UnaryOperator<Map<String, long[]>> change) {
    long now = clock.instant().getEpochSecond();
    return entries
        .updateAndGet(
            before -> {
              Map<String, long[]> all = new HashMap<>(before);
              all.values().removeIf(times -> times[1] <= now);
              return Map.copyOf(change.apply(all));
            })
        .size();
  }
}
