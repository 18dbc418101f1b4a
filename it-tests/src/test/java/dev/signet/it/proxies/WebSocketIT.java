package dev.signet.it.proxies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Tokens;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A WebSocket through the junction to an endpoint that knows who talks (RFC 6455). */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class WebSocketIT {
  private static final String TALK = "/jwtjct/any/talk";
  private static @Nullable JunctionProcess junction;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Deployment(name = "talk", testable = false)
  static WebArchive talk() {
    JunctionProcess started = JunctionProcess.start("/talk");
    junction = started;
    Settings settings = started.settings();
    return Wars.withWebSocket("talk", settings.writeTo("talk.json"));
  }

  @AfterAll
  static void stop() {
    if (junction != null) {
      junction.close();
    }
  }

  private static JunctionUser browser() {
    return new JunctionUser(Objects.requireNonNull(junction));
  }

  private CompletableFuture<WebSocket> talk(JunctionUser user, String... headers) {
    return user.talk(
        TALK,
        new WebSocket.Listener() {
          @Override
          public @Nullable CompletionStage<?> onText(
              WebSocket socket, CharSequence text, boolean isLast) {
            heard.add(text.toString());
            return WebSocket.Listener.super.onText(socket, text, isLast);
          }
        },
        headers);
  }

  private String answer(WebSocket socket, String said) throws InterruptedException {
    socket.sendText(said, true).join();
    return String.valueOf(heard.poll(1, TimeUnit.MINUTES));
  }

  @Test
  void theEndpointKnowsWhoTalksAsLongAsTheyDo() throws Exception {
    WebSocket socket = talk(browser().logIn("testuser")).join();
    assertEquals("testuser said hello", answer(socket, "hello"));
    String much = "0123456789".repeat(500);
    assertEquals("testuser said " + much, answer(socket, much));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
  }

  @Test
  void aForgedTokenChangesNothing() throws Exception {
    String others = Tokens.good().claim("sub", "otheruser").groups("groupb").text();
    WebSocket socket = talk(browser().logIn("testuser"), "jwt", others).join();
    assertEquals("testuser said hello", answer(socket, "hello"));
    socket.abort();
  }

  @Test
  void withoutALoginThereIsNoWebSocket() {
    CompletableFuture<WebSocket> talk = talk(browser());
    CompletionException refused = assertThrows(CompletionException.class, talk::join);
    WebSocketHandshakeException answer =
        assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
    assertEquals(401, answer.getResponse().statusCode());
  }
}
