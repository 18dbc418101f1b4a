package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.Mode;
import dev.signet.config.SignetConfig;
import dev.signet.testing.Configs;
import dev.signet.testing.LogLines;
import dev.signet.testing.LoggedLines;
import dev.signet.testing.References;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One refusal has one reference: in its answer, for access logs, in the log and in JMX. */
class RecordedRefusalsTest {
  private static final AppContextId APPLICATION = new AppContextId("host", "/recorded");

  @TempDir Path directory;
  private final LogLines lines = new LogLines(Level.INFO);

  private Exchange validate(HttpServletRequest request) throws Exception {
    return validate(Configs.in(directory).load(), request);
  }

  private Exchange validate(SignetConfig config, HttpServletRequest request) throws Exception {
    Exchange exchange = new Exchange(request, true);
    TestModules.of(config, callbacks -> {}, lines)
        .validateRequest(exchange, new Subject(), new Subject());
    return exchange;
  }

  private static Requests expired() {
    return Requests.empty().header("jwt", Tokens.good().time("exp", -3600).compact());
  }

  @Test
  void theAnswerTheAttributesAndTheLineAgreeAndTheAnswerHasNoDetails() throws Exception {
    HttpServletRequest request = expired().to("/app", "/secure").build();
    String challenge = validate(request).header("WWW-Authenticate");
    String reference = References.of(challenge);
    assertEquals(
        "Bearer realm=\"defaultRealm\", error=\"invalid_token\", error_description=\"SIGNET-405:"
            + " the token has expired (ref "
            + reference
            + ")\"",
        challenge);
    assertEquals("SIGNET-405", request.getAttribute("dev.signet.refusal.number"));
    assertEquals(reference, request.getAttribute("dev.signet.refusal.reference"));
    assertEquals(
        List.of(
            "WARNING host /app answered 401: SIGNET-405: the token has expired (ref "
                + reference
                + "), GET /app/secure, peer 192.0.2.1, client 192.0.2.1, definition webseal, alg"
                + " RS256: exp is 3600 s ago, clockSkew is 60 s"),
        lines.all());
  }

  @Test
  void whatIsNoTokenHasNoDefinitionAndNoHeader() throws Exception {
    validate(Requests.empty().header("jwt", "").to("/app", "/secure").build());
    String line = lines.all().get(0);
    assertTrue(
        line.endsWith("), GET /app/secure, peer 192.0.2.1, client 192.0.2.1: header jwt is empty"),
        line);
  }

  @Test
  void behindATrustedProxyThePeerAndTheClientAreTwo() throws Exception {
    SignetConfig config =
        Configs.in(directory).root("trustedProxies", List.of("10.0.0.0/8")).load();
    validate(config, expired().from("10.1.1.1").header("x-forwarded-for", "192.0.2.9").build());
    validate(config, expired().from("10.1.1.1").header("x-forwarded-for", "forged\n").build());
    assertTrue(lines.all().get(0).contains(", peer 10.1.1.1, client 192.0.2.9, "));
    assertTrue(lines.all().get(1).contains(", peer 10.1.1.1, client unknown, "));
  }

  @Test
  void aRequestWithoutATokenIsOneLineAndNoRefusal() throws Exception {
    HttpServletRequest request = Requests.empty().to("/app", "/secure").build();
    Exchange exchange = validate(request);
    assertEquals("Bearer realm=\"defaultRealm\"", exchange.header("WWW-Authenticate"));
    assertEquals(
        List.of(
            "INFO host /app answered 401: a protected resource was asked for without a token, GET"
                + " /app/secure, peer 192.0.2.1, client 192.0.2.1"),
        lines.all());
    assertEquals(null, request.getAttribute("dev.signet.refusal.number"));
  }

