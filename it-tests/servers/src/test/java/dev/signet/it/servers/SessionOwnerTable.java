package dev.signet.it.servers;

import static dev.signet.it.servers.Visitor.all;
import static dev.signet.it.servers.Visitor.note;
import static dev.signet.it.servers.Visitor.value;

import dev.signet.it.client.Answer;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.util.function.Function;
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

  private static final String OWNERS_ALONE =
      "200 testuser mine, 200 testuser null, 200 otheruser null";

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

  /** A page that a visitor asks for with a token, and what its note must say. */
  private record Step(String page, Token token, String note) {}

  /** The row holds where each step, one after the other, shows its note. */
  private void expectNotes(Row row, Visitor visitor, Step... steps) {
    expect(
        row,
        each(steps, Step::note),
        each(steps, step -> note(visitor.get(step.page(), step.token()))));
  }

  private static <T> String each(T[] all, Function<T, String> shown) {
    return Stream.of(all).map(shown).collect(Collectors.joining(", "));
  }

  @Test
  void theNextUserFindsNothingOfTheUserBefore() {
    expectNotes(
        Row.NEXT_USER,
        afterUser(),
        new Step(NOTE, NEXT_USER, "200 otheruser null"),
        new Step("/any/note?put=theirs", NEXT_USER, "200 otheruser theirs"),
        new Step(NOTE, NEXT_USER, "200 otheruser theirs"),
        new Step(NOTE, USER, "200 testuser null"));
  }

  @Test
  void theNextUserFindsNothingOfTheUserBeforeOnAnOpenPageEither() {
    expectNotes(
        Row.NEXT_USER_OPEN,
        Visitor.of(plain),
        new Step("/open/note?put=mine", USER, "200 testuser mine"),
        new Step(OPEN_NOTE, NEXT_USER, "200 otheruser null"),
        new Step("/open/note?put=theirs", NEXT_USER, "200 otheruser theirs"),
        new Step(OPEN_NOTE, USER, "200 testuser null"));
  }

  @Test
  void theNextLoginOfTheSameUserFindsNothingOfTheLoginBefore() {
    expectNotes(
        Row.NEXT_LOGIN,
        afterUser(),
        new Step(NOTE, NEXT_LOGIN, "200 testuser null"),
        new Step("/any/note?put=anew", NEXT_LOGIN, "200 testuser anew"),
        new Step(NOTE, USER, "200 testuser null"));
  }

  @Test
  void aLoginGoesOnWithItsSessionWhenTheTokenIsRenewed() {
    expectNotes(
        Row.RENEWED,
        afterUser(),
        new Step(NOTE, USER.claim("jti", "renewed"), "200 testuser mine"),
        new Step(OPEN_NOTE, USER.claim("jti", "renewed again"), "200 testuser mine"),
        new Step("/open/note?put=ours", USER.claim("jti", "and again"), "200 testuser ours"),
        new Step(NOTE, USER, "200 testuser ours"));
  }

  /** A way to make a session: the page, with the note in its query. */
  private record Way(String title, String page) {}

  /** The row holds where a session belongs to the login it was made for, whichever way. */
  private void expectOwnersAlone(Row row, Way... ways) {
    expect(
        row,
        each(ways, way -> way.title() + ": " + OWNERS_ALONE),
        each(ways, way -> way.title() + ": " + finders(way.page())));
  }

  /** Who finds what the user's request has left behind, each after a request of its own. */
  private String finders(String page) {
    Token[] finders = {USER.claim("jti", "renewed"), NEXT_LOGIN, NEXT_USER};
    return each(finders, finder -> note(afterUser(page).get(NOTE, finder)));
  }

  @Test
  void aSessionMadeInAForwardOrIncludeBelongsToItsUser() {
    expectOwnersAlone(
        Row.MADE_IN_DISPATCH,
        new Way("forward", "/any/handed-on?to=forward&put=mine"),
        new Way("include", "/any/handed-on?to=include&put=mine"));
  }

  @Test
  void aSessionMadeInAnAsyncDispatchBelongsToItsUser() {
    expectOwnersAlone(
        Row.MADE_IN_ASYNC_DISPATCH,
        new Way("at once", "/any/handed-on?to=dispatch&put=mine"),
        new Way("later", "/any/handed-on?to=late-dispatch&put=mine"));
  }

  @Test
  void aSessionMadeInAnAsyncThreadBelongsToItsUser() {
    expectOwnersAlone(
        Row.MADE_IN_THREAD,
        new Way("container's", "/any/handed-on?to=container&put=mine"),
        new Way("own", "/any/handed-on?to=thread&put=mine"),
        new Way("own, later", "/any/handed-on?to=late-thread&put=mine"));
  }

  @Test
  void aSessionMadeInAnErrorPageBelongsToItsUser() {
    expectOwnersAlone(
        Row.MADE_IN_ERROR_PAGE,
        new Way("server's 403", "/roleb/note?put=mine"),
        new Way("application's 403", "/any/handed-on?to=403&put=mine"));
  }

  @Test
  void aSessionThatWasPlantedBeforeTheLoginGetsAnotherId() {
    String promised =
        "200 testuser basket, another id: true, planted: 200 null null, 200 testuser mine";
    expect(
        Row.PLANTED,
        all("protected page: " + promised, "open page: " + promised),
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
