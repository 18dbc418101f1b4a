package dev.signet.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are addresses of a range, however a container writes them. */
class AddressRangeTest {
  private static final AddressRange TEN_ONE = AddressRange.parse("10.1.0.0/16");
  private static final AddressRange EVERY = AddressRange.parse("0.0.0.0/0");

  @ParameterizedTest
  @ValueSource(strings = {"10.1.0.0", "10.1.255.255", "10.1.0.2", "010.1.0.02", "::ffff:10.1.0.2"})
  void anAddressOfTheRangeIsInIt(String text) {
    assertTrue(TEN_ONE.includes(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.255.255", "10.2.0.0", "0.0.0.0", "255.255.255.255", "2001:db8::1"})
  void anotherAddressIsNot(String text) {
    assertFalse(TEN_ONE.includes(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.2.3",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.4.",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.4294967297",
        "-1.2.3.4",
        " 1.2.3.4",
        "1.2.3.4 ",
        "1.2.3.٤",
        "1.2.3.a",
        "unknown"
      })
  void whatIsNoAddressIsInNoRange(String text) {
    assertFalse(EVERY.includes(text));
    assertFalse(AddressRange.isAddress(text));
  }

  /** The first two look like addresses, and a platform asks its name service for them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "999.1.1.1",
        "1.2.3.999",
        "1.2.3.4%eth0",
        "[1.2.3.4]",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8:9",
        "1::2::3",
        ":::",
        ":1::",
        "1:",
        "12345::",
        "g::",
        "::1.2.3",
        "::1.2.3.256",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "::ffff:192.0.2.7:12345",
        "[::1",
        "::1]",
        "::1/128",
        "cafe",
        "localhost"
      })
  void whatIsNoLiteralIsNoAddressAndNobodyIsAsked(String text) {
    assertFalse(AddressRange.isAddress(text));
    assertFalse(EVERY.includes(text));
    assertFalse(AddressRange.parse("::/0").includes(text));
    assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text + "/x"));
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:10.1.1.1, 10.1.1.1",
    "::FFFF:a01:101, 10.1.1.1",
    "0:0:0:0:0:ffff:a01:101, 10.1.1.1",
    "0:0:0:0:0:FFFF:10.1.1.1, 10.1.1.1",
    "0000:0000:0000:0000:0000:ffff:0a01:0101, 10.1.1.1",
    "::0:ffff:10.1.1.1, 10.1.1.1",
    "010.001.01.1, 10.1.1.1",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "::10.1.1.1, ::a01:101",
    "::fffe:10.1.1.1, ::fffe:a01:101",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "fe80:0:0:0:0:0:0:1, fe80::1"
  })
  void anAddressHasOneText(String spelling, String text) {
    assertEquals(text, IpAddress.parse(spelling).orElseThrow().text());
    assertTrue(AddressRange.parse(text).includes(spelling));
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:10.0.0.0/104, 10.255.0.1, true",
    "::ffff:10.0.0.0/104, 11.0.0.0, false",
    "::ffff:a00:0/104, ::ffff:10.1.1.1, true",
    "::ffff:10.1.1.1/128, 10.1.1.1, true",
    "::/0, ::1, true",
    "::/0, 10.1.1.1, false",
    "0.0.0.0/0, ::ffff:10.1.1.1, true"
  })
  void aBlockOfTheLongFormIsOneOfIpv4(String block, String address, boolean isIn) {
    assertEquals(isIn, AddressRange.parse(block).includes(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::ffff:10.0.0.0/8",
        "::ffff:10.0.0.0/95",
        "::ffff:10.0.0.0/129",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "fe80::1%eth0",
        "10.1.*.*",
        "999.1.1.1",
        "10.1.1.1:80"
      })
  void whatIsNoBlockIsAMistake(String text) {
    assertEquals(
        "\"" + text + "\" is neither an address nor a block",
        assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text)).getMessage());
  }

  @Test
  void everyAddressIsReadBackFromItsTexts() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[16];
      for (int group = 0; group < 16; group += 2) {
        // zeros in runs, as addresses have them
        if (random.nextBoolean()) {
          bytes[group] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
          bytes[group + 1] = (byte) random.nextInt();
        }
      }
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      IpAddress address = IpAddress.parse(text).orElseThrow();
      assertEquals(new BigInteger(1, bytes), address.value(), text);
      assertEquals(text, address.fullText());
      assertEquals(address, IpAddress.parse(address.text()).orElseThrow(), address.text());
    }
  }

  @Test
  void theRangeDecidesAsThePlatformReadsTheAddress() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[Integer.BYTES];
      random.nextBytes(bytes);
      bytes[0] = 10;
      bytes[1] = (byte) (bytes[1] & 3);
      assertEquals(
          bytes[1] == 1, TEN_ONE.includes(InetAddress.getByAddress(bytes).getHostAddress()));
    }
  }
}
