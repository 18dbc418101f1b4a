package dev.signet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.channel.AddressRange;
import dev.signet.channel.ChannelAttribute;
import dev.signet.channel.ChannelAttribute.Kind;
import dev.signet.channel.ChannelCondition.OneOf;
import dev.signet.channel.ChannelCondition.TextMatch;
import dev.signet.channel.ChannelFilter;
import dev.signet.channel.IpAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which applications are served, whose word is believed, and which definition takes a request. */
class ServedApplicationsTest {
  private static final ChannelFilter HOST =
      new ChannelFilter(
          List.of(new OneOf(new ChannelAttribute(Kind.HOST, ""), List.of("a"), TextMatch.EQUALS)));

  private static ServedApplications served(Set<String> included, Set<String> excluded) {
    return new ServedApplications(included, excluded);
  }

  @Test
  void allApplicationsAreServedButTheServersOwn() {
    ServedApplications all = served(Set.of(), Set.of());
    assertTrue(all.serves(Set.of("/app", "default_host /app"), false));
    assertFalse(all.serves(Set.of("/adminCenter", "default_host /adminCenter"), true));
  }

  @Test
  void whereSomeAreNamedTheOthersAreLeftAlone() {
    ServedApplications some = served(Set.of("/app", "admin_host /", "/adminCenter"), Set.of());
    assertTrue(some.serves(Set.of("/app", "default_host /app"), false));
    assertFalse(some.serves(Set.of("/app2", "default_host /app2"), false));
    assertFalse(some.serves(Set.of("/", "default_host /"), false));
    assertTrue(some.serves(Set.of("/", "admin_host /"), false));
    assertTrue(
        some.serves(Set.of("/adminCenter", "default_host /adminCenter"), true), "it is named");
  }

  @Test
  void whatIsExcludedIsLeftAloneWhateverElseIsSaid() {
    ServedApplications some = served(Set.of("/app"), Set.of("default_host /app"));
    assertFalse(some.serves(Set.of("/app", "default_host /app"), false));
    assertTrue(some.serves(Set.of("/app", "other_host /app"), false));
  }

  @Test
  void aProxyIsTrustedByItsAddressInEachOfTheRanges() {
    TrustedProxies proxies =
        new TrustedProxies(
            List.of(AddressRange.parse("10.1.0.0/16"), AddressRange.parse("2001:db8::1")),
            TrustedProxies.FORWARDED);
    assertTrue(proxies.include(IpAddress.parse("10.1.255.255").orElseThrow()));
    assertTrue(proxies.include(IpAddress.parse("::ffff:10.1.0.1").orElseThrow()));
    assertTrue(proxies.include(IpAddress.parse("2001:db8::1").orElseThrow()));
    assertFalse(proxies.include(IpAddress.parse("10.2.0.0").orElseThrow()));
    assertFalse(proxies.include(IpAddress.parse("2001:db8::2").orElseThrow()));
  }

  @Test
  void aDefinitionTakesAllOfAnotherOnlyInTheSamePlaces() {
    TokenLocation header = new TokenLocation.Header("jwt");
    TokenLocation cookie = new TokenLocation.Cookie("jwt");
    TokenSource both = new TokenSource(Set.of(header, cookie), ChannelFilter.EVERY);
    TokenSource one = new TokenSource(Set.of(header), ChannelFilter.EVERY);
    assertTrue(both.takesAllOf(one));
    assertTrue(both.takesAllOf(both));
    assertFalse(one.takesAllOf(both));
  }

  @Test
  void aDefinitionTakesAllOfAnotherOnlyWhereItsFilterLetsThemThrough() {
    Set<TokenLocation> header = Set.of(new TokenLocation.Header("jwt"));
    TokenSource every = new TokenSource(header, ChannelFilter.EVERY);
    TokenSource filtered = new TokenSource(header, HOST);
    assertTrue(every.takesAllOf(filtered));
    assertTrue(filtered.takesAllOf(new TokenSource(header, HOST)));
    assertFalse(filtered.takesAllOf(every));
  }

  @Test
  void aHeaderHasNoCaseAndACookieHas() {
    assertEquals(new TokenLocation.Header("JWT"), new TokenLocation.Header("jwt"));
    assertTrue(new TokenLocation.Header("Authorization").isAuthorization());
    assertFalse(new TokenLocation.Header("jwt").isAuthorization());
    assertFalse(new TokenLocation.Cookie("JWT").equals(new TokenLocation.Cookie("jwt")));
  }
}
