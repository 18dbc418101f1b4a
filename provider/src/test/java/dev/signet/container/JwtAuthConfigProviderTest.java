package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.ws.security.jaspi.LibertyLikeCallbackHandler;
import dev.signet.testing.Requests;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which context a container is given, and which handler that context notifies. */
class JwtAuthConfigProviderTest {
  private static final String NAME = "host /app";

  private final List<CallbackHandler> handlers = new ArrayList<>();
  private final JwtAuthConfigProvider provider = provider(null);

  private JwtAuthConfigProvider provider(@Nullable AuthConfigProvider registered) {
    return new JwtAuthConfigProvider(
        NAME,
        handler -> {
          handlers.add(handler);
          return TestModules.waiting(handler);
        },
        registered);
  }

  private ServerAuthConfig config(CallbackHandler handler) {
    return provider.getServerAuthConfig("HttpServlet", NAME, handler);
  }

  private static int status(ServerAuthConfig config, ServletContext application) throws Exception {
    Exchange exchange = new Exchange(Requests.empty().in(application).build(), true);
    assertEquals(
        AuthStatus.SEND_SUCCESS,
        config
            .getAuthContext(config.getAuthContextID(exchange), new Subject(), Map.of())
            .validateRequest(exchange, new Subject(), new Subject()));
    return exchange.status();
  }

  @Test
  void eachHandlerHasAContextOfItsOwn() {
    CallbackHandler one = callbacks -> {};
    CallbackHandler another = callbacks -> {};
    assertNotSame(config(one), config(another));
    assertNotSame(config(one), config(one));
    assertEquals(List.of(one, another, one, one), handlers);
  }

  @Test
  void onLibertyOneContextServesAllRequests() {
    CallbackHandler liberty = new LibertyLikeCallbackHandler();
    assertSame(config(liberty), config(new LibertyLikeCallbackHandler()));
    assertEquals(List.of(liberty), handlers);
  }

  @Test
  void aConfigurationIsTheApplicationsAndProtectsIt() throws Exception {
    ServerAuthConfig config = config(callbacks -> {});
    assertEquals("HttpServlet", config.getMessageLayer());
    assertEquals(NAME, config.getAppContext());
    assertTrue(config.isProtected());
    assertEquals(503, status(config, Applications.app()));
    assertNull(provider.getClientAuthConfig("HttpServlet", NAME, callbacks -> {}));
  }

  @Test
  void aRequestOfAnotherVersionGoesToThatVersionsProvider() throws Exception {
    JwtAuthConfigProvider second = provider(provider);
    assertEquals(List.of(provider, second), provider.get());
    ServletContext application =
        Applications.starting().attribute(JwtAuthConfigProvider.PROVIDER, second).context();
    CallbackHandler handler = callbacks -> {};
    assertEquals(503, status(config(handler), application));
    // one context of its own, and one that the other version has made for the same handler
    assertEquals(List.of(handler, handler), handlers);
    assertEquals(503, status(config(handler), Applications.app()));
    assertEquals(3, handlers.size());
  }

  @Test
  void onlyAProviderOfThisClassIsOne() {
    assertTrue(JwtAuthConfigProvider.isOne(provider));
    assertFalse(JwtAuthConfigProvider.isOne(null));
  }
}
