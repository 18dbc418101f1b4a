package dev.signet.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.config.AddressRange;
import dev.signet.config.ChannelAttribute;
import dev.signet.config.ChannelAttribute.Kind;
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

/** Where a request came from, and whose word that is. */
class RequestChannelTest {
  private static TrustedProxies trusting(String header, String... ranges) {
    return new TrustedProxies(Stream.of(ranges).map(AddressRange::parse).toList(), header);
  }

  private static List<String> values(TrustedProxies proxies, Requests request, Kind kind) {
    return RequestChannel.trusting(proxies)
        .of(request.build())
        .values(new ChannelAttribute(kind, kind == Kind.REQUEST_HEADER ? "x-a" : ""));
  }

  private static String address(TrustedProxies proxies, Requests request) {
    return values(proxies, request, Kind.REMOTE_ADDRESS).get(0);
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
        "unknown | 192.0.2.1",
        "10.1.0.2, unknown | 192.0.2.1",
        "10.1.0.2, nonsense, 192.0.2.9 | 192.0.2.9",
        "'' | 192.0.2.1",
        "192.0.2.8 | 192.0.2.8"
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
        "for=10.1.0.2, by=192.0.2.9 | 192.0.2.1",
        "for=_hidden | 192.0.2.1"
      })
  void theHeaderOfTheStandardIsReadWhereItIsNamed(String told, String client) {
    TrustedProxies proxies = trusting("Forwarded", "192.0.2.0/24");
    Requests request =
        Requests.empty().header("Forwarded", told).header("X-Forwarded-For", "6.6.6.6");
    assertEquals(client, address(proxies, request));
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
