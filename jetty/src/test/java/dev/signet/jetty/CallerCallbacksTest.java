package dev.signet.jetty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import java.security.Principal;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.TextOutputCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.eclipse.jetty.security.UserPrincipal;
import org.junit.jupiter.api.Test;

/** What becomes of a module's callbacks. */
class CallerCallbacksTest {
  private final Subject client = new Subject();
  private final CallerCallbacks caller = new CallerCallbacks();

  private void handle(Callback... callbacks) throws UnsupportedCallbackException {
    caller.handle(callbacks);
  }

  @Test
  void aModulesPrincipalStaysTheSameObjectAndItsGroupsAreKept() throws Exception {
    Principal principal = new UserPrincipal("alice", null);
    handle(
        new CallerPrincipalCallback(client, principal),
        new GroupPrincipalCallback(client, new String[] {"staff"}));
    assertSame(principal, caller.principal().orElseThrow());
    assertArrayEquals(new String[] {"staff"}, caller.groups());
  }

  @Test
  void aNameIsAPrincipalOfThatName() throws Exception {
    handle(new CallerPrincipalCallback(client, "alice"));
    assertEquals("alice", caller.principal().orElseThrow().getName());
    assertArrayEquals(new String[0], caller.groups());
  }

  @Test
  void nobodyIsNoPrincipal() throws Exception {
    handle(new CallerPrincipalCallback(client, (Principal) null));
    assertEquals(Optional.empty(), caller.principal());
  }

  @Test
  void theLastWordCounts() throws Exception {
    handle(new CallerPrincipalCallback(client, "alice"));
    handle(new CallerPrincipalCallback(client, (String) null));
    assertEquals(Optional.empty(), caller.principal());
  }

  @Test
  void otherCallbacksAreRefused() {
    Callback other = new TextOutputCallback(TextOutputCallback.INFORMATION, "hello");
    assertThrows(UnsupportedCallbackException.class, () -> handle(other));
  }
}
