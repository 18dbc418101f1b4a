package dev.signet.container;

import dev.signet.JwtAuthenticator;
import dev.signet.config.ConfigException;
import dev.signet.config.FileState;
import dev.signet.config.Propagation;
import dev.signet.config.SignetConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The line that serves one application, from its configuration as it was last found right. The file
 * and its tables are looked at every second; when they have changed, and stand still, they are read
 * and checked as a whole. A wrong one leaves the line as it is; a right one replaces it between two
 * requests. Where there was none that was right, there is no line yet.
 */
final class ServedLine implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ServedLine.class.getName());

  private final AppContextId application;
  private final ConfigSource source;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "signet-config");
            daemon.setDaemon(true);
            return daemon;
          });

  private volatile Optional<Line> line = Optional.empty();

  // below: of the one thread
  private FileState read;
  private FileState seen;
  private @Nullable MonitoredKeys monitored;

  private ServedLine(AppContextId application, ConfigSource source, Clock clock, FileState read) {
    this.application = application;
    this.source = source;
    this.clock = clock;
    this.read = read;
    this.seen = read;
  }

  /** A line for a configuration, which is followed. */
  static ServedLine of(
      AppContextId application, ConfigSource source, SignetConfig config, Clock clock) {
    ServedLine served = new ServedLine(application, source, clock, config.files());
    served.replace(config);
    return served;
  }

  /** No line until a configuration that is wrong has been mended. */
  static ServedLine waiting(
      AppContextId application, ConfigSource source, ConfigException wrong, Clock clock) {
    return new ServedLine(application, source, clock, wrong.files());
  }

  /** Begins to look whether the files have changed. */
  ServedLine follow() {
    var unused = thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    return this;
  }

  Optional<Line> now() {
    return line;
  }

  /** Reads what has changed since it was read last, once it has not changed for a while. */
  void look() {
    FileState state = read.now();
    boolean standsStill = state.equals(seen);
    seen = state;
    if (!standsStill || state.equals(read)) {
      return;
    }
    read = state;
    try {
      SignetConfig config = source.load();
      read = config.files();
      replace(config);
      LOG.log(Level.INFO, "{0} is served with {1} as it is now", application, config.source());
      config.warnings().forEach(w -> LOG.log(Level.WARNING, "{0}: {1}", config.source(), w));
    } catch (ConfigException e) {
      read = e.files();
      keep(e);
    } catch (IllegalArgumentException e) {
      keep(e);
    } catch (RuntimeException e) {
      // a scheduled task that throws is never run again, and no change would be seen any more
      LOG.log(
          Level.ERROR,
          "{0}: following its configuration failed: {1}",
          application,
          e.getClass().getName());
    }
    seen = read;
  }

  private void keep(Exception wrong) {
    String message = Objects.toString(wrong.getMessage(), "");
    String until = line.isPresent() ? "the old one stays in force" : "still every page answers 503";
    LOG.log(
        Level.ERROR, "{0}: the configuration has changed, {1}: {2}", application, until, message);
  }

  /** The old line ends when the new one serves: what is under way with it still has its keys. */
  private void replace(SignetConfig config) {
    Optional<Line> old = line;
    JwtAuthenticator authenticator =
        old.isPresent()
            ? old.get().authenticator().successor(config)
            : JwtAuthenticator.of(config, clock);
    LimitedLog log =
        new LimitedLog(
            System.getLogger(JwtServerAuthModule.class.getName()), application.toString(), clock);
    Refusals refusals = new Refusals(config.challengeRealm(), log);
    line = Optional.of(new Line(authenticator, passesOn(config), refusals, RealmNames.of(config)));
    if (monitored != null) {
      monitored.close();
    }
    monitored = MonitoredKeys.show(application, authenticator, clock);
    old.ifPresent(before -> before.authenticator().close());
  }

  /** One definition for which the token is the only way in makes it that for the application. */
  private static boolean passesOn(SignetConfig config) {
    return config.issuers().stream()
        .allMatch(issuer -> issuer.inboundPropagation() == Propagation.SUPPORTED);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    if (monitored != null) {
      monitored.close();
    }
    line.ifPresent(last -> last.authenticator().close());
    line = Optional.empty();
  }
}
