package dev.signet.junction.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The requests of the demo: each user with each page of SubjectDumper.
 *
 * @param junction the proxy in front, with TLS
 * @param http the server behind it, without TLS
 * @param https the server behind it, with TLS
 * @param headers where the callers' session cookies are
 * @param tlsCertificate the certificate of both, in PEM
 */
record DemoScript(URI junction, URI http, URI https, HeaderFiles headers, Path tlsCertificate) {
  /** Where the server is at the junction. */
  static final String PREFIX = "/jwtjct";

  /** Where the server takes logouts. */
  static final String LOGOUT = "/signet/logout/junction";

  /** The open page, whose answer shows that the application has started. */
  static final String OPEN_PAGE = "/dumpHeaders.jsp";

  private static final String NOBODY = "no user, without a session";
  private static final String DIRECTLY = "no user, directly to the server";

  private static final String ANY_USER_PAGE = "/dump.jsp";
  private static final String WHO_AM_I_PAGE = "/whoami.jsp";
  private static final String ROLE_A_PAGE = "/rolea/whoami.jsp";
  private static final String ROLE_B_PAGE = "/roleb/whoami.jsp";

  /** The paths that the page in the browser requests, in its order. */
  static final List<String> PAGES = List.of(WHO_AM_I_PAGE, ROLE_A_PAGE, ROLE_B_PAGE, OPEN_PAGE);

  List<DemoRequest> requests() {
    return List.of(
        by(DemoCaller.TESTUSER, ANY_USER_PAGE, 200),
        by(DemoCaller.TESTUSER, ROLE_A_PAGE, 200),
        by(DemoCaller.TESTUSER, ROLE_B_PAGE, 403),
        by(DemoCaller.TESTUSER, ANY_USER_PAGE, 200).accepting("application/json"),
        by(DemoCaller.OTHERUSER, ANY_USER_PAGE, 200),
        by(DemoCaller.OTHERUSER, ROLE_A_PAGE, 403),
        by(DemoCaller.OTHERUSER, ROLE_B_PAGE, 200),
        byNobody(NOBODY, behindJunction(OPEN_PAGE), 200).trusting(tlsCertificate),
        byNobody(NOBODY, behindJunction(ANY_USER_PAGE), 401).trusting(tlsCertificate),
        byNobody(DIRECTLY, http.resolve(ANY_USER_PAGE), 401));
  }

  /** The requests that have to succeed before the demo is ready. */
  List<DemoRequest> readiness() {
    return List.of(
        byNobody(DIRECTLY, http.resolve(OPEN_PAGE), 200),
        byNobody(DIRECTLY, https.resolve(OPEN_PAGE), 200).trusting(tlsCertificate),
        by(DemoCaller.TESTUSER, WHO_AM_I_PAGE, 200));
  }

  private DemoRequest by(DemoCaller caller, String page, int expectedStatus) {
    return new DemoRequest(
        caller.inWords(),
        behindJunction(page),
        Optional.of(headers.of(caller)),
        Optional.empty(),
        Optional.of(tlsCertificate),
        expectedStatus);
  }

  private URI behindJunction(String page) {
    return junction.resolve(PREFIX + page);
  }

  private static DemoRequest byNobody(String caller, URI uri, int expectedStatus) {
    return new DemoRequest(
        caller, uri, Optional.empty(), Optional.empty(), Optional.empty(), expectedStatus);
  }
}
