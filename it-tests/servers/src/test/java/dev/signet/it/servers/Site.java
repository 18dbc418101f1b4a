package dev.signet.it.servers;

import dev.signet.it.client.Answer;
import dev.signet.it.client.Http;
import dev.signet.it.tokens.Token;
import java.net.CookieManager;
import java.util.Map;

/**
 * One of the applications, as a proxy asks it.
 *
 * @param contextRoot empty or {@code /name}
 */
record Site(String contextRoot) {

  /** Nobody asks. */
  Answer get(String page) {
    return Http.get(contextRoot + page);
  }

  /** With the token's owner. */
  Answer get(String page, Token token) {
    return get(page, token.text());
  }

  /** With these values of the header. */
  Answer get(String page, String... tokens) {
    String[] headers = new String[tokens.length * 2];
    for (int i = 0; i < tokens.length; i++) {
      headers[2 * i] = "jwt";
      headers[2 * i + 1] = tokens[i];
    }
    return Http.get(contextRoot + page, headers);
  }

  /** As a browser with these cookies. */
  Answer getWith(CookieManager cookies, String page, Token token) {
    return Http.getWith(cookies, contextRoot + page, "jwt", token.text());
  }

  /** As a browser with these cookies, without a token. */
  Answer getWith(CookieManager cookies, String page) {
    return Http.getWith(cookies, contextRoot + page);
  }

  /** A form, filled in in that browser. */
  Answer postWith(CookieManager cookies, String page, String form) {
    return Http.postWith(cookies, contextRoot + page, form);
  }

  /** How often the page that counts has run. */
  int calls() {
    return Integer.parseInt(get("/open/calls").body().strip());
  }

  /** A page that is served as its lines, any other as its status. */
  static String seen(Answer answer) {
    return answer.status() == 200
        ? answer.body().strip().replace("\r", "").replace("\n", "; ")
        : Integer.toString(answer.status());
  }

  /** Some of the lines of a witness. */
  static String seen(Answer answer, String... names) {
    if (answer.status() != 200) {
      return Integer.toString(answer.status());
    }
    Map<String, String> facts = answer.facts();
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(text.isEmpty() ? "" : "; ").append(name).append(": ").append(facts.get(name));
    }
    return text.toString();
  }
}
