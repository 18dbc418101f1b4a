package dev.signet.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtPrincipal;
import dev.signet.TestPrincipals;
import dev.signet.testing.Requests;
import dev.signet.testing.Tokens;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims in the beans of an application, in a real CDI container. */
@NullUnmarked
class ClaimInjectionTest {
  @TempDir java.nio.file.Path directory;
  private static volatile @Nullable Principal caller;

  @AfterEach
  void nobody() {
    caller = null;
  }

  private void login(Tokens token) throws Exception {
    caller = TestPrincipals.of(directory, token);
  }

  /** What a web container has by itself. */
  @Alternative
  @Priority(1)
  @ApplicationScoped
  static class Container {
    @Produces
    @RequestScoped
    HttpServletRequest request() {
      return Requests.empty().user(caller).build();
    }
  }

  @RequestScoped
  static class Typed {
    @Inject JwtPrincipal principal;

    @Inject
    @Claim("email")
    String email;

    @Inject
    @Claim("email")
    Optional<String> maybe;

    @Inject
    @Claim("none")
    Optional<String> missing;

    @Inject
    @Claim("number")
    Optional<String> notAString;

    @Inject
    @Claim("number")
    Long number;

    @Inject
    @Claim("number")
    long primitive;

    @Inject
    @Claim("flag")
    boolean flag;

    @Inject
    @Claim("exp")
    Instant expiry;

    @Inject
    @Claim("amr")
    List<String> methods;

    @Inject
    @Claim("email")
    List<String> oneIsAList;

    @Inject
    @Claim("address")
    Map<String, Object> address;

    @Inject Optional<JwtPrincipal> optional;

    public void tell(Consumer<Typed> test) {
      test.accept(this);
    }
  }

  @RequestScoped
  static class Missing {
    @Inject
    @Claim("none")
    String none;

    public void tell(Consumer<Missing> test) {
      test.accept(this);
    }
  }

  @ApplicationScoped
  static class LookingUp {
    @Inject
    @Claim("email")
    Instance<String> email;

    @Inject
    @Claim("none")
    Instance<Optional<String>> none;

    @Inject Instance<Optional<JwtPrincipal>> principal;

    public void tell(Consumer<LookingUp> test) {
      test.accept(this);
    }
  }

  @ApplicationScoped
  static class Keeping {
    @Inject
    @Claim("email")
    Optional<String> email;
  }

  @Dependent
  static class KeepingThePrincipal {
    @Inject JwtPrincipal principal;
  }

  @RequestScoped
  static class Unreadable {
    @Inject
    @Claim("email")
    StringBuilder email;
  }

