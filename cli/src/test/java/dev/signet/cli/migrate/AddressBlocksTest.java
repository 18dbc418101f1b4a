package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of addresses as Liberty writes them. */
class AddressBlocksTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.0.2, 10.1.0.2",
    "10.1.0.*, 10.1.0.0/24",
    "192.168.*.*, 192.168.0.0/16",
    "*.*.*.*, 0.0.0.0/0",
    "255.255.255.[254-255], 255.255.255.254/31",
    "192.17.[4-7].*, 192.17.4.0/22",
    "0.0.0.0, 0.0.0.0",
    "::1, 0:0:0:0:0:0:0:1",
    "2001:db8:0:0:0:0:[a0-af]:*, 2001:db8:0:0:0:0:a0:0/108"
  })
  void aRangeThatIsOneBlock(String written, String block) {
    assertEquals(List.of(block), AddressBlocks.parse(written).cidr());
  }

  @Test
  void aRangeThatIsSeveralBlocks() {
    assertEquals(
        List.of("10.0.0.1", "10.0.0.2/31", "10.0.0.4/31", "10.0.0.6"),
        AddressBlocks.parse("10.0.0.[1-6]").cidr());
  }

  @Test
  void theEndsOfARange() {
    AddressBlocks range = AddressBlocks.parse("10.0.[1-6].*");
    assertEquals("10.0.1.0", range.lowest());
    assertEquals("10.0.6.255", range.highest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.1",
        "10.1.0.0/16",
        "10.[1-2].3.4",
        "10.1.0.[9-3]",
        "10.1.0.256",
        "example.com",
        "localhost",
        "10.1.0.[x-y]",
        "10.1.0.2|10.1.0.3",
        "1.2.3.4.5",
        ":::"
      })
  void whatIsNoRange(String written) {
    assertThrows(IllegalArgumentException.class, () -> AddressBlocks.parse(written));
  }
}
