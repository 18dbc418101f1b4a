package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.mechanism.JwtHeaderAuthenticationMechanismDefinition;
import dev.signet.mechanism.SignetExtension;
import dev.signet.rehearsal.Rehearsal;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.Subject;
import org.apache.catalina.authenticator.jaspic.AuthConfigFactoryImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application gets from its start to its end, as a container starts and ends it. */
class SignetInitializerTest {
  private static final String NAME = "host /app";
  private static final List<String> SERVED = List.of("NewSessions", "Registration");
  private static final String LIBERTYS_NAME =
      "com.ibm.websphere.servlet.enterprise.application.name";
  private static final List<String> GUARDED = List.of("NewSessions");

  @TempDir Path directory;
  private final AuthConfigFactory factory = new AuthConfigFactoryImpl();
  private final Applications application = Applications.starting();
  private @Nullable AuthConfigFactory before;

  @BeforeEach
  void begin() {
    before = AuthConfigFactory.getFactory();
    AuthConfigFactory.setFactory(factory);
    var unused = application.parameter("signet.config", file().toString());
  }

  @AfterEach
  void end() {
    application.end();
    AuthConfigFactory.setFactory(before);
    assertNull(registered(), "the registration ends with its application");
  }

  private Path file() {
    return directory.resolve("signet.json");
  }

  private void start() {
    new SignetInitializer().onStartup(null, application.context());
  }

  private @Nullable AuthConfigProvider registered() {
    return factory.getConfigProvider("HttpServlet", NAME, null);
  }

  /** The status of an open page, for a request as the registered module sees it. */
  private int status(HttpServletRequest request) throws Exception {
    Exchange exchange = new Exchange(request, false);
    ServerAuthConfig config =
        Objects.requireNonNull(registered())
            .getServerAuthConfig("HttpServlet", NAME, callbacks -> {});
    AuthStatus status =
        config
            .getAuthContext(config.getAuthContextID(exchange), new Subject(), Map.of())
            .validateRequest(exchange, new Subject(), new Subject());
    assertEquals(exchange.status() == 200 ? AuthStatus.SUCCESS : AuthStatus.SEND_SUCCESS, status);
    return exchange.status();
  }

  private HttpServletRequest anonymous() {
    return Requests.empty().in(application.context()).build();
  }

  private HttpServletRequest with(String token) {
    return Requests.empty().in(application.context()).header("jwt", token).build();
  }

  private static String fresh() {
    long now = Instant.now().getEpochSecond();
    return Tokens.good().claim("iat", now).claim("exp", now + 600).compact();
  }

  @Test
  void anApplicationGetsTheFilterBeforeAllOthersAndTheModuleOnceItHasStarted() throws Exception {
    Configs.in(directory).load();
    start();
    assertEquals(SERVED, application.listeners());
    assertEquals(List.of("[FORWARD, INCLUDE, REQUEST, ASYNC, ERROR] [/*]"), application.mappings());
    assertNull(registered());
    application.begin();
    assertEquals(200, status(with(fresh())));
    assertEquals(401, status(with("garbage")));
    assertEquals(200, status(anonymous()));
  }

  @Test
  void aSecondCopyOfSignetAddsNothing() {
    Configs.in(directory).load();
    start();
    start();
    assertEquals(SERVED, application.listeners());
    assertEquals(1, application.filters().size());
  }

  @Test
  void anApplicationThatIsExcludedGetsTheFilterAlone() {
    Configs.in(directory).root("excludedApplications", List.of("/app")).load();
    start();
    assertEquals(GUARDED, application.listeners());
    assertEquals(1, application.filters().size());
  }

  @Test
  void anApplicationIsExcludedByTheNameThatLibertyHasForIt() {
    Configs.in(directory).root("excludedApplications", List.of("orders")).load();
    var unused = application.attribute(LIBERTYS_NAME, "orders");
    start();
    assertEquals(GUARDED, application.listeners());
  }

  @Test
  void anApplicationIsServedByTheNameThatLibertyHasForIt() {
    Configs.in(directory).root("applications", List.of("orders")).load();
    var unused = application.attribute(LIBERTYS_NAME, "orders");
    start();
    assertEquals(SERVED, application.listeners());
  }

  @Test
  void aNameIsAMistakeOnServersThatKnowContextRootsAlone() throws Exception {
    Configs.in(directory).root("excludedApplications", List.of("orders")).load();
    start();
    application.begin();
    assertEquals(503, status(with(fresh())));
  }

  @Test
  void anApplicationOfTheServersGetsNothing() {
    Configs.in(directory).load();
    var unused = application.attribute("osgi-bundlecontext", "any");
    start();
    assertEquals(List.of(), application.listeners());
    assertEquals(List.of(), application.filters());
  }

