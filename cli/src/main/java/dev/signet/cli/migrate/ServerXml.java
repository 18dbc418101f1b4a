package dev.signet.cli.migrate;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server.xml that takes the old one's place: the same text, to the letter, without the elements
 * that are carried over, and with what loads Signet.
 *
 * @param text the whole file
 * @param charset its encoding
 */
record ServerXml(String text, Charset charset) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>"
              + "|<(/?)(?:[\\w.-]+:)?([\\w.-]+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
          Pattern.DOTALL);

  private static final int SLASH = 1;
  private static final int NAME = 2;

  private static final Pattern FEATURE =
      Pattern.compile(
          "(?:(?<=\\n)[ \\t]*)?<feature>\\s*openidConnectClient-[0-9.]+\\s*</feature>(?:[ \\t]*\\r?\\n)?");

  private static final List<String> LOADS_SIGNET =
      List.of(
          "",
          "  <!-- Signet, in place of what was here: it reads signet.json beside this file. -->",
          "  <featureManager>",
          "    <feature>appSecurity-5.0</feature>",
          "    <feature>bells-1.0</feature>",
          "  </featureManager>",
          "  <library id=\"signet\">",
          "    <file name=\"${server.config.dir}/signet/signet-provider-all.jar\"/>",
          "  </library>",
          "  <bell libraryRef=\"signet\" service=\"jakarta.servlet.ServletContainerInitializer\"/>",
          "  <httpSession securityIntegrationEnabled=\"false\"/>",
          "");

  /**
   * Takes elements directly below the root out and puts what loads Signet at its end.
   *
   * @param old the file as it is, well-formed and without a document type
   * @param charset its encoding
   * @param carried which elements, by their name and the line they begin in
   */
  static ServerXml of(String old, Charset charset, BiPredicate<String, Integer> carried) {
    return new ServerXml(rewritten(old, carried), charset);
  }

  /** The same without the feature that no element needs any more. */
  ServerXml withoutFeature() {
    return new ServerXml(FEATURE.matcher(text).replaceAll(""), charset);
  }

  private static String rewritten(String old, BiPredicate<String, Integer> carried) {
    Deque<String> open = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    int copied = 0;
    int from = -1;
    Matcher token = TOKEN.matcher(old);
    while (token.find()) {
      if (token.group(NAME) == null) {
        continue;
      }
      boolean isFirst = open.size() == 1 && !isEnd(token);
      if (isFirst && carried.test(token.group(NAME), line(old, token.start()))) {
        from = token.start();
      }
      step(token, open);
      if (open.isEmpty()) {
        return text.append(old, copied, token.start())
            .append(ending(old, token.start()))
            .append(old, token.start(), old.length())
            .toString();
      }
      if (from >= 0 && open.size() == 1) {
        int start = lineStart(old, from);
        text.append(old, copied, start);
        copied = isAtLineStart(old, start) ? lineEnd(old, token.end()) : token.end();
        from = -1;
      }
    }
    throw new IllegalStateException("a file that was read has no end");
  }

  /** Opens or closes an element, or both. */
  private static void step(Matcher token, Deque<String> open) {
    if (isEnd(token)) {
      open.pop();
    } else if (!token.group().endsWith("/>")) {
      open.push(token.group(NAME));
    }
  }

  private static boolean isEnd(Matcher token) {
    return "/".equals(token.group(SLASH));
  }

  /** What loads Signet, in lines of its own. */
  private static String ending(String old, int endOfRoot) {
    String newline = old.contains("\r\n") ? "\r\n" : "\n";
    String before =
        lineStart(old, endOfRoot) < endOfRoot || isAtLineStart(old, endOfRoot) ? "" : newline;
    return before + String.join(newline, LOADS_SIGNET);
  }

  private static boolean isAtLineStart(String text, int offset) {
    return offset == 0 || text.charAt(offset - 1) == '\n';
  }

  private static int line(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  /** Where the line begins, if there are but blanks before. */
  private static int lineStart(String text, int offset) {
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    return text.substring(start, offset).isBlank() ? start : offset;
  }

  /** Where the next line begins, if there are but blanks behind. */
  private static int lineEnd(String text, int offset) {
    int end = text.indexOf('\n', offset) + 1;
    return end > 0 && text.substring(offset, end).isBlank() ? end : offset;
  }
}
