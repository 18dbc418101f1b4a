package dev.signet.container;

import dev.signet.JwtAuthenticator;
import dev.signet.config.ConfigException;
import dev.signet.config.Propagation;
import dev.signet.config.SignetConfig;
import dev.signet.identity.RealmNames;
import dev.signet.settings.FileState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The line that serves one application, from its configuration as it was last found right. The file
 * and its tables are looked at every second; when they have changed, and stand still, they are read
 * and checked as a whole. A wrong one leaves the line as it is; a right one replaces it between two
 * requests. Where there was none that was right, there is no line yet.
 *
 * <p>As long as what was read last is not in force, it is read again every second, changed or not:
 * what was missing may be a key store, a folder or a variable that none of the files shows. A
 * reading that takes long is repeated less often, so that it takes a twentieth of one processor at
 * most. The log has each reason once.
 */
public final class ReloadableAuthenticator implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ReloadableAuthenticator.class.getName());

  /** How many times as long as it took to read the configuration is nothing read. */
  private static final int REST = 20;

  /** After an error that no administrator can correct, in looks. */
  private static final long LONG_REST = 60;

  private static final long END_SECONDS = 5;

  private final AppContextId application;
  private final ConfigSource source;
  private final Clock clock;
  private final Predicate<SignetConfig> isLeftAlone;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "signet-config");
            daemon.setDaemon(true);
            return daemon;
          });

  private volatile Optional<RequestAuthenticator> line = Optional.empty();

  // below: guarded by this
  private boolean isClosed;
  private @Nullable MonitoredKeys monitored;

  // below: of the one thread
  private FileState read = FileState.of(List.of());
  private FileState seen = read;
  private Optional<String> wrong = Optional.empty();
  private long rest;

  private ReloadableAuthenticator(
      AppContextId application,
      ConfigSource source,
      Clock clock,
      Predicate<SignetConfig> isLeftAlone) {
    this.application = application;
    this.source = source;
    this.clock = clock;
    this.isLeftAlone = isLeftAlone;
  }

  /** A line for a configuration, which is followed. */
  public static ReloadableAuthenticator of(
      AppContextId application, ConfigSource source, SignetConfig config, Clock clock) {
    ReloadableAuthenticator served =
        new ReloadableAuthenticator(application, source, clock, none -> false);
    served.read = config.files();
    served.seen = served.read;
    try {
      served.take(config);
      LOG.log(Level.INFO, "{0} is served with {1}", application, config.source());
    } catch (Throwable e) {
      served.begin(e);
    }
    return served;
  }

  /** No line until a configuration that is wrong has been corrected. */
  public static ReloadableAuthenticator waiting(
      AppContextId application, ConfigSource source, Throwable wrong, Clock clock) {
    return waiting(application, source, wrong, clock, none -> false);
  }

  /**
   * The same, and none after that either where the first that is right leaves the application to
   * its own login; nothing is looked at any more then.
   */
  public static ReloadableAuthenticator waiting(
      AppContextId application,
      ConfigSource source,
      Throwable wrong,
      Clock clock,
      Predicate<SignetConfig> isLeftAlone) {
    ReloadableAuthenticator served =
        new ReloadableAuthenticator(application, source, clock, isLeftAlone);
    served.begin(wrong);
    return served;
  }

  private void begin(Throwable failure) {
    if (failure instanceof ConfigException mistakes) {
      read = mistakes.files();
      seen = read;
    }
    String reason = FailureReason.of(failure);
    wrong = Optional.of(reason);
    LOG.log(Level.ERROR, "{0} answers 503 until this is mended: {1}", application, reason);
  }

  /** Begins to look whether the files have changed. */
  public ReloadableAuthenticator follow() {
    var unused = thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    return this;
  }

  public Optional<RequestAuthenticator> now() {
    return line;
  }

  /**
   * Reads what has changed since it was read last, once it has not changed for a while; and what is
   * not in force. It throws nothing: a scheduled task that throws is never run again, and no change
   * would be seen any more.
   */
  void look() {
    try {
      FileState state = read.now();
      boolean standsStill = state.equals(seen);
      boolean hasChanged = !state.equals(read);
      seen = state;
      if (standsStill && (hasChanged || (wrong.isPresent() && --rest < 0))) {
        read = state;
        readAgain(hasChanged);
      }
    } catch (Throwable e) {
      keep(e, false);
    }
  }

  /** What no reading can help is not tried each second: it may have asked a key server. */
  private void readAgain(boolean hasChanged) {
    long begun = System.nanoTime();
    rest = 0;
    try {
      SignetConfig config = source.load();
      read = config.files();
      if (line.isEmpty() && isLeftAlone.test(config)) {
        LOG.log(Level.INFO, "{0} is left alone, as {1} says", application, config.source());
        wrong = Optional.empty();
        thread.shutdown();
        return;
      }
      rest = LONG_REST;
      take(config);
      rest = 0;
      wrong = Optional.empty();
      LOG.log(Level.INFO, "{0} is served with {1} as it is now", application, config.source());
    } catch (ConfigException | IllegalArgumentException e) {
      rest = 0;
      keep(e, hasChanged);
    } catch (Throwable e) {
      keep(e, hasChanged);
    }
    seen = read;
    rest = Math.max(rest, TimeUnit.NANOSECONDS.toSeconds(REST * (System.nanoTime() - begun)));
  }

  /** A reason is said once, and again when the files have changed and it has not. */
  private void keep(Throwable failure, boolean hasChanged) {
    if (failure instanceof ConfigException mistakes) {
      read = mistakes.files();
    }
    String reason = FailureReason.of(failure);
    boolean isNews = hasChanged || !wrong.equals(Optional.of(reason));
    wrong = Optional.of(reason);
    if (isNews) {
      LOG.log(
          Level.ERROR,
          "{0}: the configuration has changed, {1}: {2}",
          application,
          line.isPresent() ? "the old one stays in force" : "still every page answers 503",
          reason);
    }
  }

  /** What fails here leaves the old line in force, and nothing of the new one behind. */
  private void take(SignetConfig config) {
    Optional<RequestAuthenticator> old = line;
    JwtAuthenticator authenticator =
        old.isPresent()
            ? old.get().authenticator().successor(config)
            : JwtAuthenticator.of(config, clock);
    try {
      RequestAuthenticator next = line(config, authenticator);
      if (!replace(next)) {
        authenticator.close();
        return;
      }
    } catch (RuntimeException | Error e) {
      authenticator.close();
      throw e;
    }
    config.warnings().forEach(w -> LOG.log(Level.WARNING, "{0}: {1}", config.source(), w));
    old.ifPresent(before -> before.authenticator().close());
  }

  private RequestAuthenticator line(SignetConfig config, JwtAuthenticator authenticator) {
    LimitedLog log =
        new LimitedLog(
            System.getLogger(JwtServerAuthModule.class.getName()), application.toString(), clock);
    Refusals refusals = new Refusals(config.challengeRealm(), log);
    return new RequestAuthenticator(
        authenticator, delegatesUnauthenticated(config), refusals, RealmNames.of(config));
  }

  /**
   * The old line ends when the new one serves: what is under way with it still has its keys.
   *
   * @return whether it serves; not after the end
   */
  private synchronized boolean replace(RequestAuthenticator next) {
    if (isClosed) {
      return false;
    }
    line = Optional.of(next);
    if (monitored != null) {
      monitored.close();
    }
    monitored = MonitoredKeys.show(application, next.authenticator(), clock);
    return true;
  }

  /** One definition for which the token is the only way in makes it that for the application. */
  private static boolean delegatesUnauthenticated(SignetConfig config) {
    return config.issuers().stream()
        .allMatch(issuer -> issuer.inboundPropagation() == Propagation.SUPPORTED);
  }

  /** Ends the line. A look that is under way begins none any more, and is waited for. */
  @Override
  public void close() {
    thread.shutdown();
    synchronized (this) {
      isClosed = true;
      if (monitored != null) {
        monitored.close();
      }
      line.ifPresent(last -> last.authenticator().close());
      line = Optional.empty();
    }
    try {
      if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        var unused = thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      var unused = thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
