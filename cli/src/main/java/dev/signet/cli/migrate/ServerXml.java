package dev.signet.cli.migrate;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The server.xml that takes the old one's place: the same text, to the letter, but for the edits.
 *
 * @param old the file as it is
 * @param charset its encoding
 * @param edits what is different, in the order of the file; they do not overlap
 */
record ServerXml(String old, Charset charset, List<Edit> edits) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>"
              + "|<(/?)(?:[\\w.-]+:)?([\\w.-]+)(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>",
          Pattern.DOTALL);

  private static final int SLASH = 1;
  private static final int NAME = 2;

  private static final Pattern FEATURE =
      Pattern.compile(
          "(?:(?<=\\n)([ \\t]*))?<feature>\\s*openidConnectClient-[0-9.]+\\s*</feature>(?:[ \\t]*\\r?\\n)?");

  /** What no report shows. A variable in its place is no secret. */
  private static final Pattern SECRET =
      Pattern.compile(
          "((?:\\w*[Ss]ecret|\\w*[Pp]assword|sharedKey)\\s*=\\s*)(?!([\"'])\\$\\{[\\w.]+}\\2)(\"[^\"]*\"|'[^']*')");

  /**
   * Something else in place of a part of the text.
   *
   * @param start where the part begins
   * @param end where it ends
   * @param text what is there instead
   */
  record Edit(int start, int end, String text) {}

  /** What is written in place of an element that is carried over. */
  @FunctionalInterface
  interface Replacement {
    /**
     * The lines.
     *
     * @param name the element
     * @param line where it begins
     * @param indent what stands before it
     * @return empty where the element stays; no line where nothing takes its place
     */
    Optional<List<String>> lines(String name, int line, String indent);
  }

  ServerXml {
    edits = List.copyOf(edits);
  }

  /**
   * Rewrites the elements directly below the root.
   *
   * @param old the file as it is, well-formed and without a document type
   * @param charset its encoding
   * @param replacement what is written in the place of which element
   */
  static ServerXml of(String old, Charset charset, Replacement replacement) {
    return new ServerXml(old, charset, replaced(old, replacement));
  }

  /** The same with lines of its own before the end of the root. */
  ServerXml ending(List<String> lines) {
    int end = endOfRoot(old);
    String before = lineStart(old, end) < end || isAtLineStart(old, end) ? "" : newline();
    String text = before + String.join(newline(), lines) + newline();
    return with(new Edit(end, end, text));
  }

  /** Whether the server's own file names the feature of the elements that are carried over. */
  boolean hasFeature() {
    return FEATURE.matcher(old).find();
  }

  /**
   * The same without the feature that no element needs any more.
   *
   * @param other the feature in its place
   */
  ServerXml withoutFeature(Optional<String> other) {
    ServerXml result = this;
    String wanted = other.orElse("");
    Matcher feature = FEATURE.matcher(old);
    while (feature.find()) {
      String line = wanted.isEmpty() ? "" : "<feature>" + wanted + "</feature>";
      boolean isAlone = feature.group().endsWith("\n");
      String indent = feature.group(1) == null || line.isEmpty() ? "" : feature.group(1);
      String end = isAlone && !line.isEmpty() ? newline() : "";
      result = result.with(new Edit(feature.start(), feature.end(), indent + line + end));
      wanted = "";
    }
    return result;
  }

  /** What is inside of an element that is rewritten goes with it. */
  private ServerXml with(Edit edit) {
    if (edits.stream().anyMatch(e -> e.start() < edit.end() && edit.start() < e.end())) {
      return this;
    }
    List<Edit> all = new ArrayList<>(edits);
    all.add(edit);
    all.sort(Comparator.comparingInt(Edit::start));
    return new ServerXml(old, charset, all);
  }

  /** The whole file. */
  String text() {
    return edited(0, old.length(), edits);
  }

  private String edited(int from, int to, List<Edit> some) {
    StringBuilder text = new StringBuilder();
    int copied = from;
    for (Edit edit : some) {
      text.append(old, copied, edit.start()).append(edit.text());
      copied = edit.end();
    }
    return text.append(old, copied, to).toString();
  }

  /**
   * The lines that go and those that come, for a report: passwords are not shown.
   *
   * @param shown how the report names the file
   */
  List<String> difference(String shown) {
    List<String> lines = new ArrayList<>();
    List<Edit> near = new ArrayList<>();
    int from = 0;
    int to = -1;
    for (Edit edit : edits) {
      int start = old.lastIndexOf('\n', edit.start() - 1) + 1;
      if (start > to || to < 0) {
        addDifference(shown, from, to, near, lines);
        near.clear();
        from = start;
      }
      near.add(edit);
      to = isAtLineStart(old, edit.end()) ? edit.end() : endOfLine(edit.end());
    }
    addDifference(shown, from, to, near, lines);
    return lines;
  }

  private int endOfLine(int offset) {
    int end = old.indexOf('\n', offset) + 1;
    return end == 0 ? old.length() : end;
  }

  private void addDifference(String shown, int from, int to, List<Edit> some, List<String> lines) {
    if (some.isEmpty()) {
      return;
    }
    lines.add("@@ " + shown + ":" + line(old, from) + " @@");
    withoutSecrets(old.substring(from, to)).forEach(line -> lines.add("-" + line));
    withoutSecrets(edited(from, to, some)).forEach(line -> lines.add("+" + line));
  }

  private static Stream<String> withoutSecrets(String text) {
    return SECRET.matcher(text).replaceAll("$1\"...\"").lines();
  }

  private static List<Edit> replaced(String old, Replacement replacement) {
    Deque<String> open = new ArrayDeque<>();
    List<Edit> edits = new ArrayList<>();
    Optional<List<String>> lines = Optional.empty();
    int from = 0;
    Matcher token = TOKEN.matcher(old);
    while (token.find()) {
      if (token.group(NAME) == null) {
        continue;
      }
      if (open.size() == 1 && !isEnd(token)) {
        from = token.start();
        String indent = old.substring(lineStart(old, from), from);
        lines = replacement.lines(token.group(NAME), line(old, from), indent);
      }
      step(token, open);
      if (open.isEmpty()) {
        return edits;
      }
      if (open.size() == 1 && lines.isPresent()) {
        edits.add(edit(old, from, token.end(), lines.get()));
        lines = Optional.empty();
      }
    }
    throw new IllegalStateException("a file that was read has no end");
  }

  /** An element that has its lines for itself is replaced with them. */
  private static Edit edit(String old, int from, int to, List<String> lines) {
    String newline = newline(old);
    int start = lineStart(old, from);
    int end = isAtLineStart(old, start) ? lineEnd(old, to) : to;
    String text = String.join(newline, lines);
    return new Edit(start, end, end > to && !lines.isEmpty() ? text + newline : text);
  }

  private static int endOfRoot(String old) {
    int end = old.length();
    Deque<String> open = new ArrayDeque<>();
    Matcher token = TOKEN.matcher(old);
    while (token.find()) {
      if (token.group(NAME) != null) {
        step(token, open);
        if (open.isEmpty()) {
          return token.start();
        }
      }
    }
    return end;
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

  private String newline() {
    return newline(old);
  }

  private static String newline(String text) {
    return text.contains("\r\n") ? "\r\n" : "\n";
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
