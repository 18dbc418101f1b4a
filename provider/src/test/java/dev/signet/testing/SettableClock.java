package dev.signet.testing;

import dev.signet.settings.MonotonicTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still at {@link Tokens#NOW} until a test lets time pass or sets it. */
public final class SettableClock extends Clock implements MonotonicTime {
  private Instant now = Tokens.NOW;
  private Duration elapsed = Duration.ZERO;

  /** Time passes. */
  public synchronized void advance(Duration duration) {
    now = now.plus(duration);
    elapsed = elapsed.plus(duration);
  }

  /** The time of day is set forward or back, and no time passes. */
  public synchronized void set(Duration step) {
    now = now.plus(step);
  }

  @Override
  public synchronized Duration elapsed() {
    return elapsed;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
