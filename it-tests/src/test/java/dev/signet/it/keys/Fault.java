package dev.signet.it.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * What can be wrong with a key server.
 *
 * @param name in one word; the id of an issuer's definition
 * @param secure whether it is a server with TLS
 * @param reason what the log says of it
 * @param leftOut what the log says of the keys before
 * @param begin makes it so
 */
record Fault(
    String name, boolean secure, String reason, List<String> leftOut, Consumer<KeyHost> begin) {
  static final TlsCertificates AUTHORITY = new TlsCertificates();
  private static final String TLS = "the server's TLS certificate is not trusted, or TLS failed";
  private static final String NO_KEY_SET = "the answer is not a key set: not JSON";
  private static final String NO_KEY = "the key set has no key for the issuer's algorithms";

  static List<Fault> all() {
    return List.of(
        new Fault("down", false, "the server cannot be reached", List.of(), KeyHost::die),
        does("hanging", "the server did not answer in time", exchange -> {}),
        says("failing", "the server answered with status 500", 500, "text/plain", "out of order"),
        says("redirecting", REDIRECT, 302, "text/plain", "elsewhere"),
        says("login-page", NO_KEY_SET, 200, "text/html", "<html>Who are you?</html>"),
        says("garbage", NO_KEY_SET, 200, "application/json", "{\"keys\":[{\"kty\":"),
        says("blank", NO_KEY_SET, 200, "application/json", ""),
        says("huge", "the answer has more than 262144 bytes", 200, "application/json", huge()),
        keys("empty", List.of(), ""),
        keys("symmetric", List.of(SHOWN), SYMMETRIC),
        shows("untrusted", new TlsCertificates().goodServer()),
        shows("expired", AUTHORITY.server("127.0.0.1", yesterday())),
        shows("misnamed", AUTHORITY.server("127.0.0.2", Instant.now().plusSeconds(86_400))));
  }

  private static final String REDIRECT =
      "the server answered with status 302, a redirect to the host 127.0.0.1; redirects are not"
          + " followed";

  private static final String SHOWN =
      "key 1 (kid first): it contains a private or symmetric key: its publisher must replace it";

  private static final String SYMMETRIC = "{\"kty\":\"oct\",\"kid\":\"first\",\"k\":\"c2VjcmV0\"}";

  private static Fault does(String name, String reason, KeyHost.Behaviour behaviour) {
    return new Fault(name, false, reason, List.of(), host -> host.behave(behaviour));
  }

  private static Fault says(String name, String reason, int status, String type, String body) {
    return does(name, reason, KeyHost.answer(status, type, body));
  }

  private static Fault keys(String name, List<String> leftOut, String keys) {
    String body = "{\"keys\":[" + keys + "]}";
    KeyHost.Behaviour answer = KeyHost.answer(200, "application/json", body);
    return new Fault(name, false, NO_KEY, leftOut, host -> host.behave(answer));
  }

  private static Fault shows(String name, SSLContext certificate) {
    return new Fault(name, true, TLS, List.of(), host -> host.showAs(certificate));
  }

  private static String huge() {
    return "{\"keys\":[]," + "\"padding\":\"" + "x".repeat(300 * 1024) + "\"}";
  }

  private static Instant yesterday() {
    return Instant.now().minus(Duration.ofDays(1));
  }

  /** Whether it is an answer, which takes every key away, and no failure. */
  boolean takesKeysAway() {
    return reason.equals(NO_KEY);
  }

  KeyHost startServer() {
    KeyHost host = secure ? KeyHost.tls(AUTHORITY.goodServer()) : KeyHost.plain();
    begin.accept(host);
    return host;
  }

  @Override
  public String toString() {
    return name;
  }
}
