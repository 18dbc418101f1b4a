package dev.signet.mpjwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.JwtPrincipal;
import dev.signet.RequestToken;
import dev.signet.RequestToken.NextHop;
import dev.signet.TestPrincipals;
import dev.signet.cdi.ClaimExtension;
import dev.signet.testing.Requests;
import dev.signet.testing.Tokens;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimValue;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token and its claims in the beans of an application, in a real CDI container. */
@NullUnmarked
class InjectionTest {
  @TempDir java.nio.file.Path directory;
  private static volatile @Nullable JwtPrincipal caller;
  private Runnable end = () -> {};

  @AfterEach
  void nobody() {
    caller = null;
    end.run();
    end = () -> {};
  }

  private void login(Tokens token) throws Exception {
    nobody();
    JwtPrincipal verified = TestPrincipals.of(directory, token);
    caller = new TokenPrincipals().principal(verified);
    end = RequestToken.of(verified, token.compact(), NextHop.NONE).enter();
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

  /** What a server with MicroProfile JWT of its own has, which knows nothing of the caller. */
  @ApplicationScoped
  static class OfTheServer {
    @Produces
    @RequestScoped
    JsonWebToken token() {
      throw new IllegalStateException("the server's own");
    }
  }

  @RequestScoped
  static class Typed {
    @Inject JsonWebToken token;
    @Inject JwtPrincipal principal;

    @Inject
    @Claim("email")
    String text;

    @Inject
    @Claim("number")
    Long number;

    @Inject
    @Claim("number")
    long primitiveNumber;

    @Inject
    @Claim("flag")
    Boolean flag;

    @Inject
    @Claim("flag")
    boolean primitiveFlag;

    @Inject
    @Claim("amr")
    Set<String> set;

    @Inject
    @Claim("email")
    Set<String> setOfOne;

    @Inject
    @Claim("email")
    Optional<String> optional;

    @Inject
    @Claim("none")
    Optional<String> missing;

    @Inject
    @Claim("none")
    String absent;

    @Inject
    @Claim("email")
    JsonString jsonText;

    @Inject
    @Claim("number")
    JsonNumber jsonNumber;

    @Inject
    @Claim("amr")
    JsonArray jsonArray;

    @Inject
    @Claim("email")
    JsonArray jsonArrayOfOne;

    @Inject
    @Claim("address")
    JsonObject jsonObject;

    @Inject
    @Claim("flag")
    JsonValue jsonValue;

    @Inject
    @Claim(standard = Claims.iss)
    String issuer;

    @Inject
    @Claim(standard = Claims.raw_token)
    String raw;

    public void tell(Consumer<Typed> test) {
      test.accept(this);
    }
  }

  @ApplicationScoped
  static class LookingUp {
    @Inject JsonWebToken token;

    @Inject
    @Claim("email")
    ClaimValue<String> value;

    @Inject
    @Claim("none")
    ClaimValue<Optional<Long>> missing;

    @Inject
    @Claim("raw_token")
    ClaimValue<String> raw;

    @Inject
    @Claim("email")
    Provider<String> provider;

    @Inject
    @Claim("none")
    Instance<Optional<Long>> instance;

    @Inject
    @Claim("number")
    Provider<JsonNumber> json;

    public void tell(Consumer<LookingUp> test) {
      test.accept(this);
    }
  }

  @ApplicationScoped
  static class Keeping {
    @Inject
    @Claim("email")
    String email;
  }

  @RequestScoped
  static class Unreadable {
    @Inject
    @Claim("email")
    StringBuilder email;
  }

  @RequestScoped
  static class OfAnotherType {
    @Inject
    @Claim("email")
    Long number;

    public void tell(Consumer<OfAnotherType> test) {
      test.accept(this);
    }
  }

  private static SeContainer with(Class<?>... beans) {
    return with(SeContainerInitializer.newInstance(), beans);
  }

  @SuppressWarnings("unchecked") // the method has an array of a generic class
  private static SeContainer with(SeContainerInitializer initializer, Class<?>... beans) {
    return initializer
        .disableDiscovery()
        .addExtensions(ClaimExtension.class, TokenExtension.class)
        .addBeanClasses(Container.class)
        .addBeanClasses(beans)
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
  void claimsComeInEachForm() throws Exception {
    Tokens token = rich();
    login(token);
    try (SeContainer container = with(Typed.class)) {
      inRequest(
          container,
          Typed.class,
          proxy ->
              proxy.tell(
                  bean -> {
                    assertEquals("testuser", bean.token.getName());
                    assertEquals(bean.principal.getName(), bean.token.getName());
                    assertEquals("a@example.com", bean.text);
                    assertEquals(9_007_199_254_740_993L, bean.number);
                    assertEquals(9_007_199_254_740_993L, bean.primitiveNumber);
                    assertTrue(bean.flag);
                    assertTrue(bean.primitiveFlag);
                    assertEquals(Set.of("pwd", "otp"), bean.set);
                    assertEquals(Set.of("a@example.com"), bean.setOfOne);
                    assertEquals(Optional.of("a@example.com"), bean.optional);
                    assertEquals(Optional.empty(), bean.missing);
                    assertNull(bean.absent);
                    assertEquals("a@example.com", bean.jsonText.getString());
                    assertEquals(9_007_199_254_740_993L, bean.jsonNumber.longValueExact());
                    assertEquals(
                        Json.createArrayBuilder(List.of("pwd", "otp")).build(), bean.jsonArray);
                    assertEquals(
                        Json.createArrayBuilder().add("a@example.com").build(),
                        bean.jsonArrayOfOne);
                    assertEquals("DE", bean.jsonObject.getString("country"));
                    assertEquals(JsonValue.TRUE, bean.jsonValue);
                    assertEquals(Tokens.ISSUER, bean.issuer);
                    assertEquals(token.compact(), bean.raw);
                    assertEquals(token.compact(), bean.token.getRawToken());
                  }));
    }
  }

  @Test
  void aBeanOfTheApplicationLooksClaimsUpForEachCaller() throws Exception {
    try (SeContainer container = with(LookingUp.class)) {
      for (String email : List.of("a@example.com", "b@example.com")) {
        Tokens token = rich().claim("email", email);
        login(token);
        inRequest(
            container,
            LookingUp.class,
            proxy ->
                proxy.tell(
                    bean -> {
                      assertEquals(email, bean.value.getValue());
                      assertEquals(email, bean.provider.get());
                      assertEquals(email, bean.token.getClaim("email"));
                      assertEquals(Optional.empty(), bean.missing.getValue());
                      assertEquals(Optional.empty(), bean.instance.get());
                      assertEquals(9_007_199_254_740_993L, bean.json.get().longValueExact());
                      assertEquals(token.compact(), bean.raw.getValue());
                    }));
      }
    }
  }

  @Test
  void withoutATokenTheCallerHasNothingAtAll() {
    try (SeContainer container = with(LookingUp.class)) {
      inRequest(
          container,
          LookingUp.class,
          proxy ->
              proxy.tell(
                  bean -> {
                    assertNull(bean.token.getName());
                    assertNull(bean.token.getRawToken());
                    assertEquals(Set.of(), bean.token.getGroups());
                    assertNull(bean.token.getClaimNames());
                    assertEquals(0, bean.token.getExpirationTime());
                    assertNull(bean.value.getValue());
                    assertNull(bean.provider.get());
                  }));
    }
  }

  @Test
  void theBeansOfAServerAreNotAsked() throws Exception {
    login(rich());
    try (SeContainer container = with(OfTheServer.class, LookingUp.class)) {
      inRequest(
          container,
          LookingUp.class,
          proxy -> proxy.tell(bean -> assertEquals("testuser", bean.token.getName())));
    }
  }

  @Test
  void aBeanThatOutlivesARequestMayNotKeepOneCallersClaims() {
    Exception stopped = assertThrows(Exception.class, () -> with(Keeping.class).close());
    assertTrue(stopped.getMessage().contains("belongs to one request"), stopped.getMessage());
  }

  @Test
  void aTypeThatNoClaimCanHaveStopsTheDeployment() {
    Exception stopped = assertThrows(Exception.class, () -> with(Unreadable.class).close());
    assertTrue(stopped.getMessage().contains("cannot be injected as"), stopped.getMessage());
  }

  @Test
  void aClaimOfAnotherTypeIsNotConverted() throws Exception {
    login(rich());
    try (SeContainer container = with(OfAnotherType.class)) {
      inRequest(
          container,
          OfAnotherType.class,
          proxy -> {
            Exception failure =
                assertThrows(IllegalStateException.class, () -> proxy.tell(bean -> {}));
            assertEquals(
                "the caller's claim \"email\" is not of the type java.lang.Long",
                failure.getMessage());
          });
    }
  }

  /** A type as OpenWebBeans has it, which prints itself without packages. */
  private record TypeOfAContainer(ParameterizedType type) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return type.getActualTypeArguments();
    }

    @Override
    public Type getRawType() {
      return type.getRawType();
    }

    @Override
    public Type getOwnerType() {
      return type.getOwnerType();
    }

    @Override
    public String getTypeName() {
      return "Set<String>";
    }
  }

  @Test
  void aTypeIsKnownHoweverTheContainerPrintsIt() throws Exception {
    ParameterizedType type =
        (ParameterizedType) Typed.class.getDeclaredField("set").getGenericType();

    assertEquals(ClaimForm.of(type), ClaimForm.of(new TypeOfAContainer(type)));
    assertTrue(ClaimForm.of(type).isPresent());
  }
}
