package dev.signet.it.servers;

import dev.signet.it.client.Answer;
import dev.signet.it.servers.beside.AuthenticateServlet;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code request.authenticate()}, wherever an application may call it on an open page. The column
 * of this server in {@code docs/servers/BESIDE.md} says what comes of it.
 */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
class AuthenticateIT {
  private static final Site SITE = new Site("/authenticating");

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    String errorPage =
        "<error-page><error-code>"
            + AuthenticateServlet.STATUS
            + "</error-code><location>/open/authenticate</location></error-page><error-page>";
    return Wars.plain("authenticating")
        .addClass(AuthenticateServlet.class)
        .setWebXML(new StringAsset(Wars.webXml().replaceFirst("<error-page>", errorPage)));
  }

  /** Where the application calls it, as its parameter says it. */
  private static final List<String> PLACES =
      List.of(
          "now",
          "forward",
          "include",
          "async dispatch",
          "async thread",
          "error page",
          "after a refused login",
          "after logout");

  private static String told(Answer answer) {
    String challenge = String.join(" ", answer.header("www-authenticate"));
    return answer.status()
        + (challenge.startsWith("Bearer realm=") ? " challenge" : "")
        + (answer.status() != 401 && answer.body().contains("name: ")
            ? " " + Visitor.value(answer, "name")
            : "");
  }

  private static String row(String place) {
    String page = "/open/authenticate?when=" + URLEncoder.encode(place, StandardCharsets.UTF_8);
    return place + " | " + told(SITE.get(page)) + "; " + told(SITE.get(page, Tokens.good()));
  }

  @Test
  void theColumnOfTheServerIsTrue() {
    BesideTable.assertAnswers("authenticate", PLACES.stream().map(AuthenticateIT::row).toList());
  }
}
