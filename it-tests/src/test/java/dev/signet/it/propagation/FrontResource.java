package dev.signet.it.propagation;

import dev.signet.JwtPrincipal;
import dev.signet.propagation.PropagateTokenFilter;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.NullUnmarked;

/** Calls the server behind, in every way that an application has. */
@Path("call")
@RequestScoped
@NullUnmarked
public class FrontResource {
  @Inject private JwtPrincipal caller;

  @Resource(lookup = FrontApplication.EXECUTOR)
  private ManagedExecutorService executor;

  /** For CDI. */
  public FrontResource() {}

  /** What the server behind answers: its status, and who the caller is there. */
  @GET
  @Path("{how}")
  public String call(@PathParam("how") String how, @QueryParam("to") URI to) throws Exception {
    return switch (how) {
      case "rest" -> rest(to);
      case "microprofile" -> microprofile(to, false);
      case "microprofile-redirects" -> microprofile(to, true);
      case "http" -> http(to);
      case "executor" -> executor.submit(() -> rest(to)).get();
      case "stage" -> executor.supplyAsync(() -> rest(to)).get();
      case "thread" ->
          CompletableFuture.supplyAsync(() -> rest(to), task -> new Thread(task).start()).get();
      default -> throw new WebApplicationException(404);
    };
  }

  private static String rest(URI to) {
    try (Client client = ClientBuilder.newClient().register(PropagateTokenFilter.class);
        Response response = client.target(to.resolve("/behind/any/who")).request().get()) {
      return response.getStatus() + " " + response.readEntity(String.class);
    }
  }

  private static String microprofile(URI to, boolean followsRedirects) {
    NextServer next =
        RestClientBuilder.newBuilder()
            .baseUri(to)
            .followRedirects(followsRedirects)
            .build(NextServer.class);
    try {
      return "200 " + next.who();
    } catch (WebApplicationException e) {
      return e.getResponse().getStatus() + " ";
    }
  }

  private String http(URI to) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(to.resolve("/behind/any/who"))
            .header("Authorization", "Bearer " + caller.token().orElseThrow())
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }
}
