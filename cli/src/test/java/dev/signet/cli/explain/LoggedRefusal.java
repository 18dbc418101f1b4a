package dev.signet.cli.explain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a refusal's line in the log.
 *
 * @param text the number and the text of the catalogue
 * @param facts the definition and the token's header; empty where the line has none
 * @param sentences what was wanted and what was there
 */
record LoggedRefusal(String text, String facts, String sentences) {
  private static final Pattern LINE =
      Pattern.compile(
          "WARNING host /app answered 40[01]: (SIGNET-\\d+: [^()]*?(?: \\([a-z ]+\\)[^()]*?)*)"
              + " \\(ref [A-Z2-9]{8}\\), GET /app/x, peer 192\\.0\\.2\\.1, client 192\\.0\\.2\\.1"
              + "(?:, ([^:]+))?: (.+)");

  static LoggedRefusal of(String line) {
    Matcher parts = LINE.matcher(line);
    assertTrue(parts.matches(), line);
    String facts = parts.group(2);
    return new LoggedRefusal(parts.group(1), facts == null ? "" : facts, parts.group(3));
  }

  /** The same refusal as explain ends with it. */
  static LoggedRefusal explained(List<String> conclusion) {
    List<String> lines = new ArrayList<>(conclusion);
    String text = lines.remove(0);
    String facts =
        lines.get(0).matches("  (definition|alg) .*") && lines.size() > 1
            ? lines.remove(0).strip()
            : "";
    return new LoggedRefusal(
        text, facts, String.join("; ", lines.stream().map(String::strip).toList()));
  }
}
