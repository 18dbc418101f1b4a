package dev.signet.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that were compressed: undone as they were done, and never longer than they may be. */
class ContentCodingTest {
  private static final byte[] TEXT = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflate(byte[] body, boolean isBare) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(bytes, new Deflater(9, isBare))) {
      out.write(body);
    }
    return bytes.toByteArray();
  }

  private static void assertRefused(byte[] body, String... header) {
    FetchException refused =
        assertThrows(FetchException.class, () -> ContentCoding.decoded(body, List.of(header)));
    assertFalse(String.valueOf(refused.getMessage()).contains("keys"), "nothing of the answer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", " x-gzip ", "gzip, identity", "identity,,gzip"})
  void gzipIsUndoneHoweverItIsWritten(String header) throws IOException {
    assertArrayEquals(TEXT, ContentCoding.decoded(gzip(TEXT), List.of(header)));
  }

  @Test
  void deflateIsUndoneWithAndWithoutItsFrame() throws IOException {
    assertArrayEquals(TEXT, ContentCoding.decoded(deflate(TEXT, false), List.of("deflate")));
    assertArrayEquals(TEXT, ContentCoding.decoded(deflate(TEXT, true), List.of("deflate")));
  }

  @Test
  void withoutACodingTheAnswerIsItself() {
    assertArrayEquals(TEXT, ContentCoding.decoded(TEXT, List.of()));
    assertArrayEquals(TEXT, ContentCoding.decoded(TEXT, List.of("identity", "")));
  }

  @Test
  void theLastCodingIsUndoneFirst() throws IOException {
    byte[] both = gzip(deflate(TEXT, false));
    assertArrayEquals(TEXT, ContentCoding.decoded(both, List.of("deflate, gzip")));
    assertArrayEquals(TEXT, ContentCoding.decoded(both, List.of("deflate", "gzip")));
    assertRefused(both, "gzip, deflate");
  }

  @Test
  void threeCodingsAreUndoneAndNotFour() throws IOException {
    byte[] three = gzip(gzip(gzip(TEXT)));
    assertArrayEquals(TEXT, ContentCoding.decoded(three, List.of("gzip,gzip,gzip")));
    assertRefused(gzip(three), "gzip,gzip,gzip,gzip");
  }

  @Test
  void aSmallAnswerThatBecomesTooLongIsRefused() throws IOException {
    byte[] longest = gzip(new byte[BoundedBody.MAX_BYTES]);
    assertEquals(BoundedBody.MAX_BYTES, ContentCoding.decoded(longest, List.of("gzip")).length);
    assertRefused(gzip(new byte[BoundedBody.MAX_BYTES + 1]), "gzip");
    assertRefused(gzip(gzip(new byte[1_000_000])), "gzip, gzip");
  }

  @Test
  void whatIsNotInItsCodingIsRefused() throws IOException {
    assertRefused(TEXT, "gzip");
    assertRefused(TEXT, "deflate");
    byte[] whole = gzip(TEXT);
    assertRefused(java.util.Arrays.copyOf(whole, whole.length - 9), "gzip");
  }

  @Test
  void aCodingThatIsNotKnownIsRefusedAndNamedInHarmlessCharacters() {
    FetchException refused =
        assertThrows(FetchException.class, () -> ContentCoding.decoded(TEXT, List.of("b\nr")));
    assertTrue(String.valueOf(refused.getMessage()).contains("b?r"), refused.getMessage());
    assertFalse(String.valueOf(refused.getMessage()).contains("\n"));
  }
}
