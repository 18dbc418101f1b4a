package dev.signet.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.signet.JwtPrincipal;
import dev.signet.RequestToken;
import dev.signet.RequestToken.NextHop;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.jboss.resteasy.client.jaxrs.ResteasyClientBuilder;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a token goes, and where it does not. */
class PropagateTokenFilterTest {
  private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ0ZXN0dXNlciJ9.c2lnbmF0dXJl";

  /** The clients that servers have. */
  enum Kind {
    JERSEY,
    RESTEASY;

    Client client() {
      ClientBuilder builder =
          this == JERSEY ? new JerseyClientBuilder() : new ResteasyClientBuilderImpl();
      return builder.register(PropagateTokenFilter.class).build();
    }
  }

  private final Endpoint orders = Endpoint.start();
  private final Endpoint other = Endpoint.start();
  private final List<String> log = new ArrayList<>();
  private final Logger logger = Logger.getLogger(PropagateTokenFilter.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          log.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    PropagateTokenFilter.forgetWhatWasSaid();
    logger.addHandler(handler);
  }

  @AfterEach
  void end() {
    logger.removeHandler(handler);
    orders.close();
    other.close();
    assertFalse(log.stream().anyMatch(line -> line.contains("eyJ") || line.contains("c2ln")));
  }

  private static RequestToken kept(NextHop hop) {
    JwtPrincipal caller =
        new JwtPrincipal("testuser", "defaultRealm", List.of(), Map.of(), Instant.EPOCH);
    return RequestToken.of(caller, TOKEN, hop);
  }

  private NextHop toOrders(String header) {
    return NextHop.to(header, Set.of(orders.at("/")));
  }

  private static void during(RequestToken token, Runnable part) {
    Runnable after = token.enter();
    try {
      part.run();
    } finally {
      after.run();
      token.end();
    }
  }

  private static int get(Client client, URI address) {
    return status(client.target(address).request());
  }

  private static int status(Invocation.Builder request) {
    try (Response response = request.get()) {
      return response.getStatus();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListedServerGetsTheTokenInTheConfiguredHeader(Kind kind) {
    try (Client client = kind.client()) {
      during(kept(toOrders("Authorization")), () -> get(client, orders.at("/list?id=1")));
      during(kept(toOrders("jwt")), () -> get(client, orders.at("/")));
    }
    assertEquals(List.of("Bearer " + TOKEN), orders.values("Authorization"));
    assertEquals(List.of(TOKEN), orders.values("Jwt"));
    assertEquals(List.of(), log);
  }

  @ParameterizedTest
  @EnumSource
  void anotherPortIsAnotherServerAndTheLogSaysItOnce(Kind kind) {
    try (Client client = kind.client()) {
      during(
          kept(toOrders("Authorization")),
          () -> {
            get(client, other.at("/one"));
            get(client, other.at("/two"));
          });
    }
    assertEquals(2, other.requests());
    assertEquals(List.of(), other.values("Authorization"));
    assertEquals(
        List.of(
            "no token is sent to "
                + other.at("")
                + ": propagateTo of the definition does not list exactly this scheme, host and"
                + " port"),
        log);
  }

  @Test
  void withoutAListNothingIsSent() {
    try (Client client = Kind.JERSEY.client()) {
      during(kept(NextHop.NONE), () -> get(client, orders.at("/")));
    }
    assertEquals(List.of(), orders.values("Authorization"));
    assertEquals(
        List.of(
            "no token is sent to "
                + orders.at("")
                + ": the definition of the request's token has no propagateTo"),
        log);
  }

  @Test
  void aThreadWithoutTheRequestSendsNothing() {
    try (Client client = Kind.JERSEY.client()) {
      during(
          kept(toOrders("Authorization")),
          () ->
              CompletableFuture.runAsync(
                      () -> get(client, orders.at("/")), task -> new Thread(task).start())
                  .join());
      get(client, orders.at("/"));
    }
    assertEquals(2, orders.requests());
    assertEquals(List.of(), orders.values("Authorization"));
    assertEquals(1, log.size());
  }

  @Test
  void aHeaderOfTheApplicationStays() {
    try (Client client = Kind.JERSEY.client()) {
      during(
          kept(toOrders("Authorization")),
          () -> status(client.target(orders.at("/")).request().header("authorization", "Basic x")));
    }
    assertEquals(List.of("Basic x"), orders.values("Authorization"));
  }

  /** Jersey would follow it; with a token it does not. */
  @ParameterizedTest
  @EnumSource
  void aRedirectIsNotFollowedWithATokenInHand(Kind kind) {
    orders.leadingTo(other);
    try (Client client = kind.client()) {
      during(kept(toOrders("jwt")), () -> assertEquals(302, get(client, orders.at("/away"))));
    }
    assertEquals(List.of(TOKEN), orders.values("Jwt"));
    assertEquals(0, other.requests());
  }

  /** Without the check the other server gets the header, as the second half of the test shows. */
  @Test
  void aClientOfResteasyThatFollowsRedirectsGetsNoToken() {
    orders.leadingTo(other);
    try (Client client =
        ((ResteasyClientBuilder) new ResteasyClientBuilderImpl())
            .setFollowRedirects(true)
            .register(PropagateTokenFilter.class)
            .build()) {
      during(kept(toOrders("jwt")), () -> assertEquals(204, get(client, orders.at("/away"))));
      assertEquals(List.of(), other.values("Jwt"));
      status(client.target(orders.at("/away")).request().header("jwt", "by the application"));
    }
    assertEquals(List.of("by the application"), other.values("Jwt"));
    assertEquals(
        "no token is sent to "
            + orders.at("")
            + ": the client follows redirects by itself, to any server: switch that off",
        log.get(0));
  }

  @Test
  void aServerIsItsSchemeHostAndPort() {
    NextHop hop = NextHop.to("jwt", Set.of(URI.create("https://Orders.example")));
    assertEquals(
        "true true true false false false false false",
        String.join(
            " ",
            List.of(
                    "https://orders.example/a",
                    "HTTPS://ORDERS.EXAMPLE:443/a",
                    "https://user@orders.example/a",
                    "http://orders.example/a",
                    "https://orders.example:9443/a",
                    "https://orders.example.evil.example/a",
                    "https://evil.example/https://orders.example/",
                    "/a")
                .stream()
                .map(address -> String.valueOf(hop.allows(URI.create(address))))
                .toList()));
  }
}
