package dev.signet.metrics;

import dev.signet.log.Messages;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The metrics of one application in OpenTelemetry, until it is closed. The fetches of keys belong
 * to no application: they go once to each OpenTelemetry object, however many applications share it.
 */
public final class TelemetryOutput implements AutoCloseable {
  private static final Logger LOG = Messages.logger(TelemetryOutput.class);
  private static final double NANOS_OF_SECOND = 1e9;

  /** Who has the fetches of keys already; guarded by itself. */
  private static final IdentityHashMap<Object, Shared> FETCHES = new IdentityHashMap<>();

  private final Object telemetry;
  private final OpenTelemetryMeter meter;
  private final String application;
  private final List<AutoCloseable> ends = new ArrayList<>();

  /** The output of the fetches, and how many applications use it. */
  private static final class Shared {
    private final Function<Series, LongConsumer> output;
    private int users;

    Shared(Function<Series, LongConsumer> output) {
      this.output = output;
    }
  }

  private TelemetryOutput(Object telemetry, String application)
      throws ReflectiveOperationException {
    this.telemetry = telemetry;
    this.meter = new OpenTelemetryMeter(OpenTelemetrySource.apiOf(telemetry), telemetry);
    this.application = application;
  }

  /**
   * Where the metrics of an application are to go.
   *
   * @param application its name, an attribute of each value
   * @param isLast whether it is not looked for again; the log says then where none works
   * @return empty where OpenTelemetry is not there or not set up
   */
  public static Optional<TelemetryOutput> find(String application, boolean isLast) {
    OpenTelemetrySource.Found found = OpenTelemetrySource.find();
    if (found.telemetry().isEmpty()) {
      if (found.isApiThere() && isLast) {
        LOG.log(
            Level.INFO,
            "SIGNET0101I: {0}: OpenTelemetry is on the class path and not set up, so it gets no metrics: enable"
                + " its SDK before the first request (on Open Liberty with otel.sdk.disabled=false,"
                + " and spiVisibility=\"true\" at the library and the bell)",
            application);
      }
      return Optional.empty();
    }
    try {
      return Optional.of(new TelemetryOutput(found.telemetry().get(), application));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "SIGNET0102W: {0}: its OpenTelemetry cannot be used and gets no metrics: version 1.10 or a later 1.x"
              + " is needed",
          application);
      return Optional.empty();
    }
  }

  /**
   * Passes durations on.
   *
   * @param durations from now on
   * @param name of the histogram
   * @param description what is measured
   */
  public void add(Durations durations, String name, String description) {
    try {
      Map<String, String> common = Map.of("signet.application", application);
      Function<Series, LongConsumer> output = output(meter.histogram(name, description), common);
      durations.addOutput(output);
      ends.add(() -> durations.removeOutput(output));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      missing(name);
    }
  }

  /**
   * Passes the fetches of keys on.
   *
   * @param name of the histogram
   * @param description what is measured
   */
  public void addFetches(String name, String description) {
    synchronized (FETCHES) {
      try {
        Shared shared = FETCHES.get(telemetry);
        if (shared == null) {
          shared = new Shared(output(meter.histogram(name, description), Map.of()));
          KeyFetches.ALL.addOutput(shared.output);
          FETCHES.put(telemetry, shared);
        }
        shared.users++;
        ends.add(this::removeFetches);
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        missing(name);
      }
    }
  }

  private void removeFetches() {
    synchronized (FETCHES) {
      Shared shared = FETCHES.get(telemetry);
      if (shared != null && --shared.users == 0) {
        FETCHES.remove(telemetry);
        KeyFetches.ALL.removeOutput(shared.output);
      }
    }
  }

  private Function<Series, LongConsumer> output(Object histogram, Map<String, String> common) {
    return series -> {
      Map<String, String> attributes = new LinkedHashMap<>(common);
      attributes.put("result", series.result());
      put(attributes, "error.type", series.errorType());
      put(attributes, "signet.definition", series.definition());
      try {
        DoubleConsumer recorder = meter.recorder(histogram, attributes);
        return nanos -> recorder.accept(nanos / NANOS_OF_SECOND);
      } catch (ReflectiveOperationException e) {
        return nanos -> {};
      }
    };
  }

  private static void put(Map<String, String> attributes, String name, String value) {
    if (!value.isEmpty()) {
      attributes.put(name, value);
    }
  }

  /**
   * Shows a number.
   *
   * @param gauge asked for its values at each reading
   */
  public void add(Gauge gauge) {
    try {
      ends.add(
          meter.gauge(
              gauge,
              reading ->
                  gauge
                      .values()
                      .get()
                      .forEach(
                          (definition, value) -> reading.record(value, attributes(definition)))));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      missing(gauge.name());
    }
  }

  private Map<String, String> attributes(String definition) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("signet.application", application);
    put(attributes, "signet.definition", definition);
    return attributes;
  }

  private void missing(String name) {
    LOG.log(
        Level.WARNING,
        "SIGNET0103W: {0}: OpenTelemetry does not take the metric {1}",
        application,
        name);
  }

  /** Takes everything back, so that OpenTelemetry holds nothing of the application. */
  @Override
  public void close() {
    for (AutoCloseable end : ends) {
      try {
        end.close();
      } catch (Exception e) {
        LOG.log(Level.DEBUG, "{0}: OpenTelemetry has ended before", application);
      }
    }
    ends.clear();
  }
}
