package dev.signet;

import dev.signet.config.SignetConfig;
import dev.signet.settings.MonotonicTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether refusals show values of claims ({@code diagnostics}), which ends by itself. Setting the
 * clock does not prolong it. An end that has passed, or is too far ahead, shows nothing: whether a
 * file is right must not depend on the time at which it is read. Thread-safe.
 */
final class Diagnostics {
  static final Duration LONGEST = Duration.ofHours(24);

  private final Optional<Instant> until;
  private final Duration left;
  private final Clock clock;
  private final MonotonicTime time;
  private final Duration begun;

  private Diagnostics(Optional<Instant> until, Clock clock) {
    this.until = until;
    this.left = Duration.between(clock.instant(), until.orElse(Instant.MIN));
    this.clock = clock;
    this.time = MonotonicTime.of(clock);
    this.begun = time.elapsed();
  }

  /** For a configuration that takes effect now. */
  static Diagnostics of(SignetConfig config, Clock clock) {
    return new Diagnostics(config.disclosure().valuesUntil(), clock);
  }

  boolean isInForce() {
    return until.isPresent()
        && left.compareTo(LONGEST) <= 0
        && clock.instant().isBefore(until.get())
        && time.elapsed().minus(begun).compareTo(left) < 0;
  }

  /** What the log says when the configuration takes effect; empty where nothing is set. */
  Optional<String> notice() {
    if (until.isEmpty()) {
      return Optional.empty();
    }
    String setting = "diagnostics.valuesUntil " + until.get();
    if (isInForce()) {
      return Optional.of(
          setting
              + ": until then the log and the records show values of claims of refused tokens; take"
              + " the setting away as soon as it is not needed");
    }
    return Optional.of(
        setting
            + (left.compareTo(LONGEST) > 0
                ? " is more than 24 hours ahead, so no values are shown: name an earlier end"
                : " has passed, so no values are shown: take the setting away"));
  }
}
