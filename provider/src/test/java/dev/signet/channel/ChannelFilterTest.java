package dev.signet.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.channel.ChannelAttribute.Kind;
import dev.signet.config.ConfigException;
import dev.signet.settings.ConfigProblem;
import dev.signet.testing.Channels;
import dev.signet.testing.Configs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests an {@code authFilter} lets through. */
class ChannelFilterTest {
  @TempDir Path directory;

  private ChannelFilter filter(Map<String, ?> settings) {
    return Configs.in(directory)
        .issuer("authFilter", settings)
        .load()
        .issuers()
        .get(0)
        .tokenSource()
        .channel();
  }

  private List<String> problems(Map<String, ?> settings) {
    Configs config = Configs.in(directory).issuer("authFilter", settings);
    ConfigException wrong = assertThrows(ConfigException.class, config::tryLoad);
    return wrong.problems().stream().map(ConfigProblem::toString).toList();
  }

  private static Channel with(Kind kind, String name, String... values) {
    return Channels.saying(new ChannelAttribute(kind, name), values);
  }

  @Test
  void withoutAFilterEveryRequestWillDo() {
    ChannelFilter none = Configs.in(directory).load().issuers().get(0).tokenSource().channel();
    assertTrue(none.matches(Channels.SILENT));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.2, equals, 10.1.0.2, true",
    "10.1.0.2, equals, 110.1.0.2, false",
    "10.1.0.2, equals, 10.1.0.20, false",
    "10.1.0.2, equals, ::ffff:10.1.0.2, true",
    "10.1.0.0/16, equals, 10.1.255.255, true",
    "10.1.0.0/16, equals, 10.2.0.0, false",
    "0.0.0.0/0, equals, 255.255.255.255, true",
    "0.0.0.0/0, equals, ::1, false",
    "2001:db8::/32, equals, 2001:db8:ffff::1, true",
    "2001:db8::/32, equals, 2001:db9::, false",
    "2001:db8::1, equals, 2001:0db8:0:0:0:0:0:1, true",
    "fe80::1, equals, fe80::1%eth0, true",
    "10.1., contains, 10.1.0.2, true",
    "10.1., contains, 210.1.0.2, true",
    "10.1., notContain, 10.1.0.2, false",
    "10.1., notContain, 10.2.0.2, true",
    "10.1.0.2, lessThan, 10.1.0.1, true",
    "10.1.0.2, lessThan, 10.1.0.2, false",
    "10.1.0.2, lessThan, 9.9.9.9, true",
    "10.1.0.2, greaterThan, 10.1.0.10, true",
    "10.1.0.2, greaterThan, ::1, false",
    "10.1.0.2, equals, localhost, false",
    "10.1.0.2, equals, '', false"
  })
  void anAddressIsOneOrLiesInARange(String ip, String match, String address, boolean fits) {
    ChannelFilter filter = filter(Map.of("remoteAddress", Map.of("ip", ip, "matchType", match)));
    assertEquals(fits, filter.matches(Channels.from(address)));
  }

  @Test
  void anAddressIsMeantAsAWholeUnlessToldOtherwise() {
    ChannelFilter filter = filter(Map.of("remoteAddress", Map.of("ip", "10.1.0.2")));
    assertFalse(filter.matches(Channels.from("10.1.0.21")));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.300, '\"10.1.0.300\" is neither an address nor a block'",
    "10.1, '\"10.1\" is neither an address nor a block'",
    "10.1.0.0/33, '\"10.1.0.0/33\" is neither an address nor a block'",
    "10.1.0.1/16, '\"10.1.0.1/16\" has bits set after its prefix'",
    "localhost, '\"localhost\" is neither an address nor a block'",
    "1:2:3, '\"1:2:3\" is neither an address nor a block'"
  })
  void whatIsNoAddressIsTold(String ip, String message) {
    assertEquals(
        List.of("issuers[0].authFilter.remoteAddress.ip: " + message),
        problems(Map.of("remoteAddress", Map.of("ip", ip))));
  }

  @Test
  void allConditionsHaveToHold() {
    ChannelFilter filter =
        filter(
            Map.of(
                "requestHeader",
                List.of(Map.of("name", "a", "value", "1"), Map.of("name", "b", "value", "2"))));
    assertFalse(filter.matches(with(Kind.REQUEST_HEADER, "a", "1")));
    assertTrue(filter.matches(asked -> asked.name().equals("a") ? List.of("1") : List.of("2")));
  }

  @Test
  void libertysBarMeansOr() {
    ChannelFilter filter = filter(Map.of("userAgent", Map.of("agent", "Firefox|curl")));
    assertTrue(filter.matches(with(Kind.USER_AGENT, "", "curl/8.0")));
    assertFalse(filter.matches(with(Kind.USER_AGENT, "", "Wget")));
    assertFalse(filter.matches(Channels.SILENT));
  }

  @Test
  void aHeaderWithoutAValueHasToBeThere() {
    ChannelFilter there = filter(Map.of("requestHeader", Map.of("name", "a")));
    assertTrue(there.matches(with(Kind.REQUEST_HEADER, "a", "x")));
    assertFalse(there.matches(Channels.SILENT));
    ChannelFilter absent = filter(Map.of("cookie", Map.of("name", "a", "matchType", "notContain")));
    assertTrue(absent.matches(Channels.SILENT));
    assertFalse(absent.matches(with(Kind.COOKIE, "a", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "/app/api/*, /app/api/x, true",
    "/app/api/*, /app/api, true",
    "/app/api/*, /app/apix, false",
    "/app/x, /app/x, true",
    "/app/x, /app/x/y, false",
    "*.do, /app/a.do, true",
    "*.do, /app/a.done, false"
  })
  void aPathFitsAPattern(String pattern, String path, boolean fits) {
    ChannelFilter filter = filter(Map.of("requestPath", Map.of("pattern", pattern)));
    assertEquals(fits, filter.matches(with(Kind.REQUEST_PATH, "", path)));
  }

  @Test
  void oneOfSeveralFiltersIsEnoughAndNoneMayBe() {
    Map<String, ?> inside = Map.of("remoteAddress", Map.of("ip", "10.0.0.0/8"));
    Map<String, ?> lab = Map.of("remoteAddress", Map.of("ip", "10.9.0.0/16"));
    Map<String, ?> home = Map.of("remoteAddress", Map.of("ip", "::1"));
    ChannelFilter filter = filter(Map.of("any", List.of(inside, home), "none", lab));
    assertTrue(filter.matches(Channels.from("10.1.0.1")));
    assertTrue(filter.matches(Channels.from("::1")));
    assertFalse(filter.matches(Channels.from("10.9.0.1")));
    assertFalse(filter.matches(Channels.from("192.0.2.1")));
  }

  /** As an unknown client's is. */
  private static final Channel ADDRESSLESS = Channels.SILENT;

  @Test
  void anUnknownAddressFitsNoConditionAndIsExcludedByNone() {
    Map<String, ?> lab = Map.of("remoteAddress", Map.of("ip", "10.9.0.0/16"));
    Map<String, ?> notLab =
        Map.of("remoteAddress", Map.of("ip", "10.9.", "matchType", "notContain"));
    Map<String, ?> curl = Map.of("userAgent", Map.of("agent", "curl"));
    for (Map<String, ?> settings :
        List.<Map<String, ?>>of(
            lab,
            notLab,
            Map.of("remoteAddress", Map.of("ip", "0.0.0.0/0")),
            Map.of("remoteAddress", Map.of("ip", "10.9.", "matchType", "contains")),
            Map.of("remoteAddress", Map.of("ip", "10.9.0.0", "matchType", "lessThan")),
            Map.of("none", lab),
            Map.of("none", notLab),
            Map.of("none", Map.of("none", lab)),
            Map.of("none", Map.of("any", List.of(curl, lab))),
            Map.of("any", List.of(Map.of("none", lab), lab)))) {
      assertFalse(filter(settings).matches(ADDRESSLESS), settings.toString());
      assertFalse(filter(settings).matches(Channels.from("unknown")), settings.toString());
    }
    assertTrue(filter(Map.of("none", Map.of("none", lab))).matches(Channels.from("10.9.0.1")));
    assertTrue(filter(Map.of("any", List.of(lab, Map.of("none", curl)))).matches(ADDRESSLESS));
  }

  @Test
  void whatIsDecidedWithoutTheAddressIsDecided() {
    Map<String, ?> curlFromLab =
        Map.of("remoteAddress", Map.of("ip", "10.9.0.0/16"), "userAgent", Map.of("agent", "curl"));
    ChannelFilter filter = filter(Map.of("none", curlFromLab));
    assertTrue(filter.matches(with(Kind.USER_AGENT, "", "Firefox")));
    assertFalse(filter.matches(with(Kind.USER_AGENT, "", "curl/8.0")));
  }

  @Test
  void aPathThatIsNotKnownIsExcludedToo() {
    Map<String, ?> admin = Map.of("requestPath", Map.of("pattern", "/app/admin/*"));
    Map<String, ?> url = Map.of("requestUrl", Map.of("urlPattern", "/app/admin"));
    for (Map<String, ?> settings : List.of(admin, url)) {
      assertFalse(filter(settings).matches(Channels.SILENT));
      assertFalse(filter(Map.of("none", settings)).matches(Channels.SILENT));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "host, name, |intern.example.com",
    "host, name, intern.example.com|",
    "host, name, |",
    "host, name, 'a| |b'",
    "requestUrl, urlPattern, /a||/b",
    "userAgent, agent, curl|",
    "webApp, name, |app",
    "requestPath, pattern, /app/*|",
    "remoteAddress, ip, 10.1.0.2|",
    "host, name, ${sys.channel.empty}|intern.example.com"
  })
  void anEmptyAlternativeWouldFitEverythingAndIsAMistake(
      String condition, String name, String value) {
    System.setProperty("channel.empty", "");
    for (String match : List.of("contains", "notContain", "equals")) {
      Map<String, String> settings = new TreeMap<>(Map.of(name, value));
      if (!condition.equals("requestPath")) {
        settings.put("matchType", match);
      }
      assertEquals(
          "issuers[0].authFilter."
              + condition
              + "."
              + name
              + ": has an empty alternative beside |, which matches every request",
          problems(Map.of(condition, settings)).get(0));
    }
  }

  @ParameterizedTest
  @CsvSource({"requestHeader", "cookie"})
  void anEmptyAlternativeOfAHeaderOrACookieIsAMistake(String condition) {
    for (String value : List.of("|", "dmz|", "|dmz", "a||b")) {
      assertEquals(
          List.of(
              "issuers[0].authFilter.none."
                  + condition
                  + ".value: has an empty alternative beside |, which matches every request"),
          problems(
              Map.of(
                  "none", Map.of(condition, new TreeMap<>(Map.of("name", "x", "value", value))))));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "remoteAddress",
        "requestUrl",
        "requestPath",
        "host",
        "userAgent",
        "requestHeader",
        "cookie",
        "webApp",
        "clientCertificate",
        "any",
        "none"
      })
  void aListOfNothingIsAMistakeAndNotNoCondition(String condition) {
    Map<String, ?> settings =
        new TreeMap<>(Map.of(condition, List.of(), "x", Map.of("agent", "curl")));
    assertTrue(
        problems(settings).contains("issuers[0].authFilter." + condition + ": has no condition"));
  }

  @Test
  void aNameThatNoHeaderHasIsAMistake() {
    assertEquals(
        List.of("issuers[0].authFilter.requestHeader.name: is not a name of a header or cookie"),
        problems(
            Map.of(
                "requestHeader",
                new TreeMap<>(Map.of("name", "X Zone", "matchType", "notContain")))));
  }

  @Test
  void aVariableThatIsSetAndEmptyIsAMistakeByItself() {
    System.setProperty("channel.empty", " ");
    assertEquals(
        List.of("issuers[0].authFilter.host.name: is empty"),
        problems(Map.of("host", Map.of("name", "${sys.channel.empty}"))));
  }

  @Test
  void alternativesAreTheSameForAddressesAndPaths() {
    ChannelFilter address = filter(Map.of("remoteAddress", Map.of("ip", "10.1.0.2|2001:db8::/32")));
    assertTrue(address.matches(Channels.from("2001:db8::1")));
    assertFalse(address.matches(Channels.from("10.1.0.3")));
    ChannelFilter part =
        filter(Map.of("remoteAddress", Map.of("ip", "10.1.|2001:DB8:", "matchType", "notContain")));
    assertFalse(part.matches(Channels.from("10.1.0.2")));
    assertFalse(part.matches(Channels.from("2001:db8::1")));
    assertTrue(part.matches(Channels.from("10.2.0.2")));
    ChannelFilter path = filter(Map.of("requestPath", Map.of("pattern", "/a/*|*.do")));
    assertTrue(path.matches(with(Kind.REQUEST_PATH, "", "/a/b")));
    assertTrue(path.matches(with(Kind.REQUEST_PATH, "", "/c.do")));
    assertFalse(path.matches(with(Kind.REQUEST_PATH, "", "/a|b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.1.*.*", "10.1.0.[3-9]", "10.1.0.0/16", "localhost", "::ffff:10.1.0.2"})
  void whatIsPartOfNoAddressIsAMistakeWhereTextsAreCompared(String ip) {
    for (String match : List.of("contains", "notContain")) {
      assertEquals(
          List.of(
              "issuers[0].authFilter.remoteAddress.ip: \""
                  + ip
                  + "\" is part of no address; use matchType equals for a block such as 10.1.0.0/16"),
          problems(Map.of("remoteAddress", new TreeMap<>(Map.of("ip", ip, "matchType", match)))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app//x", "/app/../x", "/app/./x/*", "/app/%61pp", "/a\\b", "/app/.."})
  void aPatternThatNoDecodedPathFitsIsAMistake(String pattern) {
    assertEquals(
        List.of(
            "issuers[0].authFilter.requestPath.pattern: \""
                + pattern
                + "\" never matches: it is compared with decoded paths without //, /./ and /../"),
        problems(Map.of("requestPath", Map.of("pattern", pattern))));
  }

  @Test
  void hostsKnowNoUpperCase() {
    ChannelFilter host = filter(Map.of("host", Map.of("name", "App.Example.com")));
    assertTrue(host.matches(with(Kind.HOST, "", "app.example.com")));
    ChannelFilter url =
        filter(Map.of("requestUrl", Map.of("urlPattern", "HTTPS://App.example.com/Path")));
    assertTrue(url.matches(with(Kind.REQUEST_URL, "", "https://app.example.com/Path/x")));
    assertFalse(url.matches(with(Kind.REQUEST_URL, "", "https://app.example.com/path/x")));
  }

  @Test
  void theRootIsAnApplicationOnlyAsAWhole() {
    ChannelFilter root = filter(Map.of("webApp", Map.of("name", "/", "matchType", "equals")));
    assertTrue(root.matches(with(Kind.WEB_APP, "", "")));
    assertFalse(root.matches(with(Kind.WEB_APP, "", "app")));
    assertEquals(
        List.of(
            "issuers[0].authFilter.webApp.name: \"/\" is part of every context root; use"
                + " matchType equals for the root"),
        problems(Map.of("webApp", Map.of("name", "/"))));
  }

  @Test
  void anApplicationIsNamedWithOrWithoutItsSlash() {
    ChannelFilter filter = filter(Map.of("webApp", Map.of("name", "/app", "matchType", "equals")));
    assertTrue(filter.matches(with(Kind.WEB_APP, "", "app")));
    assertFalse(filter.matches(with(Kind.WEB_APP, "", "apple")));
  }

  @Test
  void aFilterWithoutAConditionIsAMistake() {
    assertEquals(List.of("issuers[0].authFilter: has no condition"), problems(Map.of()));
  }

  @Test
  void whatIsMissingOrUnknownIsTold() {
    assertEquals(
        List.of(
            "issuers[0].authFilter.host.name: is missing: the text to compare with",
            "issuers[0].authFilter.host.matchType: must be one of equals, contains, notContain",
            "issuers[0].authFilter.host.nam: is not a setting; did you mean \"name\"?"),
        problems(Map.of("host", new TreeMap<>(Map.of("nam", "x", "matchType", "like")))));
    assertEquals(
        List.of(
            "issuers[0].authFilter.clientCertificate.publicKeySha256: is not a SHA-256 in"
                + " base64url without padding"),
        problems(Map.of("clientCertificate", Map.of("publicKeySha256", "abc"))));
  }
}
