package dev.signet.container;

import static dev.signet.container.MeasuredApplication.expired;
import static dev.signet.container.MeasuredApplication.good;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.testing.LogOfSignet;
import dev.signet.testing.Requests;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real SDK of OpenTelemetry gets. */
class OpenTelemetryTest {
  @TempDir Path directory;
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();

  @BeforeEach
  @AfterEach
  void reset() {
    GlobalOpenTelemetry.resetForTest();
  }

  private void setUp() {
    GlobalOpenTelemetry.set(
        OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build());
  }

  private Map<String, MetricData> read() {
    return reader.collectAllMetrics().stream()
        .filter(metric -> metric.getInstrumentationScopeInfo().getName().equals("dev.signet"))
        .collect(Collectors.toMap(MetricData::getName, metric -> metric));
  }

  /** The counts of the histogram of requests by their attributes. */
  private Map<String, Long> requests() {
    Map<String, Long> counts = new TreeMap<>();
    MetricData requests = read().get("signet.authentication.duration");
    if (requests != null) {
      requests
          .getHistogramData()
          .getPoints()
          .forEach(point -> counts.put(shown(point.getAttributes()), point.getCount()));
    }
    return counts;
  }

  private static String shown(Attributes attributes) {
    return attributes.asMap().entrySet().stream()
        .map(entry -> entry.getKey().getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  private double valueOf(String gauge) {
    return Objects.requireNonNull(read().get(gauge))
        .getDoubleGaugeData()
        .getPoints()
        .iterator()
        .next()
        .getValue();
  }

  @Test
  void everyRequestIsInTheHistogramThroughAReload() throws Exception {
    setUp();
    try (MeasuredApplication application = MeasuredApplication.at("/telemetry", directory)) {
      application.reload().request(good()).request(expired());
      application.reload().request(good()).request(Requests.empty());
      assertEquals(
          Map.of(
              "result=authenticated signet.application=host /telemetry signet.definition=webseal",
              2L,
              "error.type=SIGNET-405 result=rejected signet.application=host /telemetry"
                  + " signet.definition=webseal",
              1L,
              "result=not_attempted signet.application=host /telemetry",
              1L),
          requests());
    }
  }

  @Test
  void namesAndUnitsAreThoseOfTheDocumentation() throws Exception {
    setUp();
    try (MeasuredApplication application = MeasuredApplication.at("/names", directory)) {
      application.reload().request(good());
      Map<String, String> units = new TreeMap<>();
      read().forEach((name, metric) -> units.put(name, metric.getUnit()));
      assertEquals(
          Map.of(
              "signet.authentication.duration", "s",
              "signet.configuration.in_force", "",
              "signet.keys.age", "s",
              "signet.keys.available", "{key}",
              "signet.ready", "",
              "signet.tokens.remembered", "{token}",
              "signet.tokens.used", "{token}"),
          units);
      assertEquals(1, valueOf("signet.configuration.in_force"));
      assertEquals(1, valueOf("signet.tokens.remembered"));
    }
  }

  @Test
  void theStateWithoutAConfigurationIsThereBeforeTheFirstRequest() throws Exception {
    setUp();
    try (MeasuredApplication application = MeasuredApplication.at("/broken", directory)) {
      assertEquals(0, valueOf("signet.configuration.in_force"));
      assertEquals(0, valueOf("signet.ready"));
      application.reload();
      assertEquals(1, valueOf("signet.ready"));
    }
  }

  @Test
  void afterTheEndOfTheApplicationNothingOfItIsRead() throws Exception {
    setUp();
    MeasuredApplication application = MeasuredApplication.at("/ended", directory);
    application.reload().request(good()).close();
    assertFalse(read().containsKey("signet.configuration.in_force"));
    assertFalse(read().containsKey("signet.keys.age"));
  }

  @Test
  void whatIsSetUpAfterTheStartIsFoundWithTheFirstRequest() throws Exception {
    try (MeasuredApplication application = MeasuredApplication.at("/late", directory)) {
      application.reload();
      setUp();
      application.request(good());
      assertEquals(List.of(1L), List.copyOf(requests().values()));
    }
  }

  @Test
  void whereNoneIsSetUpTheLogSaysSoOnceAndTheApplicationMayStillSetItsOwn() throws Exception {
    try (LogOfSignet log = LogOfSignet.open();
        MeasuredApplication application = MeasuredApplication.at("/unset", directory)) {
      application.reload().request(good()).request(good());
      assertEquals(
          List.of(
              "INFO host /unset: OpenTelemetry is on the class path and not set up, so it gets no"
                  + " metrics: enable its SDK before the first request (on Open Liberty with"
                  + " otel.sdk.disabled=false, and spiVisibility=\"true\" at the library and the"
                  + " bell)"),
          log.linesWith("OpenTelemetry"));
      assertDoesNotThrow(this::setUp);
    }
  }
}
