package dev.signet.logout;

import dev.signet.AuthenticationResult.Rejected;
import dev.signet.JwtAuthenticator;
import dev.signet.channel.ClientNetwork;
import dev.signet.jose.LogoutToken;
import dev.signet.refusals.RefusalLedger;
import dev.signet.refusals.RefusalRecord;
import dev.signet.refusals.RequestFacts;
import dev.signet.token.RequestChannel;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Answers the logout requests of issuers (OpenID Connect Back-Channel Logout 1.0) in the place of
 * the application, which never sees them. The token in the request is the only proof that counts:
 * whatever else the request has, such as a cookie or a token in a header, is not read. An answer is
 * sent whole, so that no error page of the application runs. Thread-safe.
 */
public final class LogoutEndpoint {
  private static final int OK = HttpServletResponse.SC_OK;
  private static final int BAD_REQUEST = HttpServletResponse.SC_BAD_REQUEST;
  private static final int NOT_ALLOWED = HttpServletResponse.SC_METHOD_NOT_ALLOWED;
  private static final int TOO_MANY_REQUESTS = 429;

  private final JwtAuthenticator authenticator;
  private final RequestChannel channels;
  private final RefusalLedger ledger;
  private final RefusedClients clients;

  /**
   * For one application and configuration.
   *
   * @param authenticator verifies the tokens and ends the logins
   * @param channels what knows the trusted proxies
   * @param ledger where refusals are written down
   */
  public LogoutEndpoint(
      JwtAuthenticator authenticator, RequestChannel channels, RefusalLedger ledger) {
    this.authenticator = authenticator;
    this.channels = channels;
    this.ledger = ledger;
    this.clients = new RefusedClients(ledger.time());
  }

  /**
   * Whether a request is for an address of a definition, with whatever method. A request that the
   * application forwards to such a path is not.
   *
   * @param request the request as the container has it
   * @return whether it is answered here and nowhere else
   */
  public boolean isFor(HttpServletRequest request) {
    return authenticator.hasLogouts()
        && request.getDispatcherType() == DispatcherType.REQUEST
        && authenticator.logoutAt(path(request)).isPresent();
  }

  /** As the container dispatches it, decoded and without path parameters. */
  private static String path(HttpServletRequest request) {
    return Objects.toString(request.getServletPath(), "")
        + Objects.toString(request.getPathInfo(), "");
  }

  /**
   * Answers a request that is for this endpoint.
   *
   * @param request the request
   * @param response is complete afterwards
   * @throws VerificationUnavailableException where the token cannot be verified or the logout
   *     cannot be written down at the moment; nothing has been sent
   * @throws IOException where the connection fails
   */
  public void answer(HttpServletRequest request, HttpServletResponse response)
      throws VerificationUnavailableException, IOException {
    if (response.isCommitted()) {
      return; // the container asks twice
    }
    String path = path(request);
    String definition = authenticator.logoutAt(path).orElseThrow();
    String client = path + " " + ClientNetwork.of(channels.of(request));
    if (!"POST".equals(request.getMethod())) {
      log(Level.INFO, NOT_ALLOWED, "a logout request must be a POST", definition, request);
      response.setHeader("Allow", "POST");
      send(response, NOT_ALLOWED, "");
    } else if (clients.isLimited(client)) {
      String what = "too many logout requests of this client were refused";
      log(Level.WARNING, TOO_MANY_REQUESTS, what, definition, request);
      response.setHeader("Retry-After", Long.toString(RefusedClients.INTERVAL.toSeconds()));
      send(response, TOO_MANY_REQUESTS, "");
    } else {
      try {
        LogoutToken ended =
            authenticator.logOut(path, LogoutForm.token(request), channels.of(request));
        clients.wasRight(client);
        String what = ended.session().isPresent() ? "a session" : "all sessions of a user";
        log(Level.INFO, OK, "the issuer has ended " + what, definition, request);
        send(response, OK, "");
      } catch (TokenRejectedException e) {
        clients.wasRefused(client);
        refuse(request, response, Rejected.of(e.byDefinition(definition)));
      }
    }
  }

  private void log(
      Level level, int status, String what, String definition, HttpServletRequest request) {
    ledger.log().log(
        level,
        "logout " + status + " " + definition,
        () ->
            status
                + ": "
                + what
                + ", "
                + RequestFacts.of(request, channels)
                + ", definition "
                + definition);
  }

  /**
   * Section 2.8: the form of an error of OAuth 2.0. The texts are the catalogue's, without quotes.
   */
  private void refuse(HttpServletRequest request, HttpServletResponse response, Rejected refused)
      throws IOException {
    RefusalRecord refusal = ledger.enter(refused, RequestFacts.of(request, channels));
    refusal.showIn(request);
    send(
        response,
        BAD_REQUEST,
        "{\"error\":\"%s\",\"error_description\":\"%s\"}"
            .formatted(refused.reason().error().code(), refusal.description()));
  }

  private static void send(HttpServletResponse response, int status, String json)
      throws IOException {
    byte[] body = json.getBytes(StandardCharsets.US_ASCII);
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    if (body.length > 0) {
      response.setContentType("application/json");
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
