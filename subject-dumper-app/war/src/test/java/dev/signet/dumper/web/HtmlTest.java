package dev.signet.dumper.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HtmlTest {

  @Test
  void markupIsShownNotRun() {
    assertEquals(
        "&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt; &amp;lt;",
        Html.text("<img src=x onerror=\"a('b')\"> &lt;"));
  }

  @Test
  void plainTextAndOtherAlphabetsStay() {
    assertEquals("Jürgen 日本 \uD83D\uDD11", Html.text("Jürgen 日本 \uD83D\uDD11"));
  }

  @Test
  void nothingIsShownForNull() {
    assertEquals("", Html.text(null));
    assertEquals("42", Html.text(42));
  }

  @ParameterizedTest
  @CsvSource({"/,''", "/dump.jsp,''", "/rolea/dump.jsp,../", "/a/b/c,../../", "'',''"})
  void linksLeadBackToTheRoot(String path, String expected) {
    assertEquals(expected, PageDepth.toRoot(path));
  }
}
