package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.signet.JwtPrincipal;
import dev.signet.RequestToken;
import dev.signet.session.KeptTokens;
import dev.signet.testing.Configs;
import dev.signet.testing.Requests;
import dev.signet.testing.Tokens;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which requests keep their token, and what the thread has of it. */
class KeptTokenTest {
  private static final String ATTRIBUTE = "dev.signet.token";

  @TempDir Path directory;

  private final List<Callback> callbacks = new ArrayList<>();

  private void validate(Configs config, HttpServletRequest request) throws Exception {
    callbacks.clear();
    TestModules.of(config.load(), all -> callbacks.addAll(List.of(all)), System.getLogger("test"))
        .validateRequest(new Exchange(request, true), new Subject(), new Subject());
  }

  private JwtPrincipal caller() {
    return (JwtPrincipal) ((CallerPrincipalCallback) callbacks.get(0)).getPrincipal();
  }

  private Configs config() {
    return Configs.in(directory);
  }

  /** What the filter does with a request. */
  @SuppressWarnings("unchecked") // the types of the JDK that copies of Signet agree on
  private static void serve(HttpServletRequest request, Runnable part) {
    Map.Entry<Runnable, Runnable> exits =
        ((Supplier<Optional<Map.Entry<Runnable, Runnable>>>)
                Objects.requireNonNull(request.getAttribute(ATTRIBUTE)))
            .get()
            .orElseThrow();
    part.run();
    exits.getKey().run();
    exits.getValue().run();
  }

  /** A remembered token has one principal for all its requests: the token is the request's. */
  @Test
  void theTokenIsWhatTheRequestHas() throws Exception {
    String token = Tokens.good().compact();
    HttpServletRequest request = Requests.withJwt(token);
    validate(
        config()
            .issuer("propagateToken", true)
            .issuer("propagateAs", "incoming")
            .issuer("propagateTo", "https://orders.example"),
        request);
    assertEquals(Optional.empty(), caller().token());
    serve(
        request,
        () -> {
          assertEquals(Optional.of(token), caller().token());
          RequestToken.NextHop hop = RequestToken.running().orElseThrow().hop();
          assertEquals("jwt", hop.header());
          assertEquals(true, hop.allows(URI.create("https://orders.example/all")));
          assertEquals(false, hop.allows(URI.create("https://other.example/all")));
        });
    assertEquals(Optional.empty(), caller().token());
  }

  @Test
  void nothingIsKeptUnlessTheDefinitionSaysSo() throws Exception {
    HttpServletRequest request = Requests.withJwt(Tokens.good().compact());
    validate(config(), request);
    assertNull(request.getAttribute(ATTRIBUTE));
  }

  @Test
  void nothingIsKeptOfARefusedToken() throws Exception {
    HttpServletRequest request = Requests.withJwt(Tokens.good().claim("exp", 1).compact());
    validate(config().issuer("propagateToken", true), request);
    assertNull(request.getAttribute(ATTRIBUTE));
  }

  /** Another module of Signet offers the token by an interface of its own; no client sends it. */
  @Test
  void aModuleKeepsTheTokensOfAnApplication() throws Exception {
    Map<String, Object> attributes = new HashMap<>();
    ServletContext application =
        (ServletContext)
            Proxy.newProxyInstance(
                KeptTokenTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, given) ->
                    switch (method.getName()) {
                      case "setAttribute" -> attributes.put((String) given[0], given[1]);
                      case "getAttribute" -> attributes.get((String) given[0]);
                      case "getContextPath" -> "/app";
                      default -> throw new AssertionError("nobody may ask for " + method);
                    });
    KeptTokens.alwaysIn(application);
    String token = Tokens.good().compact();
    HttpServletRequest request = Requests.empty().header("jwt", token).in(application).build();
    validate(config(), request);
    serve(
        request,
        () -> {
          assertEquals(Optional.of(token), caller().token());
          assertEquals(RequestToken.NextHop.NONE, RequestToken.running().orElseThrow().hop());
        });
  }
}
