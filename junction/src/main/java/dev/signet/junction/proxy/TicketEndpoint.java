package dev.signet.junction.proxy;

import dev.signet.junction.mint.SigningKeys;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.FormFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * Tickets for programs, the counterpart of a z/OS PassTicket: a client that may sends {@code user}
 * and {@code audience} and gets a token of that user, for that audience alone, with a {@code jti}
 * to be used once, and for a minute. The server that accepts it has to make sure that it is used
 * once.
 */
final class TicketEndpoint {
  static final String PATH = "/junction/ticket";

  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final int MAX_FIELDS = 4;
  private static final int MAX_FORM = 2048;

  private final Users users;
  private final BasicLogin clients;
  private final ClaimsTemplate mapping;
  private final SigningKeys keys;
  private final InstantSource clock;

  TicketEndpoint(Users users, ClaimsTemplate mapping, SigningKeys keys, InstantSource clock) {
    this.users = users;
    this.clients = new BasicLogin(users);
    this.mapping = mapping;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * 200 with the ticket, 401 for a wrong password, 403 for a ticket that the client may not have.
   */
  void issue(Request request, Response response, Callback callback) {
    Optional<User> client = clients.user(request);
    if (client.isEmpty()) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, BasicLogin.CHALLENGE);
      answer(HttpStatus.UNAUTHORIZED_401, error("invalid_client"), response, callback);
      return;
    }
    Fields form = FormFields.getFields(request, MAX_FIELDS, MAX_FORM);
    String audience = String.valueOf(form.getValue("audience"));
    String name = String.valueOf(form.getValue("user"));
    // no client learns whether a name is unknown or forbidden
    Optional<User> user =
        users.named(name).filter(u -> client.get().tickets().covers(name, audience));
    if (user.isEmpty()) {
      answer(HttpStatus.FORBIDDEN_403, error("unauthorized_client"), response, callback);
      return;
    }
    JsonObject ticket =
        Json.createObjectBuilder()
            .add("ticket", keys.mint().sign(claims(user.get(), audience)))
            .add("expires_in", LIFETIME.toSeconds())
            .build();
    answer(HttpStatus.OK_200, ticket, response, callback);
  }

  private JsonObject claims(User user, String audience) {
    Instant now = clock.instant();
    Login login = new Login("", user, user.groups(), UUID.randomUUID().toString());
    return Json.createObjectBuilder(mapping.claims(login))
        .add("aud", audience)
        .add("iat", now.getEpochSecond())
        .add("exp", now.plus(LIFETIME).getEpochSecond())
        .add("jti", UUID.randomUUID().toString())
        .build();
  }

  private static JsonObject error(String code) {
    return Json.createObjectBuilder().add("error", code).build();
  }

  private static void answer(int status, JsonObject json, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Page.write(status, "application/json", json.toString(), response, callback);
  }
}
