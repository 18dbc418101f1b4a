package dev.signet.examples.shop;

import dev.signet.JwtPrincipal;
import dev.signet.propagation.PropagateTokenFilter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Response;

/** A page of the shop, with what the service of orders has for the same caller. */
@Path("shop")
@RequestScoped
public class ShopResource {
  @Inject private JwtPrincipal caller;

  /** Asks the other server; the filter sends the caller's token, where signet.json lists it. */
  @GET
  public String shop() {
    String orders = System.getenv("ORDERS");
    try (Client client = ClientBuilder.newClient().register(PropagateTokenFilter.class);
        Response response = client.target(orders).path("/api/orders").request().get()) {
      return "the shop for "
          + caller.getName()
          + "; the other server answers "
          + response.getStatus()
          + ": "
          + response.readEntity(String.class);
    }
  }
}
