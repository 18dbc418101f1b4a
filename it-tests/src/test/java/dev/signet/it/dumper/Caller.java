package dev.signet.it.dumper;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Challenges;
import dev.signet.it.client.Http;
import dev.signet.it.tokens.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Somebody who asks for a page.
 *
 * @param label the row in the table
 * @param contextRoot the application that is asked; empty for the root
 * @param tokens the values of the header {@code jwt}
 * @param roles what the caller may be, or empty for nobody
 * @param refusal what is wrong with the tokens, or empty
 */
record Caller(
    String label,
    String contextRoot,
    List<String> tokens,
    Set<String> roles,
    Optional<Refusal> refusal) {

  private static final String REALM = "defaultRealm";

  /** A status with its one challenge. */
  record Refusal(int status, String challenge) {

    static Refusal invalidToken(String description) {
      return new Refusal(401, Challenges.invalidToken(REALM, description));
    }

    static Refusal invalidRequest(String description) {
      return new Refusal(400, Challenges.invalidRequest(REALM, description));
    }
  }

  static Caller nobody() {
    return new Caller("nobody", "", List.of(), Set.of(), Optional.empty());
  }

  static Caller accepted(String label, Token token, String... roles) {
    return new Caller(label, "", List.of(token.text()), Set.of(roles), Optional.empty());
  }

  static Caller refused(String label, String description, String... tokens) {
    Refusal refusal = Refusal.invalidToken(description);
    return new Caller(label, "", List.of(tokens), Set.of(), Optional.of(refusal));
  }

  static Caller refusedRequest(String label, String description, String... tokens) {
    Refusal refusal = Refusal.invalidRequest(description);
    return new Caller(label, "", List.of(tokens), Set.of(), Optional.of(refusal));
  }

  /** The same caller, at another application. */
  Caller at(String otherContextRoot) {
    return new Caller(label, otherContextRoot, tokens, roles, refusal);
  }

  Answer ask(Page page, String... moreHeaders) {
    Stream<String> jwt = tokens.stream().flatMap(token -> Stream.of("jwt", token));
    String[] headers = Stream.concat(jwt, Arrays.stream(moreHeaders)).toArray(String[]::new);
    return Http.get(contextRoot + page.path(), headers);
  }

  /** What the seed promises for a page: refused, open, who are you, not for you, or served. */
  int expectedStatus(Page page) {
    if (refusal.isPresent()) {
      return refusal.get().status();
    }
    if (page.role().isEmpty()) {
      return 200;
    }
    if (tokens.isEmpty()) {
      return 401;
    }
    return roles.contains(page.role().get()) ? 200 : 403;
  }

  List<String> expectedChallenges(Page page) {
    if (refusal.isPresent()) {
      return List.of(refusal.get().challenge());
    }
    return expectedStatus(page) == 401 ? List.of(Challenges.plain(REALM)) : List.of();
  }

  @Override
  public String toString() {
    return label;
  }
}
