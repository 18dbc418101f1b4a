package dev.signet.dumper.web;

import org.jspecify.annotations.Nullable;

/** The one way a value gets into a page. */
public final class Html {
  private Html() {}

  /** The value as text that is safe between tags and inside quoted attributes; nothing for null. */
  public static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String raw = value.toString();
    StringBuilder safe = new StringBuilder(raw.length() + 16);
    raw.chars().forEach(c -> append(safe, (char) c));
    return safe.toString();
  }

  private static void append(StringBuilder safe, char c) {
    switch (c) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      default -> safe.append(c);
    }
  }
}
