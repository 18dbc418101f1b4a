package dev.signet.junction;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the demo shows: who may see which page of SubjectDumper.
 *
 * @param http the server without TLS
 * @param https the server with TLS
 * @param headers where the callers' tokens are
 * @param tlsCertificate what the server shows of itself, in PEM
 */
record DemoScript(URI http, URI https, HeaderFiles headers, Path tlsCertificate) {
  private static final String NOBODY = "nobody, without a token";

  /** The page that is open to everybody, which says that the application has started. */
  static final String OPEN_PAGE = "/dumpHeaders.jsp";

  private static final String ANY_USER_PAGE = "/dump.jsp";
  private static final String ROLE_A_PAGE = "/rolea/whoami.jsp";
  private static final String ROLE_B_PAGE = "/roleb/whoami.jsp";

  List<DemoRequest> requests() {
    return List.of(
        by(DemoCaller.TESTUSER, ANY_USER_PAGE, 200),
        by(DemoCaller.TESTUSER, ROLE_A_PAGE, 200),
        by(DemoCaller.TESTUSER, ROLE_B_PAGE, 403),
        by(DemoCaller.TESTUSER, ANY_USER_PAGE, 200).accepting("application/json"),
        request(https, DemoCaller.TESTUSER, ANY_USER_PAGE, 200).trusting(tlsCertificate),
        by(DemoCaller.OTHERUSER, ANY_USER_PAGE, 200),
        by(DemoCaller.OTHERUSER, ROLE_A_PAGE, 403),
        by(DemoCaller.OTHERUSER, ROLE_B_PAGE, 200),
        byNobody(http, OPEN_PAGE, 200),
        byNobody(http, ANY_USER_PAGE, 401));
  }

  /** What has to answer before there is anything to show. */
  List<DemoRequest> readiness() {
    return List.of(
        byNobody(http, OPEN_PAGE, 200), byNobody(https, OPEN_PAGE, 200).trusting(tlsCertificate));
  }

  URI browserPage() {
    return http.resolve(OPEN_PAGE);
  }

  private DemoRequest by(DemoCaller caller, String page, int expectedStatus) {
    return request(http, caller, page, expectedStatus);
  }

  private DemoRequest request(URI server, DemoCaller caller, String page, int expectedStatus) {
    return new DemoRequest(
        caller.inWords(),
        server.resolve(page),
        Optional.of(headers.of(caller)),
        Optional.empty(),
        Optional.empty(),
        expectedStatus);
  }

  private static DemoRequest byNobody(URI server, String page, int expectedStatus) {
    return new DemoRequest(
        NOBODY,
        server.resolve(page),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        expectedStatus);
  }
}
