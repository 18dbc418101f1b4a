package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
