package dev.signet.container;

import static dev.signet.container.MeasuredApplication.expired;
import static dev.signet.container.MeasuredApplication.good;
import static dev.signet.testing.KeyServer.jwk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.metrics.KeyFetches;
import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.Page;
import dev.signet.testing.TestCertificates;
import dev.signet.testing.TestKeys;
import dev.signet.token.StrictJson;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and its page name what OpenTelemetry's exporter for Prometheus really writes. */
@Timeout(30)
class DashboardTest {
  private static final Pattern METRIC = Pattern.compile("\\b(signet_[a-z_]+)[{\\[]");
  private static final Pattern LABEL =
      Pattern.compile("\\b([a-z_]+)=~?\"|\\{\\{([a-z_]+)}}|by \\(([a-z_, ]+)\\)");
  private static final Pattern SHOWN = Pattern.compile("(?m)^(signet_[a-z_]+)(?:\\{([^}]*)})? ");
  private static final String DASHBOARD = "docs/monitoring/signet-dashboard.json";

  @TempDir Path directory;
  private final PrometheusMetricReader reader = PrometheusMetricReader.create();
  private final Set<String> names = new TreeSet<>();
  private final Set<String> labels = new TreeSet<>(Set.of("le"));

  @BeforeEach
  void exportEverything() throws Exception {
    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(
        OpenTelemetrySdk.builder()
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build());
    Files.writeString(
        directory.resolve("signer.pem"), TestCertificates.of("CN=signer", TestKeys.RSA).pem());
    Configs local = Configs.in(directory).issuer("publicKeyLocation", "signer.pem");
    try (KeyServer server = KeyServer.start().publishes(jwk("k1", TestKeys.RSA.getPublic()));
        MeasuredApplication first = new MeasuredApplication("/first", local);
        MeasuredApplication second = new MeasuredApplication("/second", remote(server))) {
      long before = fetches();
      first.reload().request(good()).request(expired());
      second.reload();
      while (fetches() == before) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      read();
    }
  }

  private Configs remote(KeyServer server) {
    return Configs.in(directory)
        .without("publicKeyLocation")
        .issuer("httpsRequired", false)
        .issuer("jwkEndpointUrl", server.url());
  }

  private static long fetches() {
    return KeyFetches.ALL.counted().stream().mapToLong(series -> series.getCount()).sum();
  }

  private void read() throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(text, reader.collect());
    SHOWN
        .matcher(text.toString(StandardCharsets.UTF_8))
        .results()
        .forEach(
            sample -> {
              names.add(sample.group(1));
              if (sample.group(2) != null) {
                Pattern.compile("([a-z_]+)=\"")
                    .matcher(sample.group(2))
                    .results()
                    .forEach(label -> labels.add(label.group(1)));
              }
            });
  }

  @AfterEach
  void reset() {
    GlobalOpenTelemetry.resetForTest();
  }

  @Test
  void everyQueryOfTheDashboardNamesAMetricThatExistsAndItsLabels() throws Exception {
    Map<String, Object> dashboard = StrictJson.object(text(DASHBOARD));
    List<Map<?, ?>> targets =
        ((List<?>) Objects.requireNonNull(dashboard.get("panels")))
            .stream()
                .map(panel -> (List<?>) ((Map<?, ?>) panel).get("targets"))
                .flatMap(List::stream)
                .<Map<?, ?>>map(target -> (Map<?, ?>) target)
                .toList();
    assertFalse(targets.isEmpty());
    for (Map<?, ?> target : targets) {
      String query = String.valueOf(target.get("expr"));
      Set<String> asked =
          METRIC.matcher(query).results().map(found -> found.group(1)).collect(Collectors.toSet());
      assertFalse(asked.isEmpty(), query);
      asked.removeAll(names);
      assertEquals(Set.of(), asked, query);
      Set<String> by = labelsIn(query + " " + target.get("legendFormat"));
      by.removeAll(labels);
      assertEquals(Set.of(), by, query);
    }
  }

  private static String text(String page) {
    return String.join("\n", Page.of(page).lines());
  }

  private static Set<String> labelsIn(String query) {
    return LABEL
        .matcher(query)
        .results()
        .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
        .filter(Objects::nonNull)
        .flatMap(names -> Stream.of(names.split(", ", -1)))
        .collect(Collectors.toSet());
  }

  @Test
  void thePageHasEveryNameThatIsWrittenAndNoOther() throws Exception {
    Set<String> written =
        names.stream()
            .map(name -> name.replaceAll("_(bucket|count|sum)$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> onThePage =
        Pattern.compile("`(signet_[a-z_]+)`")
            .matcher(text("docs/MONITORING.md"))
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(written, onThePage);
  }
}
