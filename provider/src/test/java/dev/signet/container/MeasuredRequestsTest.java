package dev.signet.container;

import static dev.signet.container.MeasuredApplication.expired;
import static dev.signet.container.MeasuredApplication.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.Configs;
import dev.signet.testing.KeyServer;
import dev.signet.testing.Requests;
import dev.signet.testing.Tokens;
import jakarta.servlet.DispatcherType;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each request is counted once, in JMX and in the flight recorder, and nothing of its caller is.
 */
class MeasuredRequestsTest {
  @TempDir Path directory;

  @Test
  void eachRequestIsCountedOnceByWhatHasComeOut() throws Exception {
    try (MeasuredApplication application = MeasuredApplication.at("/counted", directory)) {
      application.request(good());
      application.reload().request(good()).request(good()).request(expired());
      application.request(Requests.empty());
      application.request(Requests.empty().header("jwt", "no token"));
      // the page for the refusal above is no request of its own
      application.request(expired().dispatched(DispatcherType.ERROR));
      assertEquals(
          List.of(
              "authenticated  webseal 2",
              "not_attempted   1",
              "rejected SIGNET-105  1",
              "rejected SIGNET-405 webseal 1",
              "unavailable configuration  1"),
          application.authentications());
    }
  }

  @Test
  void anUnreachableKeyServerIsUnavailableAndTheApplicationIsNotReady() throws Exception {
    String url;
    try (KeyServer server = KeyServer.start()) {
      url = server.url();
    }
    Configs config =
        Configs.in(directory)
            .without("publicKeyLocation")
            .issuer("httpsRequired", false)
            .issuer("jwkEndpointUrl", url);
    try (MeasuredApplication application = new MeasuredApplication("/without-keys", config)) {
      application.reload().request(good());
      assertEquals(List.of("unavailable verification webseal 1"), application.authentications());
      assertEquals("no definition has a key that can be used", application.attribute("NotReady"));
      assertEquals(true, application.attribute("ConfigurationInForce"));
    }
  }

  @Test
  void anotherConfigurationKeepsTheCountsAndForgetsTheTokens() throws Exception {
    try (MeasuredApplication application = MeasuredApplication.at("/reloaded", directory)) {
      application.reload().request(good());
      assertEquals(1L, application.attribute("RememberedTokens"));
      application.reload();
      assertEquals(0L, application.attribute("RememberedTokens"));
      application.request(good());
      assertEquals(List.of("authenticated  webseal 2"), application.authentications());
    }
  }

  @Test
  void usedTokensAreCountedWhereADefinitionHasThem() throws Exception {
    Configs config = Configs.in(directory).issuer("tokenReuse", false);
    try (MeasuredApplication application = new MeasuredApplication("/used", config)) {
      application.reload();
      long before = (Long) application.attribute("UsedTokens");
      application.request(
          Requests.empty()
              .header("jwt", Tokens.good().claim("jti", "measured requests").compact()));
      assertEquals(before + 1, application.attribute("UsedTokens"));
    }
  }

  @Test
  void anApplicationIsNotReadyUntilItHasAConfigurationAndNoLongerCountsAfterItsEnd()
      throws Exception {
    String reason = "no configuration is in force: every request gets a 503";
    MeasuredApplication application = MeasuredApplication.at("/ready", directory);
    assertEquals(reason, application.attribute("NotReady"));
    assertEquals(false, application.attribute("ConfigurationInForce"));
    application.reload();
    assertEquals("", application.attribute("NotReady"));
    application.close();
    assertFalse(application.isShown());
  }

  @Test
  void twoVersionsOfAnApplicationAreTwoAndOneEndsAlone() throws Exception {
    try (MeasuredApplication first = MeasuredApplication.at("/versions", directory)) {
      MeasuredApplication second = MeasuredApplication.at("/versions", directory);
      ObjectName copy =
          new ObjectName("dev.signet:type=Metrics,application=\"host /versions\",copy=2");
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      assertEquals(false, server.getAttribute(copy, "ConfigurationInForce"));
      second.close();
      assertFalse(server.isRegistered(copy));
      assertEquals(false, first.attribute("ConfigurationInForce"));
    }
  }

  @Test
  void theFlightRecorderHasOneEventForEachRequestAndNoClaimInIt() throws Exception {
    List<RecordedEvent> events;
    try (Recording recording = new Recording();
        MeasuredApplication application = MeasuredApplication.at("/recorder", directory)) {
      application.reload().request(good());
      recording.enable("dev.signet.Authentication");
      recording.start();
      application.request(good()).request(expired());
      recording.stop();
      application.request(good());
      Path file = directory.resolve("requests.jfr");
      recording.dump(file);
      events = RecordingFile.readAllEvents(file);
      Files.delete(file);
    }
    assertEquals(
        List.of(
            Map.of(
                "application", "host /recorder",
                "definition", "webseal",
                "errorType", "",
                "result", "authenticated"),
            Map.of(
                "application", "host /recorder",
                "definition", "webseal",
                "errorType", "SIGNET-405",
                "result", "rejected")),
        events.stream().map(MeasuredRequestsTest::texts).toList());
    assertTrue(events.stream().allMatch(event -> event.getDuration().toNanos() > 0));
  }

  /** Everything that an event has beyond its time and thread. */
  private static Map<String, String> texts(RecordedEvent event) {
    return event.getFields().stream()
        .map(ValueDescriptor::getName)
        .filter(
            name -> !List.of("startTime", "duration", "eventThread", "stackTrace").contains(name))
        .collect(Collectors.toMap(name -> name, event::getString));
  }
}
