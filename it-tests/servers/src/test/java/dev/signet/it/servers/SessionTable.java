package dev.signet.it.servers;

import static dev.signet.it.servers.Visitor.all;
import static dev.signet.it.servers.Visitor.note;
import static dev.signet.it.servers.Visitor.shown;
import static dev.signet.it.servers.Visitor.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.client.Answer;
import dev.signet.it.server.Await;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What error pages, session-scoped beans and requests at the same time see of a session, when the
 * proxy sends another user, another login or nobody with its cookie, and when its token is revoked.
 */
abstract class SessionTable extends SessionOwnerTable {
  private static final String BASKET = "/any/basket";
  private static final String BASKET_PUT = BASKET + "?put=mine";

  private final Site plain;
  private final Site described;

  SessionTable(Variant variant, Site plain, Site described, Site root) {
    super(variant, plain, described, root);
    this.plain = plain;
    this.described = described;
  }

  @Test
  void the403PageHasTheSessionOfItsUserAndOfNobodyBefore() {
    Visitor visitor = afterUser();
    expect(
        Row.FORBIDDEN_PAGE,
        "403 testuser mine, 403 otheruser null, 200 otheruser theirs, 200 testuser null, basket:"
            + " 403 otheruser null",
        all(
            note(visitor.get("/roleb/note", USER)),
            note(visitor.get("/roleb/note", NEXT_USER)),
            note(visitor.get("/any/note?put=theirs", NEXT_USER)),
            note(visitor.get(NOTE, USER)),
            "basket: "
                + shown(
                    afterUser(BASKET_PUT).get("/roleb/note?basket", NEXT_USER), "name", "basket")));
  }

  @Test
  void the401PageIsShownToNobodyWhateverTheCookie() {
    Visitor visitor = afterUser();
    Answer unused = visitor.get(NOTE, USER);
    Token expired = Tokens.expired().claim("sub", "otheruser");
    expect(
        Row.UNAUTHORIZED_PAGE,
        "no token: 401 null false, expired: 401 null false, expired, open page: 401 null false",
        all(
            "no token: " + nobody(visitor.get("/any/note?role=RoleA")),
            "expired: " + nobody(visitor.get("/any/note?role=RoleA", expired)),
            "expired, open page: " + nobody(visitor.get("/open/note?role=RoleA", expired))));
  }

  private static String nobody(Answer answer) {
    return shown(answer, "name", "in RoleA");
  }

  @Test
  void aRequestWithoutAGoodTokenDoesNotEndTheSessionOfItsUser() {
    Visitor visitor = afterUser();
    Answer before = visitor.get(NOTE, USER);
    String[] shown = {
      shown(visitor.get("/open/note?look"), "name"),
      shown(visitor.get("/any/note?look"), "name"),
      shown(visitor.get("/open/note?look", Tokens.expired()), "name"),
      shown(visitor.get("/any/note?look", Tokens.expired().claim("sub", "otheruser")), "name")
    };
    Answer after = visitor.get(NOTE, USER);
    expect(
        Row.NO_TOKEN,
        "200 null, 401 null, 401 null, 401 null, 200 testuser mine, same session: true",
        all(
            all(shown),
            note(after),
            "same session: " + value(before, "session").equals(value(after, "session"))));
  }

  private static String basket(Answer answer) {
    return shown(answer, "name", "found", "basket");
  }

  @Test
  void theNextUserHasASessionBeanOfTheirOwnFromTheFirstGetOn() {
    Visitor looks = afterUser(BASKET_PUT);
    Visitor puts = afterUser(BASKET_PUT);
    Visitor open = afterUser("/open/basket?put=mine");
    Visitor again = afterUser(BASKET_PUT);
    expect(
        Row.BEAN_GET,
        "looks: 200 otheruser null null, puts: 200 otheruser null theirs, 200 otheruser theirs"
            + " theirs, open page: 200 otheruser null null, next login: 200 testuser null null,"
            + " same login: 200 testuser mine mine",
        all(
            "looks: " + basket(looks.get(BASKET, NEXT_USER)),
            "puts: " + basket(puts.get(BASKET + "?put=theirs", NEXT_USER)),
            basket(puts.get(BASKET, NEXT_USER)),
            "open page: " + basket(open.get("/open/basket", NEXT_USER)),
            "next login: " + basket(again.get(BASKET, NEXT_LOGIN)),
            "same login: " + basket(afterUser(BASKET_PUT).get(BASKET, USER))));
  }

