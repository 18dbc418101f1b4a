package dev.signet.it.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.setup.CleanLogs;
import dev.signet.it.setup.Settings;
import dev.signet.it.setup.Wars;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.net.CookieManager;
import java.net.URI;
import java.util.List;
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

  @Deployment(name = "baskets", testable = false)
  static WebArchive baskets() {
    return Wars.withBaskets("baskets", Settings.seed().writeTo("session.json"));
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

  @Test
  void aSessionFromBeforeTheLoginIsKnownUnderAnotherIdAfterIt() {
    Answer before = Http.getWith(cookies, "/session/session/x?put=basket&id");
    CookieManager planted = copy();
    Map<String, String> login = ask("?put=mine&id", login("testuser", "s1"));
    assertNotEquals(before.facts().get("id"), login.get("id"));
    Answer other = Http.getWith(planted, "/session/session/x");
    assertEquals(Map.of("name", "null", "note", "no session"), other.facts());
    assertNote("mine", login("testuser", "s1"));
  }

  /** The cookies as they are now, in another browser. */
  private CookieManager copy() {
    CookieManager copy = new CookieManager();
    for (URI uri : cookies.getCookieStore().getURIs()) {
      cookies.getCookieStore().get(uri).forEach(cookie -> copy.getCookieStore().add(uri, cookie));
    }
    return copy;
  }

  @Test
  void aSessionThatBeginsAfterTheFiltersBelongsToTheLoginAsWell() {
    for (String later : List.of("dispatch", "thread")) {
      String begins = "?in=" + later + "&put=" + later;
      assertEquals(later, ask(begins, login("testuser", "s1")).get("note"));
      assertNote(later, login("testuser", "s1"));
      assertNote("no session", login("testuser", "s2"));
      assertEquals(later, ask(begins, login("testuser", "s1")).get("note"));
      assertNote("no session", login("otheruser", "s3"));
    }
  }

  @Test
  void aRequestWithoutAGoodTokenLeavesTheSessionToItsUser() {
    assertEquals("mine", ask("?put=mine", login("testuser", "s1")).get("note"));
    assertEquals(200, Http.getWith(cookies, "/session/session/x?look").status());
    Answer challenged = Http.getWith(cookies, "/session/secure/x?look");
    assertEquals(401, challenged.status());
    assertEquals("null", challenged.facts().get("name"));
    String expired = Tokens.expired().text();
    assertEquals(401, Http.getWith(cookies, "/session/session/x?look", "jwt", expired).status());
    assertNote("mine", login("testuser", "s1"));
  }

  @Test
  void thePageFor403HasNothingOfTheUserBefore() {
    assertEquals("mine", ask("?put=mine", login("testuser", "s1")).get("note"));
    Token other = login("otheruser", "s2").groups("groupb");
    Answer forbidden = Http.getWith(cookies, "/session/secure/x", "jwt", other.text());
    assertEquals(403, forbidden.status());
    assertEquals(Map.of("name", "otheruser", "note", "no session"), forbidden.facts());
    assertNote("no session", login("testuser", "s1"));
  }

  private Answer basket(String query, Token token) {
    return Http.getWith(cookies, "/baskets/basket" + query, "jwt", token.text());
  }

  @Test
  void anotherLoginIsAskedToComeAgainWhereBeansOfTheOneBeforeAreInTheRequest() {
    assertEquals("null", basket("?put=mine", login("testuser", "s1")).facts().get("found"));
    assertEquals("mine", basket("", login("testuser", "s1")).facts().get("found"));
    Token other = login("otheruser", "s2");
    Answer first = basket("?put=theirs&x=%2F", other);
    assertEquals(307, first.status());
    assertEquals(List.of("./basket?put=theirs&x=%2F"), first.header("location"));
    Answer again = basket("?put=theirs&x=%2F", other);
    assertEquals(Map.of("name", "otheruser", "found", "null"), again.facts());
    assertEquals("theirs", basket("", other).facts().get("found"));
  }

  @Test
  void aFormIsNotAskedForAgainAndFindsABasketOfItsOwnThatStays() {
    assertEquals("null", basket("?put=mine", login("testuser", "s1")).facts().get("found"));
    Token other = login("otheruser", "s2");
    Answer form = Http.postWith(cookies, "/baskets/basket", "put=theirs", "jwt", other.text());
    assertEquals(200, form.status());
    assertEquals(Map.of("name", "otheruser", "found", "null"), form.facts());
    assertEquals("theirs", basket("", other).facts().get("found"));
  }
}
