package dev.signet.revocation;

import dev.signet.log.Messages;
import dev.signet.settings.ServerWide;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;

/**
 * The entries for logins that issuers have ended: one memory for all applications of this server
 * and all copies of this jar. It lasts as long as the Java virtual machine. Each entry has an end;
 * there are 200,000 at most, which take 40 MB.
 *
 * <p>There may be many logouts in a second, so the entries are in two maps: a new one goes into a
 * small map, which is added to the large one when it has 500. Both are replaced as a whole and
 * never changed. As with {@link ServerRevocations}, the JDK's classes alone are a contract among
 * the versions of this jar: from the digest of an entry with its {@code issuedBefore} to two times
 * in seconds since 1970, {@code issuedBefore} and {@code until}.
 */
final class ServerLogouts {
  static final String NAME = "dev.signet:type=ServerLogouts";
  static final int MAX_ENTRIES = 200_000;
  static final int MAX_RECENT = 500;

  private static final Logger LOG = Messages.logger(ServerLogouts.class);
  private static final List<Map<String, long[]>> NONE = List.of(Map.of(), Map.of());

  /** The large map, and then the small one. */
  private final AtomicReference<List<Map<String, long[]>>> entries;

  private final int maxEntries;
  private final Clock clock;

  /** The small map first: what leaves it meanwhile is in the large one then. */
  private final List<RevocationSource> sources =
      List.of(new EntriesInMemory(() -> all().get(1)), new EntriesInMemory(() -> all().get(0)));

  private ServerLogouts(
      AtomicReference<List<Map<String, long[]>>> entries, int maxEntries, Clock clock) {
    this.entries = entries;
    this.maxEntries = maxEntries;
    this.clock = clock;
  }

  /** The server's memory, made where there is none yet; one of its own where that is impossible. */
  static ServerLogouts join(Clock clock) {
    return join(MAX_ENTRIES, clock);
  }

  /** With another number of entries at most, for tests. */
  static ServerLogouts join(int maxEntries, Clock clock) {
    try {
      return new ServerLogouts(
          ServerWide.get(NAME, new AtomicReference<>(NONE)), maxEntries, clock);
    } catch (JMException | RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "SIGNET0111W: the logouts of issuers count for one application alone: the platform's MBean server"
              + " does not give {0}",
          NAME);
      return new ServerLogouts(new AtomicReference<>(NONE), maxEntries, clock);
    }
  }

  private List<Map<String, long[]>> all() {
    return Objects.requireNonNull(entries.get());
  }

  /** Both lists; each is the same object until it changes. */
  List<RevocationSource> sources() {
    return sources;
  }

  /**
   * Adds an entry, which counts for every application from the next request on.
   *
   * @param entry an entry with an end
   * @throws IllegalStateException where there are too many that have not ended
   */
  void add(Revocation entry) {
    Instant now = clock.instant();
    Instant end = entry.until().orElseThrow();
    if (entry.hasEndedAt(now)) {
      return; // no token is left that it could end
    }
    long before = entry.issuedBefore().map(RevocationList.Builder::second).orElse(Long.MAX_VALUE);
    long[] times = {before, RevocationList.Builder.second(end)};
    String key = entry.key() + ":" + before;
    var unused = entries.updateAndGet(all -> with(all, key, times, now.getEpochSecond()));
  }

  private List<Map<String, long[]>> with(
      List<Map<String, long[]>> all, String key, long[] times, long now) {
    Map<String, long[]> recent = new HashMap<>(all.get(1));
    recent.put(key, times);
    if (recent.size() <= MAX_RECENT) {
      return List.of(all.get(0), Map.copyOf(recent));
    }
    Map<String, long[]> settled = new HashMap<>(all.get(0));
    settled.putAll(recent);
    settled.values().removeIf(each -> each[1] <= now);
    if (settled.size() > maxEntries) {
      throw new IllegalStateException("this server remembers no more logouts");
    }
    return List.of(Map.copyOf(settled), Map.of());
  }
}
