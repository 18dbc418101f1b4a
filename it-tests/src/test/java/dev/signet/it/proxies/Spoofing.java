package dev.signet.it.proxies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.client.Answer;
import dev.signet.it.client.RawHttp;
import dev.signet.it.dumper.Dumper;
import dev.signet.testing.HostileToken.Line;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What clients say about themselves, sent through a proxy to SubjectDumper.
 *
 * @param testuser somebody who is logged in
 * @param nobody somebody who is not
 */
record Spoofing(Asking testuser, Asking nobody) {
  private static final String OPEN = "/dumpHeaders.jsp";
  private static final String FOREIGN_HOP = "6.6.6.6";

  /** Asks for a page behind the proxy. */
  @FunctionalInterface
  interface Asking {
    Answer get(String path, String... headers);
  }

  /** Testuser stays who he is, and gets nowhere else, whatever he says twice in one request. */
  void changesNothing(String header, String forged) {
    Answer dump =
        testuser.get("/dump.jsp", "Accept", "application/json", header, forged, header, "x");
    assertEquals(200, dump.status());
    assertEquals("testuser", dump.json().getJsonObject("identity").getString("name"));
    assertEquals(403, testuser.get("/roleb/whoami.jsp", header, forged).status());
  }

  /** Where nobody is asked to log in, nobody can bring a login along. */
  void doesNotArrive(String header, String forged) {
    List<String> arrived =
        Dumper.headersSeen(
            nobody.get(OPEN, "Accept", "application/json", header, forged, "X-Witness", "a"));
    assertTrue(arrived.contains("x-witness"), arrived.toString());
    assertFalse(arrived.contains(header.toLowerCase(Locale.ROOT)), arrived.toString());
  }

  /** What only a proxy may say about the way of a request is the proxy's own word. */
  void isTheProxysOwn(String header) {
    Answer seen = nobody.get(OPEN, "Accept", "application/json", header, FOREIGN_HOP);
    assertEquals(200, seen.status());
    assertFalse(seen.body().contains(FOREIGN_HOP), seen.body());
  }

  /** A field behind the body is no header (RFC 9110 section 6.5). */
  static void ofATrailerDoesNotArrive(URI base, String header, String forged) {
    Answer seen =
        RawHttp.postWithTrailer(base.resolve(base.getPath() + OPEN), new Line(header, forged));
    assertEquals(200, seen.status());
    String arrived = seen.body().toLowerCase(Locale.ROOT);
    assertTrue(arrived.contains("\"name\":\"x-witness\""), arrived);
    assertFalse(arrived.contains("\"name\":\"" + header + "\""), arrived);
  }
}
