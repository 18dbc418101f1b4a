package dev.signet.monitoring;

import dev.signet.JwtAuthenticator;
import dev.signet.keys.KeyStatus;
import dev.signet.metrics.CountedSeries;
import dev.signet.metrics.Durations;
import dev.signet.metrics.Gauge;
import dev.signet.metrics.KeyFetches;
import dev.signet.metrics.TelemetryOutput;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one application, from its start to its end. They belong to no configuration: what
 * has been counted stays when another one is put in force, and a state is read from the
 * authenticator that is in force at that moment. Thread-safe.
 */
public final class ApplicationMetrics implements MetricsMXBean, AutoCloseable {
  private static final double SECONDS_OF_DAY = 86_400;
  private static final double MILLIS_OF_SECOND = 1_000;

  private final String application;
  private final Supplier<Optional<JwtAuthenticator>> inForce;
  private final Clock clock;
  private final Durations authentications = new Durations();
  private volatile String label;

  /** Whether OpenTelemetry need not be looked for any more. */
  private volatile boolean isSought;

  // below: guarded by this
  private @Nullable TelemetryOutput output;
  private boolean isClosed;

  /**
   * For an application.
   *
   * @param application its name, an attribute of its values
   * @param inForce the authenticator in force; empty where every request gets a 503
   * @param clock tells the time of day
   */
  public ApplicationMetrics(
      String application, Supplier<Optional<JwtAuthenticator>> inForce, Clock clock) {
    this.application = application;
    this.label = application;
    this.inForce = inForce;
    this.clock = clock;
  }

  /**
   * Looks for OpenTelemetry for the first time.
   *
   * @param copy its number among those of its name, since versions of an application share it
   */
  public void begin(int copy) {
    if (copy > 1) {
      label = application + " copy=" + copy;
    }
    seek(false);
  }

  /**
   * Begins to measure a request. With the first one OpenTelemetry is looked for again: it may have
   * been set up after the start of the application.
   *
   * @param dispatch the kind of dispatch; an error page is of a request that has been counted
   * @return the measurement; to be ended
   */
  public AuthenticationTiming beginRequest(DispatcherType dispatch) {
    if (!isSought) {
      seek(true);
    }
    return new AuthenticationTiming(label, authentications, dispatch != DispatcherType.ERROR);
  }

  private synchronized void seek(boolean isLast) {
    if (isSought || isClosed) {
      return;
    }
    Optional<TelemetryOutput> found = TelemetryOutput.find(label, isLast);
    isSought = isLast || found.isPresent();
    output = found.orElse(null);
    found.ifPresent(this::connect);
  }

  private void connect(TelemetryOutput telemetry) {
    telemetry.add(
        authentications,
        "signet.authentication.duration",
        "How long Signet took to answer a request or to let it pass.");
    telemetry.addFetches(
        "signet.jwks.fetch.duration", "How long a fetch of an issuer's keys took.");
    gauges().forEach(telemetry::add);
  }

  private List<Gauge> gauges() {
    return List.of(
        new Gauge(
            "signet.configuration.in_force",
            "",
            "1 where a configuration is in force, 0 where every request gets a 503.",
            () -> one(isConfigurationInForce() ? 1 : 0)),
        new Gauge(
            "signet.ready",
            "",
            "1 where the application is ready for requests, as readiness checks show it.",
            () -> one(getNotReady().isEmpty() ? 1 : 0)),
        new Gauge(
            "signet.keys.available",
            "{key}",
            "The keys of a definition.",
            () -> byDefinition(status -> Optional.of((double) status.keys()))),
        new Gauge(
            "signet.keys.age",
            "s",
            "The time since the keys of a definition were read last.",
            () -> byDefinition(status -> status.lastSuccess().map(this::secondsSince))),
        new Gauge(
            "signet.certificate.remaining",
            "d",
            "The time to the end of the next certificate of a definition's keys.",
            () -> byDefinition(status -> daysToCertificateEnd(status, clock.instant()))),
        new Gauge(
            "signet.tokens.remembered",
            "{token}",
            "The verified tokens that are remembered.",
            () -> one(getRememberedTokens())),
        new Gauge(
            "signet.tokens.used",
            "{token}",
            "The single-use tokens that the server remembers as used.",
            () -> one(getUsedTokens())));
  }

  private static Map<String, Double> one(long value) {
    return Map.of("", (double) value);
  }

  private Map<String, Double> byDefinition(Function<KeyStatus, Optional<Double>> value) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (KeyStatus status : keyStatuses()) {
      value.apply(status).ifPresent(it -> values.put(status.issuerId(), it));
    }
    return values;
  }

  private List<KeyStatus> keyStatuses() {
    return inForce.get().map(JwtAuthenticator::keyStatuses).orElse(List.of());
  }

  private double secondsSince(Instant moment) {
    return Duration.between(moment, clock.instant()).toMillis() / MILLIS_OF_SECOND;
  }

  /**
   * How long the next certificate of a definition's keys is valid.
   *
   * @param status the state of the keys
   * @param now from when
   * @return in days, negative where all have ended; empty where no key has a certificate
   */
  public static Optional<Double> daysToCertificateEnd(KeyStatus status, Instant now) {
    return status
        .certificateEnd()
        .map(end -> Duration.between(now, end).toSeconds() / SECONDS_OF_DAY);
  }

  @Override
  public boolean isConfigurationInForce() {
    return inForce.get().isPresent();
  }

  @Override
  public String getNotReady() {
    if (!isConfigurationInForce()) {
      return "no configuration is in force: every request gets a 503";
    }
    boolean canVerify = keyStatuses().stream().anyMatch(KeyStatus::canVerify);
    return canVerify ? "" : "no definition has a key that can be used";
  }

  @Override
  public List<CountedSeries> getAuthentications() {
    return authentications.counted();
  }

  @Override
  public List<CountedSeries> getKeyFetches() {
    return KeyFetches.ALL.counted();
  }

  @Override
  public long getRememberedTokens() {
    return inForce.get().map(JwtAuthenticator::rememberedTokens).orElse(0L);
  }

  @Override
  public long getUsedTokens() {
    return inForce.get().map(JwtAuthenticator::usedTokens).orElse(0L);
  }

  /** The end of the application: OpenTelemetry holds nothing of it any more. */
  @Override
  public synchronized void close() {
    isClosed = true;
    isSought = true;
    if (output != null) {
      output.close();
      output = null;
    }
  }
}
