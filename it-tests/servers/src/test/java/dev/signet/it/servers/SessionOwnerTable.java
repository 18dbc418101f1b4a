package dev.signet.it.servers;

import static dev.signet.it.servers.Visitor.all;
import static dev.signet.it.servers.Visitor.note;
import static dev.signet.it.servers.Visitor.value;

import dev.signet.it.client.Answer;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whose an HTTP session is, however it was made. A status, a name and the note that was found stand
 * for a page.
 */
abstract class SessionOwnerTable extends TruthTable {
  static final String PUT = "/any/note?put=mine";
  static final String NOTE = "/any/note";
  static final String OPEN_NOTE = "/open/note";

  /** For a user with RoleA. Another login of theirs, and another user with RoleA. */
  static final Token USER = Tokens.good();

  static final Token NEXT_LOGIN = USER.claim("sess", "the login after");
  static final Token NEXT_USER = NEXT_LOGIN.claim("sub", "otheruser");

  private final Site plain;

  SessionOwnerTable(Variant variant, Site plain, Site described, Site root) {
    super(variant, plain, described, root);
    this.plain = plain;
  }

  /** A browser where the user has been, and has left a note in the session. */
  Visitor afterUser() {
    return afterUser(PUT);
  }

  Visitor afterUser(String page) {
    Visitor visitor = Visitor.of(plain);
    Answer unused = visitor.get(page, USER);
    return visitor;
  }

  @Test
  void the_next_user_finds_nothing_of_the_user_before() {
    Visitor visitor = afterUser();
    expect(
        Row.NEXT_USER,
        "200 otheruser null, 200 otheruser theirs, 200 otheruser theirs, 200 testuser null",
        all(
            note(visitor.get(NOTE, NEXT_USER)),
            note(visitor.get("/any/note?put=theirs", NEXT_USER)),
            note(visitor.get(NOTE, NEXT_USER)),
            note(visitor.get(NOTE, USER))));
  }

  @Test
  void the_next_user_finds_nothing_of_the_user_before_on_an_open_page_either() {
    Visitor visitor = Visitor.of(plain);
    expect(
        Row.NEXT_USER_OPEN,
        "200 testuser mine, 200 otheruser null, 200 otheruser theirs, 200 testuser null",
        all(
            note(visitor.get("/open/note?put=mine", USER)),
            note(visitor.get(OPEN_NOTE, NEXT_USER)),
            note(visitor.get("/open/note?put=theirs", NEXT_USER)),
            note(visitor.get(OPEN_NOTE, USER))));
  }

  @Test
  void the_next_login_of_the_same_user_finds_nothing_of_the_login_before() {
    Visitor visitor = afterUser();
    expect(
        Row.NEXT_LOGIN,
        "200 testuser null, 200 testuser anew, 200 testuser null",
        all(
            note(visitor.get(NOTE, NEXT_LOGIN)),
            note(visitor.get("/any/note?put=anew", NEXT_LOGIN)),
            note(visitor.get(NOTE, USER))));
  }

  @Test
  void a_login_goes_on_with_its_session_when_the_token_is_renewed() {
    Visitor visitor = afterUser();
    expect(
        Row.RENEWED,
        "200 testuser mine, 200 testuser mine, 200 testuser ours, 200 testuser ours",
        all(
            note(visitor.get(NOTE, USER.claim("jti", "renewed"))),
            note(visitor.get(OPEN_NOTE, USER.claim("jti", "renewed again"))),
            note(visitor.get("/open/note?put=ours", USER.claim("jti", "and again"))),
            note(visitor.get(NOTE, USER))));
  }

  private static final String OWNERS_ALONE =
      "200 testuser mine, 200 testuser null, 200 otheruser null";

  /** Who finds what the user's request has left behind, each after a request of its own. */
  private String finders(String page) {
    return Stream.of(USER.claim("jti", "renewed"), NEXT_LOGIN, NEXT_USER)
        .map(finder -> note(afterUser(page).get(NOTE, finder)))
        .collect(Collectors.joining(", "));
  }

  @Test
  void a_session_made_in_a_forward_or_include_belongs_to_its_user() {
    expect(
        Row.MADE_IN_DISPATCH,
        "forward: " + OWNERS_ALONE + ", include: " + OWNERS_ALONE,
        all(
            "forward: " + finders("/any/handed-on?to=forward&put=mine"),
            "include: " + finders("/any/handed-on?to=include&put=mine")));
  }

  @Test
  void a_session_made_in_an_async_dispatch_belongs_to_its_user() {
    expect(
        Row.MADE_IN_ASYNC_DISPATCH,
        "at once: " + OWNERS_ALONE + ", later: " + OWNERS_ALONE,
        all(
            "at once: " + finders("/any/handed-on?to=dispatch&put=mine"),
            "later: " + finders("/any/handed-on?to=late-dispatch&put=mine")));
  }

  @Test
  void a_session_made_in_an_async_thread_belongs_to_its_user() {
    expect(
        Row.MADE_IN_THREAD,
        "container's: " + OWNERS_ALONE + ", own: " + OWNERS_ALONE + ", own, later: " + OWNERS_ALONE,
        all(
            "container's: " + finders("/any/handed-on?to=container&put=mine"),
            "own: " + finders("/any/handed-on?to=thread&put=mine"),
            "own, later: " + finders("/any/handed-on?to=late-thread&put=mine")));
  }

  @Test
  void a_session_made_in_an_error_page_belongs_to_its_user() {
    expect(
        Row.MADE_IN_ERROR_PAGE,
        "server's 403: " + OWNERS_ALONE + ", application's 403: " + OWNERS_ALONE,
        all(
            "server's 403: " + finders("/roleb/note?put=mine"),
            "application's 403: " + finders("/any/handed-on?to=403&put=mine")));
  }

  @Test
  void a_session_that_was_planted_before_the_login_gets_another_id() {
    expect(
        Row.PLANTED,
        "protected page: 200 testuser basket, another id: true, planted: 200 null null, 200"
            + " testuser mine, open page: 200 testuser basket, another id: true, planted: 200 null"
            + " null, 200 testuser mine",
        all("protected page: " + planted(NOTE), "open page: " + planted(OPEN_NOTE)));
  }

  private String planted(String page) {
    Visitor attacker = Visitor.of(plain);
    Answer before = attacker.get("/open/note?put=basket");
    Visitor visitor = attacker.copy();
    Answer login = visitor.get(page, USER);
    Answer unused = visitor.get(page + "?put=mine", USER);
    return all(
        note(login),
        "another id: " + !value(before, "session").equals(value(login, "session")),
        "planted: " + note(attacker.get(OPEN_NOTE)),
        note(visitor.get(page, USER)));
  }
}
