package dev.signet.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.channel.AddressRange;
import dev.signet.channel.ChannelAttribute;
import dev.signet.channel.ChannelAttribute.Kind;
import dev.signet.config.TrustedProxies;
import dev.signet.testing.Requests;
import dev.signet.testing.TestKeys;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request came from, and whose word that is. */
class RequestChannelTest {
  private static final String UNKNOWN = "(unknown)";

  private static TrustedProxies trusting(String header, String... ranges) {
    return new TrustedProxies(Stream.of(ranges).map(AddressRange::parse).toList(), header);
  }

  private static List<String> values(TrustedProxies proxies, Requests request, Kind kind) {
    return RequestChannel.trusting(proxies)
        .of(request.build())
        .values(new ChannelAttribute(kind, kind == Kind.REQUEST_HEADER ? "x-a" : ""));
  }

  private static String address(TrustedProxies proxies, Requests request) {
    return values(proxies, request, Kind.REMOTE_ADDRESS).stream().findFirst().orElse(UNKNOWN);
  }

  @Test
  void withoutTrustedProxiesThePeerIsTheClientWhateverHeadersSay() {
    Requests request =
        Requests.empty()
            .from("192.0.2.7")
            .header("X-Forwarded-For", "10.1.0.2")
            .header("Forwarded", "for=10.1.0.2");
    assertEquals("192.0.2.7", address(trusting("X-Forwarded-For"), request));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.0.2 | 10.1.0.2",
        "6.6.6.6, 10.1.0.2 | 10.1.0.2",
        "10.1.0.2, 192.0.2.9 | 10.1.0.2",
        "6.6.6.6, 10.1.0.2, 192.0.2.9, 192.0.2.8 | 10.1.0.2",
        "10.1.0.2:4711 | 10.1.0.2",
        "[2001:db8::1]:4711 | 2001:db8::1",
        "2001:db8::1 | 2001:db8::1",
        "192.0.2.8 | 192.0.2.8",
        "unknown, 10.1.0.2 | 10.1.0.2",
        "nonsense,, 10.1.0.2\t, 192.0.2.9 | 10.1.0.2",
        "::ffff:10.1.0.2 | 10.1.0.2",
        "0:0:0:0:0:FFFF:a01:2 | 10.1.0.2",
        "[::ffff:a01:2]:4711 | 10.1.0.2",
        "10.1.0.2, ::ffff:192.0.2.9 | 10.1.0.2",
        "10.1.0.2, [::ffff:c000:209]:443 | 10.1.0.2",
        "unknown | (unknown)",
        "10.1.0.2, unknown | (unknown)",
        "10.1.0.2, _hidden | (unknown)",
        "10.1.0.2, nonsense, 192.0.2.9 | (unknown)",
        "10.1.0.2, , 192.0.2.9 | (unknown)",
        "10.1.0.2, | (unknown)",
        "'' | (unknown)",
        "10.1.0.2: | (unknown)",
        "10.1.0.2:123456 | (unknown)",
        "10.1.0.2:80:80 | (unknown)",
        "10.1.0.2/32 | (unknown)",
        "999.1.1.1 | (unknown)",
        "[10.1.0.2] | (unknown)",
        "[2001:db8::1 | (unknown)",
        "2001:db8::1] | (unknown)",
        "[2001:db8::1]x | (unknown)",
        "::ffff:10.1.0.2:4711 | (unknown)",
        "fe80::1%eth0 | (unknown)",
        "10.1.0.2%eth0 | (unknown)",
        "\"10.1.0.2\" | (unknown)",
        "for=10.1.0.2 | (unknown)",
        "10.1.0.2 192.0.2.9 | (unknown)"
      })
  void aTrustedProxysWordIsBelievedUpToTheFirstHopThatIsNotTrusted(String told, String client) {
    TrustedProxies proxies = trusting("X-Forwarded-For", "192.0.2.0/24");
    assertEquals(client, address(proxies, Requests.empty().header("X-Forwarded-For", told)));
  }

  @Test
  void aHeaderSentSeveralTimesIsOneList() {
    Requests request =
        Requests.empty().header("X-Forwarded-For", "6.6.6.6").header("X-Forwarded-For", "10.1.0.2");
    assertEquals("10.1.0.2", address(trusting("X-Forwarded-For", "192.0.2.1"), request));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=10.1.0.2 | 10.1.0.2",
        "proto=https;For=\"10.1.0.2:47\";by=192.0.2.1 | 10.1.0.2",
        "for=6.6.6.6, for=\"[2001:db8::1]:47\" | 2001:db8::1",
        "FOR=10.1.0.2 | 10.1.0.2",
        "for=\"\\1\\0.1.0.2\" | 10.1.0.2",
        "for=\"[::ffff:a01:2]\" | 10.1.0.2",
        "for=\"10.1.0.2:_port\" | 10.1.0.2",
        "for=unknown, for=10.1.0.2 | 10.1.0.2",
        "garbage, for=10.1.0.2 | 10.1.0.2",
        "for=10.1.0.2, for=192.0.2.9;host=\"a,b\" | 10.1.0.2",
        "for=10.1.0.2; proto=https ,\tfor=192.0.2.9 | 10.1.0.2",
        "for=203.0.113.9;host=\"evil,for=10.1.0.2\" | 203.0.113.9",
        "for=203.0.113.9;host=\"evil,for=10.1.0.2\";proto=https | 203.0.113.9",
        "host=\"evil;for=10.1.0.2\";for=203.0.113.9 | 203.0.113.9",
        "host=\"evil,for=10.1.0.2\";for=203.0.113.9 | 203.0.113.9",
        "for=203.0.113.9;host=\"a\\\",for=10.1.0.2\" | 203.0.113.9",
        "for=10.1.0.2, by=192.0.2.9 | (unknown)",
        "for=_hidden | (unknown)",
        "for=10.1.0.2, for=_hidden | (unknown)",
        "for=10.1.0.2, for=unknown | (unknown)",
        "for=10.1.0.2, for=\"unknown:80\" | (unknown)",
        "for=203.0.113.9;for=10.1.0.2 | (unknown)",
        "for=10.1.0.2;For=10.1.0.2 | (unknown)",
        "for=10.1.0.2;proto=http;proto=https | (unknown)",
        "for=203.0.113.9;host=\"a\";for=10.1.0.2;b=\"\" | (unknown)",
        "for=10.1.0.2;host=\"not closed | (unknown)",
        "for=10.1.0.2;host=\"not closed\\\" | (unknown)",
        "for=10.1.0.2;host=\"a\"b | (unknown)",
        "for=10.1.0.2;host=a\"b\" | (unknown)",
        "for=10.1.0.2;\"host\"=b | (unknown)",
        "for=10.1.0.2;host | (unknown)",
        "for=10.1.0.2;=b | (unknown)",
        "for=10.1.0.2;; | (unknown)",
        "for=10.1.0.2; host = b | (unknown)",
        "for = 10.1.0.2 | (unknown)",
        "for= | (unknown)",
        "for=\"\" | (unknown)",
        "for=10.1.0.2:47 | (unknown)",
        "for=[2001:db8::1] | (unknown)",
        "for=\"2001:db8::1\" | (unknown)",
        "for=\"[10.1.0.2]\" | (unknown)",
        "for=\"[fe80::1%eth0]\" | (unknown)",
        "for=10.1.0.2, | (unknown)",
        "10.1.0.2 | (unknown)",
        "'' | (unknown)"
      })
  void theHeaderOfTheStandardIsReadWhereItIsNamed(String told, String client) {
    TrustedProxies proxies = trusting("Forwarded", "192.0.2.0/24");
    Requests request =
        Requests.empty().header("Forwarded", told).header("X-Forwarded-For", "6.6.6.6");
    assertEquals(client, address(proxies, request));
  }

  /** Each line is a list of its own: a quote in one swallows nothing of the next. */
  @Test
  void aLineOfTheClientsSpoilsNoLineOfTheProxys() {
    TrustedProxies proxies = trusting("Forwarded", "192.0.2.0/24");
    assertEquals(
        "203.0.113.9",
        address(
            proxies,
            Requests.empty()
                .header("Forwarded", "for=10.1.0.2;host=\"")
                .header("Forwarded", "for=203.0.113.9;host=\"evil\"")));
    assertEquals(
        UNKNOWN,
        address(
            proxies,
            Requests.empty()
                .header("Forwarded", "for=203.0.113.9")
                .header("Forwarded", "for=192.0.2.9;host=\"")));
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:192.0.2.1, 10.1.0.2",
    "0:0:0:0:0:ffff:c000:201, 10.1.0.2",
    "[::ffff:192.0.2.1], 10.1.0.2",
    "0:0:0:0:0:ffff:a01:2, 10.1.0.2",
    "2001:DB8:0:0:0:0:0:7, 2001:db8::7",
    "fe80:0:0:0:0:0:0:1%eth0, fe80::1",
    "'', (unknown)",
    "localhost, (unknown)",
    "/run/server.sock, (unknown)"
  })
  void thePeersOwnAddressMayBeWrittenInAnyWay(String peer, String client) {
    TrustedProxies proxies = trusting("X-Forwarded-For", "192.0.2.0/24");
    Requests request = Requests.empty().from(peer).header("X-Forwarded-For", "10.1.0.2");
    assertEquals(client, address(proxies, request));
  }

  @Test
  void anAddressOfIpv6IsComparedAsTextInBothUsualSpellings() {
    assertEquals(
        List.of("2001:db8::7", "2001:db8:0:0:0:0:0:7"),
        values(
            trusting("X-Forwarded-For"),
            Requests.empty().from("2001:db8::7"),
            Kind.REMOTE_ADDRESS));
  }

  @Test
  void theContextRootIsTheApplicationsHoweverTheRequestSpellsIt() {
    TrustedProxies none = trusting("X-Forwarded-For");
    for (String spelling : List.of("/%61pp", "/app;v=1", "/x/../app", "//app", "/./app", "/app")) {
      Requests request = Requests.empty().inApplication("/app").to(spelling, "/admin/x");
      assertEquals(List.of("/app/admin/x"), values(none, request, Kind.REQUEST_PATH), spelling);
      assertEquals(List.of("app"), values(none, request, Kind.WEB_APP), spelling);
      assertEquals(
          List.of("https://app.example.com/app/admin/x"),
          values(none, request, Kind.REQUEST_URL),
          spelling);
    }
    Requests atRoot = Requests.empty().inApplication("").to("/x/..", "/admin/x");
    assertEquals(List.of("/admin/x"), values(none, atRoot, Kind.REQUEST_PATH));
    assertEquals(List.of(""), values(none, atRoot, Kind.WEB_APP));
  }

  @ParameterizedTest
  @ValueSource(strings = {"//admin", "/a/../admin", "/a/./b", "/a/..", "/a/.", "/a\\b", "/a\nb"})
  void aPathThatAContainerHasNotMadeNormalIsNotKnown(String path) {
    TrustedProxies none = trusting("X-Forwarded-For");
    Requests request = Requests.empty().inApplication("/app").to("/app", path);
    assertEquals(List.of(), values(none, request, Kind.REQUEST_PATH));
    assertEquals(List.of(), values(none, request, Kind.REQUEST_URL));
  }

  @Test
  void aHostHasNoUpperCaseAndComesFromTheAuthorityWhereThereIsNoHeader() {
    TrustedProxies none = trusting("X-Forwarded-For");
    Requests withHeader = Requests.empty().header("Host", "APP.example.com:8443");
    assertEquals(List.of("app.example.com:8443"), values(none, withHeader, Kind.HOST));
    Requests usual = Requests.empty().askedFor("App.example.com", 443);
    assertEquals(List.of("app.example.com"), values(none, usual, Kind.HOST));
    Requests other = Requests.empty().askedFor("app.example.com", 8443);
    assertEquals(List.of("app.example.com:8443"), values(none, other, Kind.HOST));
    assertEquals(List.of(), values(none, Requests.empty(), Kind.HOST));
  }

  @Test
  void aPeerThatIsNoProxyIsBelievedNothing() {
    Requests request = Requests.empty().from("192.0.3.1").header("X-Forwarded-For", "10.1.0.2");
    assertEquals("192.0.3.1", address(trusting("X-Forwarded-For", "192.0.2.0/24"), request));
  }

  @Test
  void theRestIsReadAsTheContainerHasIt() {
    TrustedProxies none = trusting("X-Forwarded-For");
    Requests request =
        Requests.empty()
            .to("/app", "/api/x")
            .header("Host", "app.example.com")
            .header("User-Agent", "curl")
            .header("X-A", "1")
            .header("X-A", "2");
    assertEquals(List.of("/app/api/x"), values(none, request, Kind.REQUEST_PATH));
    assertEquals(
        List.of("https://app.example.com/app/api/x"), values(none, request, Kind.REQUEST_URL));
    assertEquals(List.of("app"), values(none, request, Kind.WEB_APP));
    assertEquals(List.of("app.example.com"), values(none, request, Kind.HOST));
    assertEquals(List.of("curl"), values(none, request, Kind.USER_AGENT));
    assertEquals(List.of("1", "2"), values(none, request, Kind.REQUEST_HEADER));
    assertEquals(List.of(), values(none, request, Kind.COOKIE));
  }

  @Test
  void aClientCertificateIsWhatTheContainerHasVerified() throws Exception {
    TrustedProxies none = trusting("X-Forwarded-For");
    X509Certificate certificate = TestKeys.certificate(TestKeys.P_256);
    Requests request =
        Requests.empty()
            .attribute(
                "jakarta.servlet.request.X509Certificate", new X509Certificate[] {certificate});
    assertEquals(
        List.of(certificate.getSubjectX500Principal().getName("RFC2253")),
        values(none, request, Kind.CERTIFICATE_SUBJECT));
    assertEquals(
        List.of(sha256(certificate.getEncoded())),
        values(none, request, Kind.CERTIFICATE_THUMBPRINT));
    assertEquals(
        List.of(sha256(TestKeys.P_256.getPublic().getEncoded())),
        values(none, request, Kind.CERTIFICATE_KEY));
    assertEquals(List.of("IP:127.0.0.1"), values(none, request, Kind.CERTIFICATE_NAME));
    assertEquals(List.of(), values(none, Requests.empty(), Kind.CERTIFICATE_SUBJECT));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
