package dev.signet.channel;

import static dev.signet.channel.ChannelCondition.Truth.NO;
import static dev.signet.channel.ChannelCondition.Truth.UNKNOWN;
import static dev.signet.channel.ChannelCondition.Truth.YES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.channel.ChannelAttribute.Kind;
import dev.signet.channel.ChannelCondition.AddressIn;
import dev.signet.channel.ChannelCondition.AnyOf;
import dev.signet.channel.ChannelCondition.NoneOf;
import dev.signet.channel.ChannelCondition.NotContaining;
import dev.signet.channel.ChannelCondition.OneOf;
import dev.signet.channel.ChannelCondition.TextMatch;
import dev.signet.channel.ChannelCondition.Truth;
import dev.signet.testing.Channels;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conditions that hold, do not hold, or cannot be decided: a filter lets through what is certain.
 */
class ChannelConditionTest {
  private static final ChannelAttribute PATH = new ChannelAttribute(Kind.REQUEST_PATH, "");
  private static final ChannelAttribute HEADER = new ChannelAttribute(Kind.REQUEST_HEADER, "a");
  private static final ChannelCondition INTERN =
      new AddressIn(List.of(AddressRange.parse("10.0.0.0/8")));

  @ParameterizedTest
  @CsvSource({
    "YES, YES, YES",
    "YES, NO, NO",
    "YES, UNKNOWN, UNKNOWN",
    "NO, UNKNOWN, NO",
    "UNKNOWN, UNKNOWN, UNKNOWN",
    "NO, NO, NO"
  })
  void whatIsNotKnownIsDecidedByANoAlone(Truth one, Truth other, Truth both) {
    assertEquals(both, one.and(other));
    assertEquals(both, other.and(one));
  }

  @Test
  void whatIsNotKnownCannotBeTurnedAround() {
    assertEquals(UNKNOWN, UNKNOWN.not());
    assertEquals(NO, YES.not());
    assertEquals(YES, NO.not());
  }

  @Test
  void aHeaderThatIsMissingIsKnownToBeAndAPathIsNot() {
    assertEquals(NO, new OneOf(HEADER, List.of("x"), TextMatch.EQUALS).truth(Channels.SILENT));
    assertEquals(YES, new NotContaining(HEADER, List.of("x")).truth(Channels.SILENT));
    assertEquals(UNKNOWN, new OneOf(PATH, List.of("/x"), TextMatch.PATH).truth(Channels.SILENT));
    assertEquals(UNKNOWN, new NotContaining(PATH, List.of("/x")).truth(Channels.SILENT));
  }

  @Test
  void anAddressThatIsNoneIsNotKnown() {
    assertEquals(YES, INTERN.truth(Channels.from("10.1.0.2")));
    assertEquals(NO, INTERN.truth(Channels.from("192.0.2.1")));
    assertEquals(UNKNOWN, INTERN.truth(Channels.from("unknown")));
    assertEquals(UNKNOWN, INTERN.truth(Channels.SILENT));
  }

  @Test
  void neitherOneNorNoneOfSeveralHoldsWhereThatIsNotCertain() {
    List<ChannelFilter> filters = List.of(new ChannelFilter(List.of(INTERN)));
    assertEquals(UNKNOWN, new AnyOf(filters).truth(Channels.SILENT));
    assertEquals(UNKNOWN, new NoneOf(filters).truth(Channels.SILENT));
    assertFalse(new ChannelFilter(List.of(new NoneOf(filters))).matches(Channels.SILENT));
    assertTrue(new ChannelFilter(List.of(new NoneOf(filters))).matches(Channels.from("192.0.2.1")));
  }

  @ParameterizedTest
  @CsvSource({
    "/a/*, /a, true", "/a/*, /a/, true", "/a/*, /a/b/c, true", "/a/*, /ab, false",
    "/*, /, true", "/*, /a, true", "*.do, /a/b.do, true", "*.do, /a.do/b, false",
    "*.do, /ado, false", "/a, /a, true", "/a, /a/, false", "/A, /a, false"
  })
  void aPatternFitsAsInAServletsMapping(String pattern, String path, boolean fits) {
    assertEquals(fits, TextMatch.PATH.fits(path, pattern));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0",
    "255.255.255.255, 4294967295",
    "10.1.0.2, 167837698",
    "010.001.000.002, 167837698"
  })
  void fourDecimalNumbersAreOneAddress(String text, long value) {
    assertEquals(value, IpAddress.ipv4(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"256.1.1.1", "0001.1.1.1", "1.1.1.0001", "+1.1.1.1", "0x1.1.1.1"})
  void aNumberHasThreeDigitsAtMostAndIsDecimal(String text) {
    assertEquals(-1, IpAddress.ipv4(text));
    assertEquals(Optional.empty(), IpAddress.parse(text));
  }
}
