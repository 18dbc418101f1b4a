package dev.signet.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.channel.IpAddress;
import dev.signet.config.TrustedProxies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The hops of a request as proxies write them: none is passed over, and none takes another's place.
 */
class ForwardedHopsTest {
  private static List<String> hops(String header, String... lines) {
    return ForwardedHops.of(header, List.of(lines)).stream()
        .map(hop -> hop.map(IpAddress::text).orElse("?"))
        .toList();
  }

  private static List<String> forwarded(String... lines) {
    return hops(TrustedProxies.FORWARDED, lines);
  }

  private static List<String> xForwardedFor(String... lines) {
    return hops("X-Forwarded-For", lines);
  }

  @Test
  void severalLinesAreOneListInTheirOrder() {
    List<String> expected = List.of("192.0.2.1", "192.0.2.2", "192.0.2.3");
    assertEquals(expected, xForwardedFor("192.0.2.1, 192.0.2.2", "192.0.2.3"));
    assertEquals(expected, forwarded("for=192.0.2.1,for=192.0.2.2", "for=192.0.2.3"));
    assertEquals(List.of(), xForwardedFor());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1 | 192.0.2.1",
        "192.0.2.1:443 | 192.0.2.1",
        "2001:db8::1 | 2001:db8::1",
        "[2001:db8::1] | 2001:db8::1",
        "[2001:db8::1]:443 | 2001:db8::1",
        "192.0.2.1:_port | 192.0.2.1",
        "unknown | ?",
        "_hidden | ?",
        "proxy.example | ?",
        "192.0.2.1:123456 | ?",
        "[192.0.2.1] | ?",
        "192.0.2 | ?"
      })
  void aHopIsAnAddressOrUnknown(String hop, String expected) {
    assertEquals(List.of(expected), xForwardedFor(hop));
  }

  @Test
  void anEmptyHopIsUnknownAndKeepsItsPlace() {
    assertEquals(List.of("192.0.2.1", "?", "192.0.2.2"), xForwardedFor("192.0.2.1,,192.0.2.2"));
    assertEquals(List.of("?"), xForwardedFor(""));
    assertEquals(List.of("?", "192.0.2.2"), forwarded("proto=https, for=192.0.2.2"));
  }

  @Test
  void aParameterMayBeQuotedAndInAnyCaseAndOrder() {
    assertEquals(
        List.of("2001:db8::1"), forwarded("By=10.0.0.1;FOR=\"[2001:db8::1]:47\";proto=https"));
    assertEquals(List.of("192.0.2.1"), forwarded("for=\"192.0.2.\\1\""));
    assertEquals(List.of("192.0.2.1"), forwarded("host=\"a,b;for=6.6.6.6\" ; for=192.0.2.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=192.0.2.1;for=192.0.2.2", // twice
        "for=2001:db8::1", // not quoted
        "for=\"2001:db8::1\"", // without brackets
        "for =192.0.2.1",
        "for=",
        "for",
        "for=192.0.2.1;;",
        "for=192.0.2.1;by=a b"
      })
  void anElementThatIsNotOfTheStandardIsAnUnknownHop(String element) {
    assertEquals(List.of("?"), forwarded(element));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=192.0.2.1, for=\"192.0.2.2",
        "for=192.0.2.1, for=19\"2.0.2.2\"",
        "for=\"192.0.2.1\"x, for=192.0.2.2",
        "\"for=192.0.2.1\", for=192.0.2.2",
        "for=\"192.0.2.1\\\""
      })
  void whereQuotesDoNotAddUpTheWholeLineIsOneUnknownHop(String line) {
    assertEquals(List.of("?", "192.0.2.9"), forwarded(line, "for=192.0.2.9"));
  }
}
