package dev.signet.it.servers;

import dev.signet.it.client.Answer;
import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An answer in a few words, as the tables of {@code BESIDE.md} have it. */
final class Seen {
  private static final Pattern FORM = Pattern.compile("(?i)<form[^>]* action=");

  private Seen() {}

  /** Who has got in, or what the answer says instead. */
  static String told(Answer answer) {
    if (answer.status() != 200) {
      return answer.status() + reason(answer) + place(answer);
    }
    String allowed = String.join("", answer.header("allow"));
    if (answer.body().isBlank()) {
      return "200" + (allowed.isEmpty() ? "" : " Allow");
    }
    return FORM.matcher(answer.body()).find()
        ? "200 form"
        : "200 " + Visitor.value(answer, "name").replace("null", "nobody");
  }

  /** A row of such a table: what was asked, and the answers. */
  static String row(String title, Answer... answers) {
    return title + " | " + String.join("; ", Stream.of(answers).map(Seen::told).toList());
  }

  private static String reason(Answer answer) {
    String challenge = String.join(" ", answer.header("www-authenticate"));
    String number = challenge.replaceFirst("(?s).*(SIGNET-\\d+).*", "$1");
    if (number.startsWith("SIGNET-")) {
      return " " + number;
    }
    return challenge.startsWith("Bearer realm=")
        ? " challenge"
        : challenge.startsWith("Basic ") ? " Basic" : "";
  }

  /** The path of a redirect; that of an issuer, in a word. */
  private static String place(Answer answer) {
    return answer.header("location").stream()
        .findFirst()
        .map(location -> URI.create(location).getPath())
        .map(path -> path.startsWith("/realms/") ? " issuer" : " " + path)
        .orElse("");
  }
}