  @Test
  void theNextUserHasASessionBeanOfTheirOwnFromTheFirstPostOn() {
    Visitor visitor = afterUser(BASKET_PUT);
    Visitor open = afterUser("/open/basket?put=mine");
    expect(
        Row.BEAN_POST,
        "200 otheruser null theirs, 200 otheruser theirs theirs, open page: 200 otheruser null"
            + " theirs, 200 otheruser theirs theirs",
        all(
            basket(visitor.post(BASKET, "put=theirs", NEXT_USER)),
            basket(visitor.get(BASKET, NEXT_USER)),
            "open page: " + basket(open.post("/open/basket", "put=theirs", NEXT_USER)),
            basket(open.get("/open/basket", NEXT_USER))));
  }

  /**
   * Requests that come at once with a session from before the login are given a new id each on
   * Tomcat, and a browser may keep one that is gone: its user begins a session then.
   */
  @Test
  void parallelRequestsOfOneUserKeepTheSession() {
    Visitor visitor = Visitor.of(described);
    Answer made = visitor.get(PUT, USER);
    Visitor without = Visitor.of(described);
    Visitor before = Visitor.of(described);
    Answer basket = before.get("/open/note?put=basket");
    expect(
        Row.AT_ONCE,
        "200 testuser mine, 200 testuser mine, 200 testuser mine, without a session: 200 testuser"
            + " mine, 200 testuser mine, from before the login: 200 null basket, 200 testuser mine,"
            + " 200 testuser mine, 200 testuser mine",
        all(
            note(made),
            visitor.getAtOnce("/any/note?look", USER, "name", "note"),
            note(visitor.get(NOTE, USER)),
            "without a session: " + without.getAtOnce(PUT, USER, "name", "note"),
            note(without.get(NOTE, USER)),
            "from before the login: " + note(basket),
            before.getAtOnce(PUT, USER, "name", "note"),
            note(before.get(PUT, USER)),
            note(before.get(NOTE, USER))));
  }

  @Test
  void parallelFirstRequestsOfTheNextUserFindNothingAndLeaveASession() {
    Visitor looks = afterUserOfDescribed();
    Visitor puts = afterUserOfDescribed();
    String theirs = "/any/note?put=theirs";
    expect(
        Row.NEXT_AT_ONCE,
        "200 otheruser null, 200 otheruser theirs, 200 otheruser theirs, puts: 200 otheruser"
            + " theirs, 200 otheruser theirs",
        all(
            looks.getAtOnce("/any/note?look", NEXT_USER, "name", "note"),
            note(looks.get(theirs, NEXT_USER)),
            note(looks.get(NOTE, NEXT_USER)),
            "puts: " + puts.getAtOnce(theirs, NEXT_USER, "name", "note"),
            note(puts.get(NOTE, NEXT_USER))));
  }

  /** At the application as the server's recipe has it, and not for the first time. */
  private Visitor afterUserOfDescribed() {
    Visitor visitor = Visitor.of(described);
    Answer made = visitor.get(PUT, USER);
    Answer again = visitor.get(NOTE, USER);
    assertEquals("200 testuser mine, 200 testuser mine", all(note(made), note(again)));
    return visitor;
  }

  /** The next request of each browser is with a renewed token, or without one. */
  @Test
  void aRevokedTokenIsRefusedThoughRememberedAndItsSessionsEnd() {
    Token token = USER.claim("jti", UUID.randomUUID().toString());
    Visitor renewed = afterRequestWith(token);
    Visitor none = afterRequestWith(token);
    Visitor silent = afterRequestWith(token);
    Revoked.alone(token);
    Answer refused = Await.until(() -> plain.get(NOTE, token), answer -> answer.status() == 401);
    String[] ended = {
      "renewed token: " + note(renewed.get(NOTE, token.claim("jti", "renewed"))),
      "no token: " + note(none.get(OPEN_NOTE))
    };
    Revoked.nothing();
    Answer good = Await.until(() -> plain.get(NOTE, token), answer -> answer.status() == 200);
    expect(
        Row.REVOKED,
        "[Bearer realm=\"defaultRealm\", error=\"invalid_token\", error_description=\"SIGNET-421:"
            + " the token has been revoked\"], renewed token: 200 testuser null, no token: 200"
            + " null null, taken back: 200 testuser null, and with the sessions: 200 testuser null,"
            + " 200 testuser null, 200 testuser mine",
        all(
            refused.challenges().toString(),
            all(ended),
            "taken back: " + note(good),
            "and with the sessions: " + note(renewed.get(NOTE, token)),
            note(none.get(NOTE, token)),
            note(silent.get(NOTE, token))));
  }

  private Visitor afterRequestWith(Token token) {
    Visitor visitor = Visitor.of(plain);
    assertEquals("200 testuser mine", note(visitor.get(PUT, token)));
    return visitor;
  }
}
