package dev.signet.revocation;

import dev.signet.log.Messages;
import dev.signet.settings.FileState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The entries of a file, read again as soon as its content has changed. A file that is broken, or
 * is no longer there, takes nothing back: the entries that were read last stay in force, and the
 * log says so. Applications with the same settings share one, until the last of them ends.
 */
public final class FollowedRevocations implements RevocationSource, AutoCloseable {
  private static final Logger LOG = Messages.logger(FollowedRevocations.class);

  private static final Map<Key, FollowedRevocations> ALL = new ConcurrentHashMap<>();
  private static final long INTERVAL_MILLIS = 250;

  private final Key key;
  private final Clock clock;
  private final Future<?> looks;
  private volatile RevocationList list;

  // below: guarded by this
  private FileState read;
  private FileState seen;
  private Optional<String> failure = Optional.empty();

  /** Guarded by {@link #ALL}. */
  private int users = 1;

  /** Only tests have another clock than the system's. */
  private record Key(RevocationSettings settings, Clock clock) {}

  private FollowedRevocations(Key key, LoadedRevocations loaded, ScheduledExecutorService threads) {
    this.key = key;
    this.clock = key.clock();
    this.list = inForce(loaded, "read");
    this.read = loaded.files();
    this.seen = loaded.files();
    this.looks =
        threads.scheduleWithFixedDelay(
            this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Follows a file.
   *
   * @param loaded what is in it; not used where the file is followed already
   * @param threads on which it is looked at
   * @param clock tells the time of day
   * @return to be closed as often as it was joined
   */
  public static FollowedRevocations join(
      LoadedRevocations loaded, ScheduledExecutorService threads, Clock clock) {
    Key key = new Key(loaded.settings(), clock);
    return Objects.requireNonNull(
        ALL.compute(
            key,
            (k, known) -> {
              if (known == null) {
                return new FollowedRevocations(k, loaded, threads);
              }
              known.users++;
              return known;
            }));
  }

  private RevocationList inForce(LoadedRevocations loaded, String what) {
    RevocationList inForce = loaded.list().inForceAt(clock.instant());
    if (loaded.isThere()) {
      LOG.log(
          Level.INFO,
          "SIGNET0106I: {0} {1}: {2} entries, of which {3} have ended",
          key.settings().file(),
          what,
          loaded.entries(),
          loaded.list().size() - inForce.size());
    }
    return inForce;
  }

  @Override
  public RevocationList current() {
    return list;
  }

  /** Looks at the file. It throws nothing: no change would be seen any more. */
  synchronized void look() {
    try {
      FileState now = read.now();
      boolean isStable = now.equals(seen);
      seen = now;
      // an array shows by its end that it is whole; of a table only the time shows it
      if (!now.equals(read) && (isStable || !RevokedFile.isTable(key.settings().file()))) {
        readAgain(now, isStable);
      }
    } catch (RuntimeException | Error e) {
      // not at once again: it may be too large for this server's memory
      read = seen;
      keep(e.getClass().getName());
    }
  }

  /** A broken file may be one that is being written, unless it stays as it is. */
  private void readAgain(FileState now, boolean isStable) {
    try {
      if (Files.notExists(key.settings().file())) {
        throw new IllegalArgumentException(
            "the file " + key.settings().file() + " is not there any more");
      }
      LoadedRevocations loaded = LoadedRevocations.read(key.settings());
      list = inForce(loaded, "has changed and was read");
      read = now;
      failure = Optional.empty();
      loaded.warning().ifPresent(warning -> LOG.log(Level.WARNING, "SIGNET0155W: {0}", warning));
    } catch (IllegalArgumentException e) {
      if (isStable) {
        read = now;
        keep(String.valueOf(e.getMessage()));
      }
    }
  }

  /** A reason is logged once. */
  private void keep(String reason) {
    if (!failure.equals(Optional.of(reason))) {
      LOG.log(
          Level.ERROR,
          "SIGNET0107E: {0} has changed and cannot be used, so the {1} entries that were read before stay in"
              + " force; to take back all of them, write an empty list: {2}",
          key.settings().file(),
          list.size(),
          reason);
    }
    failure = Optional.of(reason);
  }

  /**
   * Why the file is not used as it is now.
   *
   * @return empty where it is
   */
  public synchronized Optional<String> failure() {
    return failure;
  }

  /** Stops following the file for one of those who have joined. */
  @Override
  public void close() {
    ALL.computeIfPresent(
        key,
        (k, known) -> {
          if (known != this || --users > 0) {
            return known;
          }
          looks.cancel(false);
          return null;
        });
  }

  /** How many files are followed. */
  static int count() {
    return ALL.size();
  }
}
