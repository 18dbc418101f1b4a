package dev.signet.it.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.it.server.ServerLog;
import dev.signet.it.tokens.Keys;
import dev.signet.it.tokens.Tokens;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each class: no file of the server's log directory holds a part of a token, a password, or a
 * stack trace with Signet in it. To be used through {@link ExtendWith}.
 */
public final class CleanLogs implements AfterAllCallback {
  /**
   * Frames of Signet. Those of the applications are their own affair, and so are those of the
   * filter that every failure of an application passes through.
   */
  private static final Pattern OUR_FRAME =
      Pattern.compile(
          "\\bat (?:\\S+/)?dev\\.signet\\.(?!dumper|it\\.app|session\\.(?:LoginBoundSessionFilter|NewSessions|KeptTokens)\\.)\\S+");

  /** What a class before has been blamed for. */
  private static final Set<String> BLAMED = new HashSet<>();

  @Override
  public void afterAll(ExtensionContext context) {
    assertEquals(List.of(), findings().stream().filter(BLAMED::add).toList());
  }

  public static List<String> findings() {
    List<String> secrets =
        Stream.concat(Tokens.tellingParts().stream(), Stream.of(Keys.password())).toList();
    return ServerLog.everything().entrySet().stream()
        .flatMap(file -> findings(file.getKey(), file.getValue(), secrets))
        .toList();
  }

  public static Stream<String> findings(Path file, String text, List<String> secrets) {
    Stream<String> given = secrets.stream().filter(text::contains).map(s -> "holds " + s);
    Stream<String> frames = OUR_FRAME.matcher(text).results().map(m -> "traces " + m.group());
    return Stream.concat(given, frames).map(finding -> file.getFileName() + " " + finding);
  }
}
