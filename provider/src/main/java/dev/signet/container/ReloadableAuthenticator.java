package dev.signet.container;

import dev.signet.config.ConfigException;
import dev.signet.config.Mode;
import dev.signet.config.SignetConfig;
import dev.signet.container.ConfigFiles.Look;
import dev.signet.log.Messages;
import dev.signet.rehearsal.Rehearsal;
import dev.signet.settings.MonotonicTime;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Authenticates the requests of one application under its configuration as it was last found right.
 * The file and its tables are looked at every second; when they have changed, they are read and
 * checked as a whole ({@link ConfigFiles}). A wrong configuration leaves the one in force as it is,
 * a right one replaces it. Until there is one that is right, every request gets a 503. The log has
 * each reason once.
 */
public final class ReloadableAuthenticator implements AutoCloseable {
  private static final Logger LOG = Messages.logger(ReloadableAuthenticator.class);

  private static final long END_SECONDS = 5;

  private final AppContextId application;
  private final ConfigSource source;
  private final MonotonicTime time;
  private final Predicate<SignetConfig> isLeftAlone;
  private final AuthenticatorInForce inForce;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "signet-config");
            daemon.setDaemon(true);
            return daemon;
          });

  // below: of the one thread
  private final ConfigFiles files = new ConfigFiles();
  private Optional<String> wrong = Optional.empty();

  private ReloadableAuthenticator(
      AppContextId application,
      ConfigSource source,
      Mode mode,
      Clock clock,
      Predicate<SignetConfig> isLeftAlone) {
    this.application = application;
    this.source = source;
    this.time = MonotonicTime.of(clock);
    this.isLeftAlone = isLeftAlone;
    this.inForce = new AuthenticatorInForce(application, mode, clock);
  }

  /**
   * Puts a configuration in force.
   *
   * @param application for the log
   * @param source where the configuration was read and is read again
   * @param config the configuration
   * @param clock tells the time of day
   * @return with the configuration in force; where that fails, the log says why and every request
   *     gets a 503 until it succeeds
   */
  public static ReloadableAuthenticator of(
      AppContextId application, ConfigSource source, SignetConfig config, Clock clock) {
    ReloadableAuthenticator served =
        new ReloadableAuthenticator(application, source, config.mode(), clock, none -> false);
    served.files.begin(config.files());
    try {
      served.inForce.take(config);
      served.sayServed(config, "");
    } catch (Throwable e) {
      served.begin(e);
    }
    return served;
  }

  /**
   * Answers 503 until a configuration that is wrong has been corrected.
   *
   * @param application for the log
   * @param source where the configuration is read again
   * @param wrong why there is none
   * @param clock tells the time of day
   * @return without a configuration in force
   */
  public static ReloadableAuthenticator waiting(
      AppContextId application, ConfigSource source, Throwable wrong, Clock clock) {
    return waiting(application, source, wrong, clock, none -> false);
  }

  /**
   * The same. Where the first configuration that is right leaves the application to its own login,
   * it is not put in force, and nothing is read any more.
   */
  static ReloadableAuthenticator waiting(
      AppContextId application,
      ConfigSource source,
      Throwable wrong,
      Clock clock,
      Predicate<SignetConfig> isLeftAlone) {
    Mode mode = wrong instanceof ConfigException mistakes ? mistakes.mode() : Mode.ENFORCE;
    ReloadableAuthenticator served =
        new ReloadableAuthenticator(application, source, mode, clock, isLeftAlone);
    served.begin(wrong);
    return served;
  }

  private void begin(Throwable failure) {
    if (failure instanceof ConfigException mistakes) {
      files.begin(mistakes.files());
    }
    String reason = FailureReason.of(failure);
    wrong = Optional.of(reason);
    LOG.log(
        Level.ERROR,
        isReporting()
            ? "SIGNET0162E: {0}: mode is report, and Signet reports nothing until this is corrected: {1}"
            : "SIGNET0163E: {0} answers 503 until this is corrected: {1}",
        application,
        reason);
  }

  private void sayServed(SignetConfig config, String more) {
    LOG.log(
        isReporting() ? Level.WARNING : Level.INFO,
        isReporting()
            ? "SIGNET0164W: {0} is only rehearsed with {1}{2}: Signet reports what it would do, and nothing is"
                + " protected by it"
            : "SIGNET0165I: {0} is served with {1}{2}",
        application,
        config.source(),
        more);
  }

  /**
   * Whether the application is only rehearsed, which is settled at its start: then it is not to be
   * authenticated by {@link #now}.
   *
   * @return true in mode {@code report}, also while its configuration has other mistakes
   */
  public boolean isReporting() {
    return inForce.rehearsal().isPresent();
  }

  /**
   * Begins to look at the requests of the application. It may be called again.
   *
   * @param context the application
   */
  public void rehearse(ServletContext context) {
    inForce.rehearsal().ifPresent(it -> it.watch(context, GroupsAsRoles.serverOf(context)));
  }

  /**
   * Begins to look whether the files have changed.
   *
   * @return this
   */
  public ReloadableAuthenticator follow() {
    var unused = thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    return this;
  }

  /**
   * The authenticator for a request that arrives now.
   *
   * @return one that answers 503 while no configuration is in force
   */
  public RequestAuthenticator now() {
    return inForce.now();
  }

  /**
   * Looks at the files, and reads them where they are to be read. It throws nothing: a scheduled
   * task that throws is never run again, and no change would be seen any more.
   */
  void look() {
    try {
      inForce.rehearsal().ifPresent(Rehearsal::tick);
      inForce.endDiagnostics();
      Look look = source.hasChanged() ? Look.CHANGED : files.look(wrong.isEmpty());
      if (look != Look.NOTHING) {
        readAgain(look == Look.CHANGED);
      }
    } catch (Throwable e) {
      keep(e, false);
    }
  }

  private void readAgain(boolean hasChanged) {
    Duration begun = time.elapsed();
    boolean isOwnFault = false;
    try {
      SignetConfig config = source.load();
      files.wereRead(config.files());
      if (inForce.isWaiting() && isLeftAlone.test(config)) {
        LOG.log(
            Level.INFO,
            "SIGNET0148I: {0} is left alone, as {1} says",
            application,
            config.source());
        wrong = Optional.empty();
        thread.shutdown();
        // nor is it watched: it would count as an application that is not ready
        inForce.close();
        return;
      }
      isOwnFault = true;
      inForce.take(config);
      isOwnFault = false;
      wrong = Optional.empty();
      sayServed(config, " as it is now");
    } catch (ConfigException | IllegalArgumentException e) {
      isOwnFault = false;
      keep(e, hasChanged);
    } catch (Throwable e) {
      keep(e, hasChanged);
    }
    files.rest(time.elapsed().minus(begun), isOwnFault);
  }

  /** A reason is logged once, and again when the files have changed and it has not. */
  private void keep(Throwable failure, boolean hasChanged) {
    if (failure instanceof ConfigException mistakes) {
      files.wereRead(mistakes.files());
    }
    String reason = FailureReason.of(failure);
    boolean isNews = hasChanged || !wrong.equals(Optional.of(reason));
    wrong = Optional.of(reason);
    if (isNews) {
      LOG.log(
          Level.ERROR,
          "SIGNET0149E: {0}: the configuration has changed, {1}: {2}",
          application,
          stillInForce(),
          reason);
    }
  }

  private String stillInForce() {
    if (!inForce.isWaiting()) {
      return "the old one stays in force";
    }
    return isReporting() ? "Signet still reports nothing" : "every request still gets a 503";
  }

  /** Ends it. A reading that is under way is waited for, and puts nothing in force any more. */
  @Override
  public void close() {
    thread.shutdown();
    inForce.close();
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
