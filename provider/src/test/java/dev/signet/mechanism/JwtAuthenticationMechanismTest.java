package dev.signet.mechanism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtPrincipal;
import dev.signet.TestPrincipals;
import dev.signet.container.ApplicationLogin;
import dev.signet.container.ApplicationMechanisms;
import dev.signet.container.Applications;
import dev.signet.container.CallerNotifier;
import dev.signet.container.ConfigSource;
import dev.signet.container.Exchange;
import dev.signet.container.LoggedLines;
import dev.signet.container.ReloadableAuthenticator;
import dev.signet.container.SignetInitializer;
import dev.signet.rehearsal.Rehearsal;
import dev.signet.testing.Configs;
import dev.signet.testing.References;
import dev.signet.testing.Requests;
import dev.signet.testing.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Qualifier;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the mechanism tells Jakarta Security, in a real CDI container. */
class JwtAuthenticationMechanismTest {
  private static final String STOPPED = "dev.signet.stopped";

  @TempDir Path directory;
  private final Subject client = new Subject();
  private final CallbackHandler handler = callbacks -> {};
  private @Nullable Principal told;
  private @Nullable Set<String> toldGroups;
  private @Nullable JwtAuthenticationMechanism mechanism;

  /** Asks our store, and adds what the application knows. */
  @ApplicationScoped
  static class Adding implements IdentityStoreHandler {
    private final JwtIdentityStore store = new JwtIdentityStore();

    @Override
    public CredentialValidationResult validate(Credential credential) {
      CredentialValidationResult result = store.validate(credential);
      Set<String> groups = new TreeSet<>(result.getCallerGroups());
      groups.add("added");
      return new CredentialValidationResult(result.getCallerPrincipal(), groups);
    }
  }

  /** Gives groups that are no names. */
  @ApplicationScoped
  static class Odd implements IdentityStoreHandler {
    @Override
    public CredentialValidationResult validate(Credential credential) {
      CredentialValidationResult result = new JwtIdentityStore().validate(credential);
      return new CredentialValidationResult(result.getCallerPrincipal(), Set.of("a\u2028b"));
    }
  }

  /** Asks our store and no other. */
  @ApplicationScoped
  static class Plain implements IdentityStoreHandler {
    @Override
    public CredentialValidationResult validate(Credential credential) {
      return new JwtIdentityStore().validate(credential);
    }
  }

  /** Lets nobody in. */
  @ApplicationScoped
  static class Refusing implements IdentityStoreHandler {
    @Override
    public CredentialValidationResult validate(Credential credential) {
      return CredentialValidationResult.INVALID_RESULT;
    }
  }

  /** A login of another kind, which shows a form. */
  @ApplicationScoped
  static class Form implements HttpAuthenticationMechanism {
    @Override
    public AuthenticationStatus validateRequest(
        HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
      return AuthenticationStatus.SEND_CONTINUE;
    }
  }

  /** Lets in whom the server shows, as the mechanisms of Soteria do. */
  @ApplicationScoped
  static class Remembering implements HttpAuthenticationMechanism {
    @Override
    public AuthenticationStatus validateRequest(
        HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
      return request.getUserPrincipal() == null
          ? AuthenticationStatus.SEND_CONTINUE
          : AuthenticationStatus.SUCCESS;
    }

    @Override
    public void cleanSubject(
        HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
      response.setHeader("Location", "https://idp.example.com");
    }
  }

  @Qualifier
  @Retention(RetentionPolicy.RUNTIME)
  @interface OfPeople {}

  /** A form that a handler of the application finds by its qualifier. */
  @ApplicationScoped
  @OfPeople
  static class QualifiedForm extends Form {}

  @AfterEach
  void end() {
    if (mechanism != null) {
      mechanism.end();
    }
  }

  /** An application that the initializer has seen. */
  private static ServletContext served() {
    ServletContext application = Applications.app();
    application.setAttribute("dev.signet.servedBy", "this copy");
    return application;
  }

  private HttpMessageContext context(Exchange exchange) {
    return (HttpMessageContext)
        Proxy.newProxyInstance(
            JwtAuthenticationMechanismTest.class.getClassLoader(),
            new Class<?>[] {HttpMessageContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getHandler" -> handler;
                  case "getMessageInfo" -> exchange;
                  case "getClientSubject" -> client;
                  case "cleanClientSubject" -> null;
                  case "doNothing" -> AuthenticationStatus.NOT_DONE;
                  case "isProtected" -> !exchange.getMap().isEmpty();
                  case "responseUnauthorized" -> unauthorized(exchange);
                  case "notifyContainerAboutLogin" -> login(arguments);
                  default -> throw new AssertionError("nobody may ask for " + method.getName());
                });
  }