  @SuppressWarnings("unchecked") // the method has an array of a generic class
  private static SeContainer with(Class<?> bean) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(ClaimExtension.class)
        .addBeanClasses(Container.class, bean)
        .initialize();
  }

  private static <T> void inRequest(SeContainer container, Class<T> type, Consumer<T> test) {
    RequestContextController request = container.select(RequestContextController.class).get();
    request.activate();
    try {
      test.accept(container.select(type).get());
    } finally {
      request.deactivate();
    }
  }

  private static Tokens rich() {
    return Tokens.good()
        .claim("email", "a@example.com")
        .claim("number", 9_007_199_254_740_993L)
        .claim("flag", true)
        .claim("amr", List.of("pwd", "otp"))
        .claim("address", Map.of("country", "DE"));
  }

  @Test
  void claimsComeAsTheirTypes() throws Exception {
    login(rich());
    try (SeContainer container = with(Typed.class)) {
      inRequest(
          container,
          Typed.class,
          proxy ->
              proxy.tell(
                  bean -> {
                    assertEquals("testuser", bean.principal.getName());
                    assertEquals("a@example.com", bean.email);
                    assertEquals(Optional.of("a@example.com"), bean.maybe);
                    assertEquals(Optional.empty(), bean.missing);
                    assertEquals(Optional.empty(), bean.notAString);
                    assertEquals(9_007_199_254_740_993L, bean.number);
                    assertEquals(9_007_199_254_740_993L, bean.primitive);
                    assertTrue(bean.flag);
                    assertEquals(bean.principal.expiresAt(), bean.expiry);
                    assertEquals(List.of("pwd", "otp"), bean.methods);
                    assertEquals(List.of("a@example.com"), bean.oneIsAList);
                    assertEquals(Map.of("country", "DE"), bean.address);
                    assertEquals(Optional.of(bean.principal), bean.optional);
                  }));
    }
  }

  @Test
  void aPlainTypeFailsWhereTheClaimIsMissingOrNobodyIsLoggedIn() throws Exception {
    login(rich());
    try (SeContainer container = with(Missing.class)) {
      inRequest(
          container,
          Missing.class,
          proxy -> assertThrows(IllegalStateException.class, () -> proxy.tell(bean -> {})));
    }
    nobody();
    try (SeContainer container = with(Typed.class)) {
      inRequest(
          container,
          Typed.class,
          proxy -> assertThrows(IllegalStateException.class, () -> proxy.tell(bean -> {})));
    }
  }

  @Test
  void aBeanOfTheApplicationLooksClaimsUpForEachCaller() throws Exception {
    try (SeContainer container = with(LookingUp.class)) {
      for (String email : List.of("a@example.com", "b@example.com")) {
        login(rich().claim("email", email));
        inRequest(
            container,
            LookingUp.class,
            proxy ->
                proxy.tell(
                    bean -> {
                      assertEquals(email, bean.email.get());
                      assertEquals(Optional.empty(), bean.none.get());
                    }));
      }
      nobody();
      inRequest(
          container,
          LookingUp.class,
          proxy -> proxy.tell(bean -> assertEquals(Optional.empty(), bean.principal.get())));
    }
  }

  @Test
  void withoutARequestNobodyIsCalling() {
    try (SeContainer container = with(LookingUp.class)) {
      container
          .select(LookingUp.class)
          .get()
          .tell(bean -> assertEquals(Optional.empty(), bean.principal.get()));
    }
  }

  @Test
  void aBeanThatOutlivesARequestMayNotKeepOneCallersClaims() {
    for (Class<?> bean : List.of(Keeping.class, KeepingThePrincipal.class)) {
      Exception stopped = assertThrows(Exception.class, () -> with(bean).close());
      assertTrue(stopped.getMessage().contains("belongs to one request"), stopped.getMessage());
    }
  }

  @Test
  void aTypeThatNoClaimCanHaveStopsTheDeployment() {
    Exception stopped = assertThrows(Exception.class, () -> with(Unreadable.class).close());
    assertTrue(stopped.getMessage().contains("cannot be injected as"), stopped.getMessage());
  }

  @jakarta.ws.rs.Path("resource")
  @RequestScoped
  static class Resource {
    @Inject JwtPrincipal principal;
  }

  @RequestScoped
  static class Servlet {
    @Inject JwtPrincipal principal;
  }

  /** What Liberty finds of a class that it takes for a component of its own: no bean. */
  private static List<Throwable> errorsOfTheComponent(Class<?> component) {
    List<Throwable> errors = new ArrayList<>();
    InjectionPoint point =
        answering(
            InjectionPoint.class,
            Map.of(
                "getType", () -> JwtPrincipal.class,
                "getQualifiers", Set::of,
                "getMember", () -> component.getDeclaredFields()[0],
                "getAnnotated", () -> answering(AnnotatedField.class, Map.of()),
                "toString", component::getSimpleName),
            errors);
    new ClaimExtension()
        .look(
            answering(
                ProcessInjectionPoint.class, Map.of("getInjectionPoint", () -> point), errors));
    return errors;
  }

  private static <T> T answering(Class<T> type, Map<String, Supplier<Object>> answers) {
    return answering(type, answers, new ArrayList<>());
  }

  private static <T> T answering(
      Class<T> type, Map<String, Supplier<Object>> answers, List<Throwable> errors) {
    return type.cast(
        Proxy.newProxyInstance(
            ClaimInjectionTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("addDefinitionError")) {
                errors.add((Throwable) arguments[0]);
                return null;
              }
              Supplier<Object> answer = answers.get(method.getName());
              return answer == null ? null : answer.get();
            }));
  }

  @Test
  void aRestResourceOfOneRequestMayKeepTheCallerThoughTheServerShowsNoBean() {
    assertEquals(List.of(), errorsOfTheComponent(Resource.class));
    assertEquals(1, errorsOfTheComponent(Servlet.class).size());
  }
}
