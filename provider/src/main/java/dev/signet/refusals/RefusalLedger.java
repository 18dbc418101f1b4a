package dev.signet.refusals;

import dev.signet.AuthenticationResult.Rejected;
import dev.signet.settings.MonotonicTime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;

/**
 * Where the refusals of one application are written down: a line in the log, at a limited rate for
 * each reason and definition, and a record. It outlives a reload of the configuration and ends with
 * the application. Thread-safe.
 */
public final class RefusalLedger {
  /** The one logger of all refusals. */
  private static final String LOGGER = "dev.signet.refusals";

  private final String application;
  private final Clock clock;
  private final boolean isRehearsing;
  private final LimitedLog log;
  private final RefusalRecords records = new RefusalRecords();

  /**
   * Of one application, with another logger.
   *
   * @param application its name
   * @param logger where the lines are written
   * @param clock tells the time of day
   */
  public RefusalLedger(String application, Logger logger, Clock clock) {
    this(application, logger, clock, false);
  }

  private RefusalLedger(String application, Logger logger, Clock clock, boolean isRehearsing) {
    this.application = application;
    this.clock = clock;
    this.isRehearsing = isRehearsing;
    String verb = isRehearsing ? " would have answered, in mode report," : " answered";
    this.log = new LimitedLog(logger, application + verb, clock);
  }

  /**
   * Of one application, with the logger of all refusals.
   *
   * @param application its name
   * @param clock tells the time of day
   * @return without a refusal
   */
  public static RefusalLedger of(String application, Clock clock) {
    return new RefusalLedger(application, System.getLogger(LOGGER), clock);
  }

  /**
   * Of one application whose requests are not refused: each line and each record says that it was
   * only rehearsed.
   *
   * @param application its name
   * @param clock tells the time of day
   * @return without a refusal
   */
  public static RefusalLedger rehearsing(String application, Clock clock) {
    return new RefusalLedger(application, System.getLogger(LOGGER), clock, true);
  }

  /**
   * Writes a refusal down under a new reference.
   *
   * @param refused the refusal
   * @param request which request is refused
   * @return with the reference
   */
  public RefusalRecord enter(Rejected refused, RequestFacts request) {
    RefusalRecord refusal =
        new RefusalRecord(
            clock.instant(),
            RefusalReference.next(),
            refused.reason(),
            application,
            isRehearsing,
            request,
            refused.details());
    records.add(refusal);
    log.log(
        Level.WARNING, refused.reason().id() + " " + refused.details().definition(), refusal::line);
    return refusal;
  }

  /**
   * The log of everything that is answered instead of the application.
   *
   * @return the one log of the application
   */
  public LimitedLog log() {
    return log;
  }

  /**
   * What intervals are measured with.
   *
   * @return the monotonic time that belongs to its clock
   */
  public MonotonicTime time() {
    return MonotonicTime.of(clock);
  }

  /**
   * The records, for JMX.
   *
   * @return the view that is registered
   */
  public RefusalsMXBean records() {
    return records;
  }

  /**
   * Begins or ends to keep values of claims in the records ({@code diagnostics}).
   *
   * @param areKept false takes them out of all records, and of those of requests under way
   */
  public void keepValues(boolean areKept) {
    records.keepValues(areKept);
  }

  /**
   * Which application it is.
   *
   * @return its name
   */
  public String application() {
    return application;
  }

  /**
   * What tells the time of day.
   *
   * @return the clock of all entries
   */
  public Clock clock() {
    return clock;
  }

  /** Forgets the records, at the end of the application. */
  public void end() {
    records.clear();
  }
}