  @SuppressWarnings("unchecked") // the second argument is a set of strings
  private AuthenticationStatus login(Object[] arguments) {
    told = (Principal) arguments[0];
    toldGroups = (Set<String>) arguments[1];
    return AuthenticationStatus.SUCCESS;
  }

  /** The mechanism of a producer goes by the time of day. */
  private static Tokens fresh() {
    long now = Instant.now().getEpochSecond();
    return Tokens.good().claim("iat", now).claim("exp", now + 600);
  }

  private Exchange exchange(@Nullable Tokens token, boolean mandatory) {
    Requests request = Requests.empty().in(served());
    return new Exchange(
        token == null ? request.build() : request.header("jwt", token.compact()).build(),
        mandatory);
  }

  private AuthenticationStatus ask(Exchange exchange, Class<?>... beans) throws Exception {
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(beans)
            .initialize()) {
      assertTrue(container.isRunning());
      end();
      mechanism = JwtAuthenticationMechanism.of(directory.resolve("signet.json"));
      return mechanism.validateRequest(
          (HttpServletRequest) exchange.getRequestMessage(),
          (HttpServletResponse) exchange.getResponseMessage(),
          context(exchange));
    }
  }

  private static @Nullable Object stopped(Exchange exchange) {
    return ((HttpServletRequest) exchange.getRequestMessage()).getAttribute(STOPPED);
  }

  @Test
  void aGoodTokenIsToldWithItsGroupsAndThoseOfTheApplication() throws Exception {
    Configs.in(directory).load();
    Exchange exchange = exchange(fresh(), true);
    assertEquals(AuthenticationStatus.SUCCESS, ask(exchange, Adding.class));
    JwtPrincipal principal = assertInstanceOf(JwtPrincipal.class, told);
    assertEquals("testuser", principal.getName());
    assertEquals(Set.of("groupa", "added"), toldGroups);
    assertEquals(Set.of("groupa", "added"), Set.copyOf(principal.groups()));
    assertEquals("JWT", exchange.getMap().get("jakarta.servlet.http.authType"));
  }

  @Test
  void aBadTokenIsRefusedOnOpenPagesTooAndNeverPassedOn() throws Exception {
    Configs.in(directory).issuer("inboundPropagation", "supported").load();
    for (boolean mandatory : new boolean[] {true, false}) {
      Exchange exchange = exchange(fresh().claim("exp", 1_000_000_000L), mandatory);
      assertEquals(AuthenticationStatus.SEND_FAILURE, ask(exchange, Plain.class, Form.class));
      assertEquals(401, exchange.status());
      assertEquals(
          "Bearer realm=\"defaultRealm\", error=\"invalid_token\","
              + " error_description=\"SIGNET-405: the token has expired\"",
          References.removed(exchange.header("WWW-Authenticate")));
      assertNotNull(stopped(exchange));
      assertNull(told);
    }
  }

  @Test
  void withoutATokenAProtectedPageIsChallengedAndAnOpenOneIsNobodys() throws Exception {
    Configs.in(directory).load();
    Exchange secure = exchange(null, true);
    assertEquals(AuthenticationStatus.SEND_FAILURE, ask(secure, Plain.class, Form.class));
    assertEquals(
        "Bearer realm=\"defaultRealm\"", References.removed(secure.header("WWW-Authenticate")));
    Exchange open = exchange(null, false);
    assertEquals(AuthenticationStatus.NOT_DONE, ask(open, Plain.class, Form.class));
    assertEquals(200, open.status());
    assertNull(stopped(open));
  }

  @Test
  void withoutATokenAnotherMechanismIsAskedWhereThatIsSupported() throws Exception {
    Configs.in(directory).issuer("inboundPropagation", "supported").load();
    Exchange passedOn = exchange(null, true);
    assertEquals(AuthenticationStatus.SEND_CONTINUE, ask(passedOn, Plain.class, Form.class));
    assertEquals(200, passedOn.status());
    Exchange alone = exchange(null, true);
    assertEquals(AuthenticationStatus.SEND_FAILURE, ask(alone, Plain.class));
    assertEquals(401, alone.status());
  }

  @Test
  void theCallerOfAnEarlierTokenIsNobodyForAnotherMechanism() throws Exception {
    JwtPrincipal earlier = TestPrincipals.of(directory, Tokens.good());
    Configs.in(directory).issuer("inboundPropagation", "supported").load();
    Exchange tokens =
        new Exchange(Requests.empty().in(served()).user(earlier).loggingOut().build(), false);
    assertEquals(AuthenticationStatus.SEND_CONTINUE, ask(tokens, Plain.class, Remembering.class));
    Principal other = () -> "formuser";
    Exchange others = new Exchange(Requests.empty().in(served()).user(other).build(), false);
    assertEquals(AuthenticationStatus.SUCCESS, ask(others, Plain.class, Remembering.class));
  }

  @Test
  void theLogoutOfARefusalIsNotTheOtherMechanismsToAnswer() throws Exception {
    Configs.in(directory).issuer("inboundPropagation", "supported").load();
    Principal other = () -> "formuser";
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(Plain.class, Remembering.class)
            .initialize()) {
      assertTrue(container.isRunning());
      mechanism = JwtAuthenticationMechanism.of(directory.resolve("signet.json"));
      for (boolean isRefused : new boolean[] {false, true}) {
        Exchange exchange = new Exchange(Requests.empty().in(served()).user(other).build(), false);
        HttpServletRequest request = (HttpServletRequest) exchange.getRequestMessage();
        if (isRefused) {
          request.setAttribute(STOPPED, true);
        }
        mechanism.cleanSubject(
            request, (HttpServletResponse) exchange.getResponseMessage(), context(exchange));
        assertEquals(isRefused ? null : "https://idp.example.com", exchange.header("Location"));
      }
    }
  }

  @Test
  void ofSeveralOtherMechanismsNoneIsAskedAndTheLogSaysSoOnce() throws Exception {
    Configs.in(directory).issuer("inboundPropagation", "supported").load();
    try (LoggedLines log = LoggedLines.of(ApplicationBeans.class)) {
      Exchange secure = exchange(null, true);
      assertEquals(
          AuthenticationStatus.SEND_FAILURE,
          ask(secure, Plain.class, Form.class, Remembering.class));
      assertEquals(401, secure.status());
      assertEquals(
          List.of(
              "the application has 2 mechanisms beside Signet's, and Signet passes no request on"
                  + " to one of them: without a token protected pages answer 401. An"
                  + " HttpAuthenticationMechanismHandler of the application can choose"),
          log.all());
    }
    Exchange open = exchange(null, false);
    assertEquals(
        AuthenticationStatus.NOT_DONE, ask(open, Plain.class, Form.class, Remembering.class));
  }

  private static AuthenticationStatus unauthorized(Exchange exchange) throws IOException {
    ((HttpServletResponse) exchange.getResponseMessage()).sendError(401, "Unauthorized");
    return AuthenticationStatus.SEND_FAILURE;
  }

  @Test
  void inARehearsalTheOtherMechanismDecidesWhateverTheTokenIs() throws Exception {
    Configs.in(directory).root("mode", "report").load();
    for (Tokens token : List.of(fresh(), fresh().claim("exp", 1_000_000_000L))) {
      Exchange exchange = exchange(token, false);
      assertEquals(AuthenticationStatus.SEND_CONTINUE, ask(exchange, Plain.class, Form.class));
      assertEquals(200, exchange.status());
      assertNull(told);
      assertNull(stopped(exchange));
      HttpServletRequest request = (HttpServletRequest) exchange.getRequestMessage();
      assertTrue(Rehearsal.isOf(request.getServletContext()));
    }
  }

  @Test
  void inARehearsalWithoutAnotherMechanismProtectedPagesStayClosed() throws Exception {
    Configs.in(directory).root("mode", "report").load();
    Exchange secure = exchange(fresh(), true);
    assertEquals(AuthenticationStatus.SEND_FAILURE, ask(secure, Plain.class));
    assertEquals(401, secure.status());
    assertNull(told);
    Exchange open = exchange(fresh(), false);
    assertEquals(AuthenticationStatus.NOT_DONE, ask(open, Plain.class));
    assertEquals(200, open.status());
    assertNull(told);
  }

  /** The annotation; where the configuration is does not matter here. */
  @ApplicationScoped
  @JwtHeaderAuthenticationMechanismDefinition
  static class Annotated {}

  @Test
  @SuppressWarnings("unchecked") // the method has an array of a generic class
  void whoeverLooksForTheOneMechanismFindsOurs() {
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(SignetExtension.class)
            .addBeanClasses(Annotated.class, Form.class, Plain.class)
            .initialize()) {
      assertInstanceOf(
          JwtAuthenticationMechanism.class,
          container.select(HttpAuthenticationMechanism.class).get());
      assertTrue(container.select(Form.class).isUnsatisfied());
      assertInstanceOf(Form.class, new ApplicationBeans().otherMechanism().orElseThrow());
      ApplicationMechanisms seen = ApplicationMechanisms.find();
      assertTrue(seen.hasOurs());
      assertEquals(List.of(Form.class.getName()), seen.others());
    }
  }

  @Test
  @SuppressWarnings("unchecked") // the method has an array of a generic class
  void aHandlerFindsAnotherMechanismByItsQualifier() {
    try (SeContainer container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addExtensions(SignetExtension.class)
            .addBeanClasses(Annotated.class, QualifiedForm.class, Plain.class)
            .initialize()) {
      Annotation qualifier =
          Objects.requireNonNull(QualifiedForm.class.getAnnotation(OfPeople.class));
      HttpAuthenticationMechanism found =
          container.select(HttpAuthenticationMechanism.class, qualifier).get();
      assertInstanceOf(QualifiedForm.class, found);
      assertInstanceOf(
          JwtAuthenticationMechanism.class,
          container.select(HttpAuthenticationMechanism.class).get());
    }
  }

  @Test
  void anApplicationWithoutCdiHasNoMechanisms() {
    assertEquals(new ApplicationMechanisms(false, List.of(), false), ApplicationMechanisms.find());
  }

  @Test
  void anEnterpriseArchivesApplicationsHaveTheirOwnLinesWhateverTheirPaths() throws Exception {
    Configs.in(directory).load();
    ApplicationAuthenticators lines =
        new ApplicationAuthenticators(
            application -> ConfigSource.of(directory.resolve("signet.json")));
    ServletContext one = Applications.app();
    ServletContext another = Applications.app();
    assertSame(lines.of(one), lines.of(one));
    assertNotSame(lines.of(one), lines.of(another));
    lines.end(one);
    assertEquals(503, status(lines.of(one)));
    assertEquals(200, status(lines.of(another)));
    lines.close();
    assertEquals(503, status(lines.of(another)));
    assertEquals(503, status(lines.of(Applications.app())));
  }

  /** Of an open page, asked for without a token. */
  private int status(ReloadableAuthenticator line) throws Exception {
    Exchange exchange = exchange(null, false);
    var unused =
        line.now().validate(exchange, client, CallerNotifier.of(handler), ApplicationLogin.NONE);
    return exchange.status();
  }

  @Test
  void anApplicationWhoseInitializerWasPassedOverIsNamedInTheLogOnce() {
    ServletContext application = Applications.app();
    try (LoggedLines log = LoggedLines.of(SignetInitializer.class)) {
      new SignetExtension().lookForInitializer(served());
      assertEquals(List.of(), log.all());
      new SignetExtension().lookForInitializerAgain(Requests.empty().in(application).build());
      new SignetExtension().lookForInitializer(application);
      assertEquals(
          List.of(
              "host /app has Signet among its libraries, and the server has passed over its"
                  + " initializer: no module serves it. Put the jar into WEB-INF/lib, or into a"
                  + " library of the server; where web.xml has an absolute-ordering, add"
                  + " <name>signet</name> to it"),
          log.all());
    }
  }

  @Test
  void withoutTheFilterARefusalStopsAPageByAStatusThatLibertyHeeds() throws Exception {
    Configs.in(directory).load();
    Requests refused = Requests.empty().in(Applications.app()).header("jwt", "garbage");
    Exchange exchange = new Exchange(refused.build(), false);
    assertEquals(AuthenticationStatus.SEND_CONTINUE, ask(exchange, Plain.class));
    assertEquals(401, exchange.status());
  }

  @Test
  void aCallerWhomTheStoresDoNotVouchForIsRefused() throws Exception {
    Configs.in(directory).load();
    Exchange exchange = exchange(fresh(), false);
    assertEquals(AuthenticationStatus.SEND_FAILURE, ask(exchange, Refusing.class));
    assertEquals(
        "Bearer realm=\"defaultRealm\", error=\"invalid_token\", error_description="
            + "\"SIGNET-507: an identity store of the application rejects the token's user\"",
        References.removed(exchange.header("WWW-Authenticate")));
    assertNull(told);
  }

  @Test
  void aCallerWhoseStoresGiveWhatIsNoNameIsRefused() throws Exception {
    Configs.in(directory).load();
    Exchange exchange = exchange(fresh(), false);
    assertEquals(AuthenticationStatus.SEND_FAILURE, ask(exchange, Odd.class));
    assertEquals(
        "Bearer realm=\"defaultRealm\", error=\"invalid_token\", error_description="
            + "\"SIGNET-507: an identity store of the application rejects the token's user\"",
        References.removed(exchange.header("WWW-Authenticate")));
    assertNull(told);
  }

  @Test
  void aCredentialPrintsNothingOfTheTokenAndIsGoodForNothingOnceItIsCleared() throws Exception {
    var caller = TestPrincipals.authenticated(directory, Tokens.good());
    JwtCredential credential = new JwtCredential(caller);
    assertEquals("JwtCredential[issuer definition webseal]", credential.toString());
    JwtIdentityStore store = new JwtIdentityStore();
    assertEquals(CredentialValidationResult.Status.VALID, store.validate(credential).getStatus());
    credential.clear();
    assertFalse(credential.isValid());
    assertEquals(CredentialValidationResult.Status.INVALID, store.validate(credential).getStatus());
    assertEquals(
        CredentialValidationResult.Status.NOT_VALIDATED,
        store.validate(new UsernamePasswordCredential("testuser", "x")).getStatus());
  }
}
