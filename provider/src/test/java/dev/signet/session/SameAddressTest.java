package dev.signet.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a client is sent that has to ask once more. */
class SameAddressTest {
  private static Visit visit() {
    return new Visit(new SessionsOfAnApplication(), null);
  }

  private static String location(String path, @Nullable String query) {
    Visit visit = visit().to(path, query);
    SameAddress.askFor(visit.request(), visit.response());
    assertEquals(307, visit.status());
    assertEquals("no-store", visit.answered("Cache-Control"));
    return Objects.requireNonNull(visit.answered("Location"));
  }

  @ParameterizedTest
  @CsvSource({
    "/app/a/b, x=1&y=%2F, ./b?x=1&y=%2F",
    "/app/a/b, , ./b",
    "/app/a/, , ./",
    "/app/a/b, '', ./b?",
    "/app/a/b, next=//evil.example/, ./b?next=//evil.example/",
    "/app/b;jsessionid=1, , ./b;jsessionid=1",
    "/app/b%20c, , ./b%20c",
    // none of these is another scheme or host
    "/app/javascript:alert(1), , ./javascript:alert(1)",
    "//evil.example, , ./evil.example",
    "//evil.example/a, , ./a",
    "///evil.example/, , ./"
  })
  void theLastSegmentAndTheQueryAreAsTheClientSentThem(
      String path, @Nullable String query, String location) {
    assertEquals(location, location(path, query));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app/a/b", "/app/a/", "/app/", "/app/a/b%2Fc"})
  void behindAJunctionItIsTheAddressThatTheClientAskedFor(String path) {
    URI asked = URI.create("https://proxy.example.com/jct" + path + "?x=1");
    assertEquals(asked, asked.resolve(location(path, "x=1")));
    URI direct = URI.create("https://proxy.example.com" + path + "?x=1");
    assertEquals(direct, direct.resolve(location(path, "x=1")));
  }

  @Test
  void onlyAGetOrHeadIsAskedForAgainAndNoHandshake() {
    assertTrue(canBeAskedFor(visit()));
    assertTrue(canBeAskedFor(visit().method("HEAD")));
    assertTrue(canBeAskedFor(visit().header("Upgrade", "h2c")));
    for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "get"}) {
      assertFalse(canBeAskedFor(visit().method(method)), method);
    }
    assertFalse(canBeAskedFor(visit().header("Upgrade", "WebSocket")));
    assertFalse(canBeAskedFor(visit().committed()));
    for (DispatcherType type : DispatcherType.values()) {
      assertEquals(type == DispatcherType.REQUEST, canBeAskedFor(visit().dispatched(type)));
    }
  }

  private static boolean canBeAskedFor(Visit visit) {
    return SameAddress.canBeAskedFor(visit.request(), visit.response());
  }
}
