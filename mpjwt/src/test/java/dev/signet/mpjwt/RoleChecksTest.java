package dev.signet.mpjwt;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.JwtPrincipal;
import dev.signet.TestPrincipals;
import dev.signet.testing.Tokens;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.SeBootstrap;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The roles of REST resources on a Jakarta REST implementation that does not check them by itself,
 * in an application that lists its classes and does not list {@link RoleChecks}.
 */
class RoleChecksTest {
  @TempDir java.nio.file.Path directory;
  private static volatile @Nullable JwtPrincipal caller;
  private static SeBootstrap.@Nullable Instance server;

  @BeforeAll
  static void start() throws Exception {
    server =
        SeBootstrap.start(
                Listed.class, SeBootstrap.Configuration.builder().host("127.0.0.1").port(0).build())
            .toCompletableFuture()
            .get();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      var unused = server.stop().toCompletableFuture().get();
    }
  }

  @AfterEach
  void nobody() {
    caller = null;
  }

  /** It lists all its classes, so nothing is scanned for. */
  public static class Listed extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Container.class, OfARole.class, Open.class, Closed.class);
    }
  }

  /** What a servlet container does: it says who the caller is, and refuses nobody. */
  @PreMatching
  public static class Container implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      JwtPrincipal user = caller;
      request.setSecurityContext(
          new SecurityContext() {
            @Override
            public @Nullable Principal getUserPrincipal() {
              return user;
            }

            @Override
            public boolean isUserInRole(String role) {
              return user != null && user.groups().contains(role);
            }

            @Override
            public boolean isSecure() {
              return true;
            }

            @Override
            public String getAuthenticationScheme() {
              return "JWT";
            }
          });
    }
  }

  /** A class for one role, with methods that say otherwise. */
  @Path("role")
  @RolesAllowed("groupa")
  public static class OfARole {
    @GET
    public String inherited() {
      return "inherited";
    }

    @GET
    @Path("other")
    @RolesAllowed({"groupb", "groupc"})
    public String other() {
      return "other";
    }

    @GET
    @Path("open")
    @PermitAll
    public String open() {
      return "open";
    }

    @GET
    @Path("closed")
    @DenyAll
    public String closed() {
      return "closed";
    }
  }

  /** A class that says nothing. */
  @Path("plain")
  public static class Open {
    @GET
    public String plain() {
      return "plain";
    }
  }

  /** A class for nobody. */
  @Path("denied")
  @DenyAll
  public static class Closed {
    @GET
    public String denied() {
      return "denied";
    }
  }

  @Test
  void withoutATokenTheAnswerIs401WhereARoleIsNeeded() throws Exception {
    HttpResponse<String> answer = get("role");

    assertEquals(401, answer.statusCode());
    assertEquals(List.of("Bearer"), answer.headers().allValues("WWW-Authenticate"));
    assertEquals("", answer.body());
    assertEquals(401, get("role/other").statusCode());
    assertEquals(401, get("role/closed").statusCode());
    assertEquals(401, get("denied").statusCode());
  }

  @Test
  void aCallerWithTheRoleOfTheClassGetsItsMethods() throws Exception {
    login("groupa");

    assertEquals("200 inherited", statusAndBody("role"));
  }

  @Test
  void aCallerWithoutTheRoleIsForbidden() throws Exception {
    login("groupd");

    assertEquals("403 ", statusAndBody("role"));
    assertEquals("403 ", statusAndBody("role/other"));
  }

  @Test
  void theRolesOfAMethodCountInsteadOfThoseOfItsClass() throws Exception {
    login("groupa");
    assertEquals("403 ", statusAndBody("role/other"));

    login("groupc");
    assertEquals("200 other", statusAndBody("role/other"));
    assertEquals("403 ", statusAndBody("role"));
  }

  @Test
  void aMethodForAllIsOpenInAClassForARole() throws Exception {
    assertEquals("200 open", statusAndBody("role/open"));
  }

  @Test
  void nobodyGetsWhatIsDenied() throws Exception {
    login("groupa");

    assertEquals("403 ", statusAndBody("role/closed"));
    assertEquals("403 ", statusAndBody("denied"));
  }

  @Test
  void aResourceThatSaysNothingIsOpen() throws Exception {
    assertEquals("200 plain", statusAndBody("plain"));
  }

  private void login(String group) throws Exception {
    JwtPrincipal verified =
        TestPrincipals.of(directory, Tokens.good().claim("groups", List.of(group)));
    caller = new TokenPrincipals().principal(verified);
  }

  private static String statusAndBody(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    return answer.statusCode() + " " + answer.body();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI base = java.util.Objects.requireNonNull(server).configuration().baseUri();
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(base.resolve("/" + path)).build(), ofString());
  }
}