  @Test
  void theRecordIsInJmxThroughAReloadUntilTheApplicationEnds() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.signet:type=Refusals,application=\"host /recorded\"");
    SignetConfig config = Configs.in(directory).load();
    try (AuthenticatorInForce line =
        new AuthenticatorInForce(APPLICATION, Mode.ENFORCE, new SettableClock())) {
      assertFalse(server.isRegistered(name));
      line.take(config);
      Exchange exchange = new Exchange(expired().build(), true);
      new JwtServerAuthModule(line::now, callbacks -> {})
          .validateRequest(exchange, new Subject(), new Subject());
      String reference = References.of(exchange.header("WWW-Authenticate"));
      line.take(config);
      CompositeData[] found = found(server, name, reference);
      assertEquals(1, found.length);
      assertEquals("SIGNET-405", found[0].get("number"));
      assertEquals("webseal", found[0].get("definition"));
      assertEquals(
          List.of("exp is 3600 s ago, clockSkew is 60 s"),
          List.of((String[]) Objects.requireNonNull(found[0].get("details"))));
      assertEquals(1L, server.getAttribute(name, "Refused"));
    }
    assertFalse(server.isRegistered(name));
  }

  @Test
  void valuesAreInTheLineAndTheRecordUntilTheEndOfDiagnosticsAndNowhereAfterwards()
      throws Exception {
    SettableClock clock = new SettableClock();
    String until = clock.instant().plus(Duration.ofHours(1)).toString();
    SignetConfig config =
        Configs.in(directory).root("diagnostics", Map.of("valuesUntil", until)).load();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.signet:type=Refusals,application=\"host /recorded\"");
    try (LoggedLines log = LoggedLines.of("dev.signet.refusals");
        LoggedLines notices = LoggedLines.of(ReloadableAuthenticator.class.getName());
        AuthenticatorInForce line = new AuthenticatorInForce(APPLICATION, Mode.ENFORCE, clock)) {
      line.take(config);
      String unknown = Tokens.good().claim("iss", "https://other").compact();
      Exchange exchange = new Exchange(Requests.withJwt(unknown), true);
      new JwtServerAuthModule(line::now, callbacks -> {})
          .validateRequest(exchange, new Subject(), new Subject());
      String challenge = exchange.header("WWW-Authenticate");
      String wanted = "iss is none of the issuerIdentifiers, of which there are 1";
      assertFalse(String.valueOf(challenge).contains("other"), challenge);
      assertTrue(
          log.all().get(0).endsWith(": " + wanted + "; found iss \"https://other\""),
          log.all().get(0));
      assertEquals(
          List.of(wanted, "found iss \"https://other\""),
          details(server, name, References.of(challenge)));
      line.endDiagnostics();
      assertEquals(2, details(server, name, References.of(challenge)).size());
      clock.advance(Duration.ofHours(1));
      line.endDiagnostics();
      line.endDiagnostics();
      assertEquals(List.of(wanted), details(server, name, References.of(challenge)));
      assertEquals(
          List.of(
              "WARNING "
                  + config.source()
                  + ": diagnostics.valuesUntil "
                  + until
                  + ": until then the log and the records show values of claims of refused tokens;"
                  + " take the setting away as soon as it is not needed",
              "WARNING host /recorded: diagnostics.valuesUntil is reached, no values are shown any"
                  + " more: take the setting away"),
          notices.all().stream().filter(l -> l.contains("diagnostics.")).toList());
    }
  }

  @Test
  void anotherConfigurationWithoutDiagnosticsTakesTheValuesAway() throws Exception {
    SettableClock clock = new SettableClock();
    String until = clock.instant().plus(Duration.ofHours(1)).toString();
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.signet:type=Refusals,application=\"host /recorded\"");
    try (AuthenticatorInForce line = new AuthenticatorInForce(APPLICATION, Mode.ENFORCE, clock)) {
      line.take(Configs.in(directory).root("diagnostics", Map.of("valuesUntil", until)).load());
      Exchange exchange = new Exchange(expired().build(), true);
      new JwtServerAuthModule(line::now, callbacks -> {})
          .validateRequest(exchange, new Subject(), new Subject());
      String reference = References.of(exchange.header("WWW-Authenticate"));
      assertEquals(2, details(server, name, reference).size());
      line.take(Configs.in(directory).load());
      assertEquals(1, details(server, name, reference).size());
    }
  }

  private static List<String> details(MBeanServer server, ObjectName name, String reference)
      throws Exception {
    return List.of(
        (String[]) Objects.requireNonNull(found(server, name, reference)[0].get("details")));
  }

  private static CompositeData[] found(MBeanServer server, ObjectName name, String reference)
      throws Exception {
    String[] signature = {String.class.getName()};
    return (CompositeData[])
        Objects.requireNonNull(server.invoke(name, "find", new Object[] {reference}, signature));
  }
}