  @Test
  void anApplicationOfTheServersThatIsNamedGetsBoth() {
    Configs.in(directory).root("applications", List.of("/app")).load();
    var unused = application.attribute("osgi-bundlecontext", "any");
    start();
    assertEquals(SERVED, application.listeners());
    assertEquals(1, application.filters().size());
  }

  @Test
  void aWrongConfigurationLeavesAnApplicationOfTheServersAsItIs() throws Exception {
    Files.writeString(file(), "{");
    var unused = application.attribute("osgi-bundlecontext", "any");
    start();
    assertEquals(List.of(), application.listeners());
  }

  @Test
  void underAWrongConfigurationEveryRequestGetsA503() throws Exception {
    Files.writeString(file(), "{");
    start();
    application.begin();
    assertEquals(503, status(anonymous()));
    assertEquals(503, status(with(fresh())));
    assertEquals(503, status(with("garbage")));
  }

  @Test
  void theFirstRightConfigurationMayLeaveTheApplicationToItsOwnLogin() throws Exception {
    Files.writeString(file(), "{");
    start();
    application.begin();
    assertEquals(503, status(anonymous()));
    Configs.in(directory).root("excludedApplications", List.of("/app")).load();
    for (int i = 0; i < 300 && registered() != null; i++) {
      Thread.sleep(100);
    }
    assertNull(registered());
  }

  @Test
  void anApplicationThatIsOnlyRehearsedIsNotRegistered() {
    Configs.in(directory).root("mode", "report").load();
    start();
    application.begin();
    assertNull(registered());
    assertTrue(Rehearsal.isOf(application.context()));
    assertEquals(1, application.filters().size());
  }

  @Test
  void aWrongConfigurationWhoseModeIsReportLeavesTheApplicationToItsOwnLogin() throws Exception {
    Files.writeString(file(), "{ \"mode\": \"report\", \"issuers\": [] }");
    start();
    application.begin();
    assertNull(registered());
    assertTrue(Rehearsal.isOf(application.context()));
  }

  @Test
  void aModeThatIsUnknownIsNoRehearsal() throws Exception {
    Files.writeString(file(), "{ \"mode\": \"reprot\", \"issuers\": [] }");
    start();
    application.begin();
    assertEquals(503, status(anonymous()));
    assertFalse(Rehearsal.isOf(application.context()));
  }

  /** The mechanism of an application, as a server with CDI shows it. */
  @ApplicationScoped
  @JwtHeaderAuthenticationMechanismDefinition
  static class Annotated {}

  @SuppressWarnings("unchecked") // the method has an array of a generic class
  private SeContainer withMechanism() {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(SignetExtension.class)
        .addBeanClasses(Annotated.class)
        .initialize();
  }

  @Test
  void theModuleStepsAsideForAMechanismThatTheServerCalls() {
    Configs.in(directory).load();
    AuthConfigProvider bridge = new JwtAuthConfigProvider("another", TestModules::waiting, null);
    try (SeContainer cdi = withMechanism()) {
      assertTrue(cdi.isRunning());
      var unused = application.attribute(JwtAuthConfigProvider.PROVIDER, bridge);
      start();
      application.begin();
      assertNull(registered());
    }
  }

  @Test
  void theModuleServesWhereNothingCallsTheMechanism() throws Exception {
    Configs.in(directory).load();
    try (SeContainer cdi = withMechanism();
        LoggedLines log = LoggedLines.of(Registration.class)) {
      assertTrue(cdi.isRunning());
      start();
      application.begin();
      assertNotNull(registered());
      assertEquals(401, status(with("garbage")));
      assertEquals(
          List.of(
              "host /app has a mechanism of Signet that this server does not call: the module"
                  + " serves it"),
          log.all());
    }
  }

  @Test
  void itIsNotPassedOverOnceItHasBeenCalled() {
    Configs.in(directory).load();
    start();
    assertSame(false, SignetInitializer.isPassedOver(application.context()));
  }

  @Test
  void itIsNotPassedOverWhereCdiStartsBeforeIt() {
    Configs.in(directory).load();
    try (LoggedLines log = LoggedLines.of(SignetInitializer.class)) {
      SignetInitializer.lookOnceCalled(application.context());
      start();
      application.begin();
      assertEquals(List.of(), log.all());
    }
  }

  @Test
  void thatItWasPassedOverIsSaidWhenTheStartComesToTheListeners() {
    try (LoggedLines log = LoggedLines.of(SignetInitializer.class)) {
      SignetInitializer.lookOnceCalled(application.context());
      assertEquals(List.of(), log.all());
      application.begin();
      assertEquals(1, log.all().size());
      assertTrue(log.all().get(0).contains("the server has passed over its initializer"));
    }
  }
}
