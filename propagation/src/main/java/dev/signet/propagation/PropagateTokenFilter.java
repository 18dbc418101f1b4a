package dev.signet.propagation;

import dev.signet.RequestToken;
import dev.signet.RequestToken.NextHop;
import jakarta.annotation.Priority;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends the token of the running request to the next server. It is registered with a client of
 * Jakarta REST ({@code register}), or with an interface of MicroProfile Rest Client
 * ({@code @RegisterProvider}).
 *
 * <p>A token is sent only where the definition that accepted it has {@code propagateToken} and
 * lists the server in {@code propagateTo}, in the header of {@code propagateAs}. A header that the
 * application has set stays. Nothing is sent from a thread that does not serve the request, nor
 * where the client would follow a redirect by itself: the server that it leads to is not checked.
 * The log says once for each server why nothing is sent, and never has any of the token.
 *
 * <p>It comes after all other filters: no other one sees the header, or changes the address.
 * Thread-safe.
 */
@Priority(Integer.MAX_VALUE)
public final class PropagateTokenFilter implements ClientRequestFilter {
  private static final Logger LOG = System.getLogger(PropagateTokenFilter.class.getName());
  private static final int MOST_SERVERS = 100;

  /** Of Jersey, whose clients follow redirects unless a request says otherwise. */
  private static final String FOLLOW_REDIRECTS = "jersey.config.client.followRedirects";

  /** Why nothing was sent to which server; once for each. */
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  /** For a client. */
  public PropagateTokenFilter() {}

  @Override
  public void filter(ClientRequestContext request) {
    URI address = request.getUri();
    Optional<RequestToken> running = RequestToken.running();
    Optional<String> token = running.flatMap(RequestToken::text);
    if (token.isEmpty()) {
      say(
          address,
          "this thread serves no request whose definition has propagateToken; tasks have its token"
              + " in a managed executor alone");
      return;
    }
    NextHop hop = running.get().hop();
    if (!hop.allows(address)) {
      say(
          address,
          hop.origins().isEmpty()
              ? "the definition of the request's token has no propagateTo"
              : "propagateTo of the definition does not list exactly this scheme, host and port");
    } else if (Redirects.areFollowed(request)) {
      say(address, "the client follows redirects by itself, to any server: switch that off");
    } else if (!request.getHeaders().containsKey(hop.header())) {
      request.setProperty(FOLLOW_REDIRECTS, false);
      request.getHeaders().putSingle(hop.header(), hop.value(token.get()));
    }
  }

  private static void say(URI address, String why) {
    String server = NextHop.origin(address).orElse("an address without a host");
    if (SAID.size() < MOST_SERVERS && SAID.add(server + why)) {
      LOG.log(Level.WARNING, "no token is sent to {0}: {1}", server, why);
    }
  }

  /** The log says again why nothing is sent. */
  static void forgetWhatWasSaid() {
    SAID.clear();
  }
}
