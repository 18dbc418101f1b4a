package dev.signet.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text in UTF-8, with or without the byte order mark that some editors write first. */
public final class TextFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @return its text, without a byte order mark
   * @throws IOException where it cannot be read as strict UTF-8
   */
  public static String read(Path file) throws IOException {
    return withoutMark(Files.readString(file));
  }

  /**
   * Removes one byte order mark, as RFC 8259 section 8.1 allows parsers of JSON.
   *
   * @param text any text
   * @return the same text without U+FEFF as its first character
   */
  public static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }
}
