package dev.signet.it.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.it.cluster.Caller.Page;
import dev.signet.it.server.RealPart;
import dev.signet.it.tokens.Algorithm;
import dev.signet.it.tokens.Jwks;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What users see through nginx of two Open Liberties, with sessions that are shared or not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BalancedMembers {
  private static final Map<String, Map<String, Integer>> NOTHING =
      Map.of("lost", Map.of(), "another's", Map.of());

  private static final Duration LONGER_THAN_KEYS_ARE_KEPT = Duration.ofSeconds(5);

  private final boolean isShared;
  private final KeyPair first = Keys.newRsa();
  private KeyPair current = first;
  private String kid = "k1";
  private @Nullable Balance started;

  BalancedMembers(boolean isShared) {
    this.isShared = isShared;
  }

  @BeforeAll
  void start() throws Exception {
    RealPart.require(
        "nginx libnginx-mod-http-js",
        "/usr/sbin/nginx",
        "/usr/lib/nginx/modules/ngx_http_js_module.so");
    Path target = Path.of(ClusterServer.property("cluster.target")).toAbsolutePath();
    Path folder =
        target.resolveSibling("balance-" + (isShared ? "shared" : "apart") + System.nanoTime());
    started = Balance.start(folder, isShared, first);
    for (int i = 0; i < 2; i++) {
      await(i);
    }
  }

  @AfterAll
  void end() {
    if (started != null) {
      started.close();
    }
  }

  private Balance balance() {
    return Objects.requireNonNull(started);
  }

  private void await(int member) throws InterruptedException {
    while (new Caller()
            .get(balance().member(member, "/any/page"), "jwt", token("testuser").text())
            .status()
        != 200) {
      Thread.sleep(200);
    }
  }

  /** As nginx makes it, but with a login of its own for each user. */
  private Token token(String user) {
    return Tokens.good()
        .claim("iss", "https://proxy.example.com")
        .claim("aud", "urn:backend")
        .claim("sub", user)
        .claim("sess", "login of " + user)
        .signedBy(current, Algorithm.RS256, kid);
  }

  private Page at(int member, String path, Caller caller, Token token) {
    return caller.get(balance().member(member, path), "jwt", token.text());
  }

  private Page at(int member, String path, Caller caller, String user) {
    return user.isEmpty()
        ? caller.get(balance().member(member, path), "jwt", "")
        : at(member, path, caller, token(user));
  }

  /** A browser in whose session the first member has a note of testuser's. */
  private Caller afterUser() {
    Caller caller = new Caller();
    assertEquals("testuser mine", at(0, "/any/page?put=mine", caller, "testuser").toString());
    return caller;
  }

  private static void assertRow(String expected, Page... pages) {
    assertEquals(expected, String.join(", ", Stream.of(pages).map(Page::toString).toList()));
  }

  @Test
  @Order(1)
  void whoMaySeeWhatAtEachMember() {
    for (int i = 0; i < 4; i++) {
      List<Integer> statuses = new ArrayList<>();
      for (String path : List.of("/open/page", "/any/page", "/groupa/page", "/groupb/page")) {
        for (String user : List.of("", "testuser", "otheruser")) {
          String header = user.isEmpty() ? "" : Caller.password(user);
          statuses.add(new Caller().get(balance().nginx(path), "Authorization", header).status());
        }
      }
      assertEquals(List.of(200, 200, 200, 401, 200, 200, 401, 200, 403, 401, 403, 200), statuses);
    }
  }

  @Test
  @Order(2)
  void aSessionIsItsUsersAtTheOtherMemberAndNobodyElses() {
    Caller user = afterUser();
    Caller next = user.copy();
    assertRow(
        isShared
            ? "testuser mine, otheruser null, testuser no session, testuser no session"
            : "testuser no session, otheruser null, testuser no session, testuser mine",
        at(1, "/any/page", user, "testuser"),
        at(1, "/any/page?look", next, "otheruser"),
        at(1, "/any/page", user, "testuser"),
        at(0, "/any/page", user, "testuser"));
  }

  @Test
  @Order(2)
  void anotherLoginOfTheSameUserFindsNothing() {
    Caller user = afterUser();
    Token again = token("testuser").claim("sess", "another login");
    assertRow("testuser null", at(1, "/any/page?look", user.copy(), again));
    assertRow(
        isShared ? "testuser no session" : "testuser mine", at(0, "/any/page", user, "testuser"));
  }

  @Test
  @Order(2)
  void aRequestWithoutAGoodTokenEndsNoSession() {
    Caller user = afterUser();
    Token expired = token("otheruser").claim("exp", Tokens.in(Duration.ofHours(-1)));
    assertRow(
        "401, 401, testuser mine",
        at(1, "/any/page", user.copy(), ""),
        at(1, "/any/page", user.copy(), expired),
        at(0, "/any/page", user, "testuser"));
  }

  @Test
  @Order(2)
  void aSessionFromBeforeTheLoginIsKeptUnderAnotherIdAtBothMembers() {
    Caller before = new Caller();
    assertRow("null basket", at(0, "/open/page?put=basket", before, ""));
    Caller planted = before.copy();
    assertRow(
        isShared
            ? "testuser basket, testuser basket, otheruser no session, null no session"
            : "testuser null, testuser null, otheruser basket, null no session",
        at(1, "/any/page?look", before, "testuser"),
        at(isShared ? 0 : 1, "/any/page", before, "testuser"),
        at(0, "/any/page", planted.copy(), "otheruser"),
        at(0, "/open/page", planted, ""));
    assertTrue(!before.cookie().equals(planted.cookie()));
    assertRow("otheruser null", at(0, "/any/page?look", before.copy(), "otheruser"));
  }

  @Test
  @Order(3)
  void aRevokedTokensSessionEndsAtTheOtherMember() throws Exception {
    Caller user = new Caller();
    Token revoked = token("testuser");
    assertRow("testuser mine", at(0, "/any/page?put=mine", user, revoked));
    assertRow(
        isShared ? "testuser mine" : "testuser no session",
        at(1, "/any/page", user.copy(), revoked));
    balance()
        .revoke(
            """
            [ { "issuer": "https://proxy.example.com", "jti": "%s", "until": %d } ]
            """
                .formatted(revoked.claims().get("jti"), Tokens.in(Duration.ofHours(1))));
    for (int i = 0; i < 2; i++) {
      while (at(i, "/any/page", new Caller(), revoked).status() != 401) {
        Thread.sleep(50);
      }
    }
    assertRow(
        "null no session, testuser no session",
        at(isShared ? 1 : 0, "/open/page", user.copy(), ""),
        at(0, "/any/page", user, "testuser"));
  }

  /** What one member has answered is what the other one knows. */
  @Test
  @Order(3)
  void theNextRequestFindsWhatThisOneHasLeft() {
    assumeTrue(isShared);
    Caller user = afterUser();
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Page put = at(i % 2, "/any/page?put=note" + i, user, "testuser");
      expected.add("200 testuser note" + i);
      found.add(put.status() + " " + at((i + 1) % 2, "/any/page", user, "testuser"));
    }
    assertEquals(expected, found);
  }

  @Test
  @Order(4)
  void noRequestIsLostWhileTheKeyIsRolled() throws Exception {
    KeyPair next = Keys.newRsa();
    try (Load load = Load.on(balance())) {
      load.during(Duration.ofSeconds(1));
      balance().publish(Jwks.empty().with("k1", first.getPublic()).with("k2", next.getPublic()));
      load.during(LONGER_THAN_KEYS_ARE_KEPT);
      balance().signWith("k2", next);
      current = next;
      kid = "k2";
      load.during(Duration.ofSeconds(1));
      balance().publish(Jwks.empty().with("k2", next.getPublic()));
      load.during(LONGER_THAN_KEYS_ARE_KEPT);
      assertEquals(NOTHING, load.result("the key is rolled, shared sessions: " + isShared));
      assertEquals(0, load.notesGone());
    }
  }

  @Test
  @Order(5)
  void noRequestIsLostWhenAMemberIsKilledAndJoinsAgain() throws Exception {
    try (Load load = Load.on(balance())) {
      load.during(Duration.ofSeconds(2));
      int killed = balance().busy();
      balance().server(killed).kill();
      load.during(Duration.ofSeconds(5));
      balance().server(killed).start();
      await(killed);
      load.during(Duration.ofSeconds(7));
      assertEquals(NOTHING, load.result("a member is killed, shared sessions: " + isShared));
      assertTrue(!isShared || load.notesGone() == 0, "notes gone: " + load.notesGone());
    }
    long repeated = balance().log().stream().filter(line -> line.contains(", ")).count();
    System.out.println("balance: repeated at the other member: " + repeated);
    assertTrue(repeated > 0);
  }
}
