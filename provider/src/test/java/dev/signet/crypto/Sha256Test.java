package dev.signet.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Digests as text, of one text and of several. */
class Sha256Test {
  @Test
  void aDigestIsThatOfTheStandardInBase64UrlWithoutPadding() {
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assertEquals(abc, HexFormat.of().formatHex(Sha256.digest(new byte[] {'a', 'b', 'c'})));
    assertEquals("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0", Sha256.of("abc"));
  }

  @Test
  void textsDividedInAnotherWayHaveAnotherDigest() {
    String digest = Sha256.ofAll(List.of("ab", "c"));
    assertEquals(digest, Sha256.ofAll(List.of("ab", "c")));
    assertNotEquals(digest, Sha256.ofAll(List.of("a", "bc")));
    assertNotEquals(digest, Sha256.ofAll(List.of("abc")));
    assertNotEquals(digest, Sha256.ofAll(List.of("ab", "c", "")));
    assertNotEquals(digest, Sha256.ofAll(List.of("c", "ab")));
  }

  @Test
  void textsThatUtf8DoesNotTellApartHaveTheirOwnDigests() {
    assertEquals(Sha256.of("\ud800"), Sha256.of("?"));
    assertNotEquals(Sha256.ofAll(List.of("\ud800")), Sha256.ofAll(List.of("?")));
    assertNotEquals(Sha256.ofAll(List.of("\ud800")), Sha256.ofAll(List.of("\udc00")));
  }
}
