package dev.signet.metrics;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The few calls of OpenTelemetry's API that Signet makes, by their names: the API may be the
 * application's or the server's, whichever class loader has Signet, and need not be there at all.
 */
final class OpenTelemetryMeter {
  private static final String API = "io.opentelemetry.api.";
  private static final String METRICS = API + "metrics.";
  private static final String SCOPE = "dev.signet";

  /** From a remembered token on a fast machine to a key server that is cut off. */
  private static final List<Double> BOUNDARIES =
      List.of(
          0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01,
          0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  private final ClassLoader api;
  private final Object meter;

  /**
   * The meter of Signet.
   *
   * @param api the loader of the API that the object is of
   * @param openTelemetry an {@code io.opentelemetry.api.OpenTelemetry}
   */
  OpenTelemetryMeter(ClassLoader api, Object openTelemetry) throws ReflectiveOperationException {
    this.api = api;
    this.meter = call(API + "OpenTelemetry", openTelemetry, "getMeter", types(String.class), SCOPE);
  }

  /** A histogram in seconds. */
  Object histogram(String name, String description) throws ReflectiveOperationException {
    String type = METRICS + "DoubleHistogramBuilder";
    Object builder = call(METRICS + "Meter", meter, "histogramBuilder", types(String.class), name);
    builder = call(type, builder, "setDescription", types(String.class), description);
    builder = call(type, builder, "setUnit", types(String.class), "s");
    try {
      builder =
          call(type, builder, "setExplicitBucketBoundariesAdvice", types(List.class), BOUNDARIES);
    } catch (NoSuchMethodException e) {
      // before version 1.32 the boundaries are those of the SDK
    }
    return call(type, builder, "build", types());
  }

  /** What records values of one series in a histogram. */
  DoubleConsumer recorder(Object histogram, Map<String, String> attributes)
      throws ReflectiveOperationException {
    MethodHandle record =
        MethodHandles.publicLookup()
            .unreflect(
                type(METRICS + "DoubleHistogram")
                    .getMethod("record", double.class, type(API + "common.Attributes")));
    MethodHandle bound =
        MethodHandles.insertArguments(record.bindTo(histogram), 1, attributes(attributes))
            .asType(MethodType.methodType(void.class, double.class));
    return value -> {
      try {
        bound.invokeExact(value);
      } catch (Throwable e) {
        // what a meter throws must not refuse a request
      }
    };
  }

  /**
   * A gauge.
   *
   * @param read gets what takes a value with its attributes
   * @return to be closed
   */
  AutoCloseable gauge(Gauge gauge, Consumer<Observation> read) throws ReflectiveOperationException {
    String type = METRICS + "DoubleGaugeBuilder";
    Object builder =
        call(METRICS + "Meter", meter, "gaugeBuilder", types(String.class), gauge.name());
    builder = call(type, builder, "setDescription", types(String.class), gauge.description());
    builder = call(type, builder, "setUnit", types(String.class), gauge.unit());
    Consumer<Object> callback = measurement -> read.accept(new Observation(this, measurement));
    return (AutoCloseable)
        call(type, builder, "buildWithCallback", types(Consumer.class), callback);
  }

  /**
   * One reading of a gauge.
   *
   * @param meter the gauge's
   * @param measurement an {@code ObservableDoubleMeasurement}
   */
  record Observation(OpenTelemetryMeter meter, Object measurement) {

    void record(double value, Map<String, String> attributes) {
      try {
        var unused =
            meter.call(
                METRICS + "ObservableDoubleMeasurement",
                measurement,
                "record",
                types(double.class, meter.type(API + "common.Attributes")),
                value,
                meter.attributes(attributes));
      } catch (ReflectiveOperationException e) {
        // the API is not as it has been since version 1.10: this gauge has no value
      }
    }
  }

  private Object attributes(Map<String, String> attributes) throws ReflectiveOperationException {
    String type = API + "common.AttributesBuilder";
    Object builder = type(API + "common.Attributes").getMethod("builder").invoke(null);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      builder =
          call(
              type,
              builder,
              "put",
              types(String.class, String.class),
              attribute.getKey(),
              attribute.getValue());
    }
    return call(type, builder, "build", types());
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, true, api);
  }

  private static Class<?>[] types(Class<?>... types) {
    return types;
  }

  /** Through the API's interface: what implements it need not be public. */
  private Object call(
      String type, Object target, String method, Class<?>[] types, @Nullable Object... arguments)
      throws ReflectiveOperationException {
    try {
      return type(type).getMethod(method, types).invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new ReflectiveOperationException(method + " failed", e);
    }
  }
}
