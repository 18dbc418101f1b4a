package dev.signet.it.servers;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Browser;
import dev.signet.it.tokens.Token;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A browser at one of the applications. Its cookies stay when the proxy sends another user's token.
 *
 * @param site the application
 * @param browser its cookies
 */
record Visitor(Site site, Browser browser) {
  private static final int SERVERS_OWN_FAILURE = 500;

  static Visitor of(Site site) {
    return new Visitor(site, new Browser());
  }

  /** Another browser that has got hold of the same cookies. */
  Visitor copy() {
    return new Visitor(site, browser.copy());
  }

  Answer get(String page) {
    return browser.get(site.contextRoot() + page);
  }

  Answer get(String page, Token token) {
    return browser.get(site.contextRoot() + page, "jwt", token.text());
  }

  Answer post(String page, String form, Token token) {
    return browser.post(site.contextRoot() + page, form, "jwt", token.text());
  }

  /**
   * Eight of them; what all of them show is there once. A server with CDI looks into the session
   * before any filter, and may answer 500 where another of these requests ends the session at that
   * moment: such a request is sent once more.
   */
  String getAtOnce(String page, Token token, String... names) {
    List<Answer> answers = browser.getAtOnce(8, site.contextRoot() + page, "jwt", token.text());
    return answers.stream()
        .map(answer -> answer.status() == SERVERS_OWN_FAILURE ? get(page, token) : answer)
        .map(answer -> shown(answer, names))
        .distinct()
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  /** The status, and the values of some lines of the page, or a question mark. */
  static String shown(Answer answer, String... names) {
    StringBuilder text = new StringBuilder().append(answer.status());
    for (String name : names) {
      text.append(' ').append(value(answer, name));
    }
    return text.toString();
  }

  /** Who the page was shown to, and what it found in the session. */
  static String note(Answer answer) {
    return shown(answer, "name", "note");
  }

  static String all(String... shown) {
    return String.join(", ", shown);
  }

  static String value(Answer answer, String name) {
    String before = name + ": ";
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith(before))
        .map(line -> line.substring(before.length()))
        .findFirst()
        .orElse("?");
  }
}
