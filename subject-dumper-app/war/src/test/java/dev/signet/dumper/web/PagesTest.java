package dev.signet.dumper.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the sources of the pages: what one of them forgets, all callers would see. */
final class PagesTest {
  private static final Path WEBAPP = Path.of("src", "main", "webapp");
  private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{");

  /** Where an expression is passed on to a tag of ours, which escapes it in its turn. */
  private static final Pattern TAG_ATTRIBUTE =
      Pattern.compile("<(d|ui):\\w+( \\w+=\"[^\"]*\")* (items|test|of|rows|masked|title)=\"\\z");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(WEBAPP)) {
      return files.filter(file -> file.toString().matches(".*\\.(jsp|jspf|tag)")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyExpressionIsEscaped(Path page) throws IOException {
    String source = Files.readString(page);
    Matcher expression = EXPRESSION.matcher(source);
    while (expression.find()) {
      boolean isPassedOn = TAG_ATTRIBUTE.matcher(source.substring(0, expression.start())).find();
      if (!isPassedOn) {
        assertEquals("${d:text(", source.substring(expression.start()).substring(0, 9));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageHasAScriptOrLeavesTheServer(Path page) throws IOException {
    String source = Files.readString(page);
    assertFalse(
        Pattern.compile("<script|<style|style=| on\\w+=|https?://|<%[^@-]").matcher(source).find());
  }
}
