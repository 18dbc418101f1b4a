package dev.signet.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.CookieManager;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What one login left in an application's HTTP session is not there for the next one. */
@ExtendWith({ArquillianExtension.class, CleanLogs.class})
@RunAsClient
final class LoginBoundSessionIT {
  /** A browser's cookies. */
  private final CookieManager cookies = new CookieManager();

  @Deployment(name = "session", testable = false)
  static WebArchive session() {
    return Wars.withSessions("session", Settings.seed().writeTo("session.json"));
  }

  private static Token login(String user, String sess) {
    return Tokens.good().claim("sub", user).claim("sess", sess);
  }

  private Map<String, String> ask(String query, Token token) {
    Answer answer = Http.getWith(cookies, "/session/session/x" + query, "jwt", token.text());
    assertEquals(200, answer.status());
    return answer.facts();
  }

  private void assertNote(String expected, Token token) {
    assertEquals(expected, ask("", token).get("note"));
  }

  @Test
  void aSessionStaysWithItsLoginWhateverTheToken() {
    assertEquals("mine", ask("?put=mine", login("testuser", "s1")).get("note"));
    assertNote("mine", login("testuser", "s1"));
    assertNote("mine", login("testuser", "s1").claim("jti", "another token"));
  }

  @Test
  void anotherUserFindsNothingOfTheOneBefore() {
    assertEquals("mine", ask("?put=mine", login("testuser", "s1")).get("note"));
    Token other = login("otheruser", "s2");
    assertEquals(Map.of("name", "otheruser", "note", "no session"), ask("", other));
    assertEquals("theirs", ask("?put=theirs", other).get("note"));
    assertNote("theirs", other);
    assertNote("no session", login("testuser", "s1"));
  }

  @Test
  void anotherLoginOfTheSameUserFindsNothingOfTheOneBefore() {
    assertEquals("mine", ask("?put=mine", login("testuser", "s1")).get("note"));
    assertNote("no session", login("testuser", "s2"));
  }

  @Test
  void aSessionFromBeforeTheLoginIsKept() {
    Answer before = Http.getWith(cookies, "/session/session/x?put=basket");
    assertEquals("null", before.facts().get("name"));
    assertNote("basket", login("testuser", "s1"));
    assertNote("no session", login("otheruser", "s2"));
  }
}
