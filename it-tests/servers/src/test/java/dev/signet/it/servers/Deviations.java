package dev.signet.it.servers;

import static dev.signet.it.servers.Variant.MECHANISM;
import static dev.signet.it.servers.Variant.MODULE;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every known one. */
final class Deviations {
  private static final Set<Variant> BOTH = Set.of(MODULE, MECHANISM);
  private static final Set<String> SERVLET_CONTAINERS =
      Set.of("tomcat-10.1", "tomcat-11", "tomcat-10.1-soteria", "tomcat-11-soteria");

  static final List<Deviation> ALL =
      List.of(
          new Deviation(
              Set.of("tomee-9"),
              BOTH,
              Row.DESCRIPTOR_ROLES,
              "described 403, plain 403",
              "TomEE 9 is a Tomcat 10.0, which has no role mapping for applications.",
              "`groupToRoles` in `signet.json`."),
          new Deviation(
              SERVLET_CONTAINERS,
              BOTH,
              Row.EJB,
              "no beans here",
              "the server has no enterprise beans.",
              "Ask the request in the servlet."),
          new Deviation(
              SERVLET_CONTAINERS,
              BOTH,
              Row.JAX_RS,
              "404",
              "the server has no JAX-RS.",
              "An implementation in the application asks the request, as the servlets here do."),
          new Deviation(
              Set.of("tomcat-10.1", "tomcat-11"),
              Set.of(MODULE),
              Row.BEAN_GET,
              "looks: 200 ? ? no CDI here, puts: 200 ? ? no CDI here, 200 ? ? no CDI here, open"
                  + " page: 200 ? ? no CDI here, next login: 200 ? ? no CDI here, same login: 200 ?"
                  + " ? no CDI here",
              "the server has no CDI.",
              "With Weld in the application it is as on Tomcat with Soteria."),
          new Deviation(
              Set.of("tomcat-10.1", "tomcat-11"),
              Set.of(MODULE),
              Row.BEAN_POST,
              "200 ? ? no CDI here, 200 ? ? no CDI here, open page: 200 ? ? no CDI here, 200 ? ? no"
                  + " CDI here",
              "the server has no CDI.",
              "With Weld in the application it is as on Tomcat with Soteria."),
          new Deviation(
              Set.of("wildfly"),
              BOTH,
              Row.DESCRIPTOR_ROLES,
              "described 403, plain 403",
              "its descriptor, jboss-web.xml, gives roles to users and not to groups.",
              "Write groupToRoles into signet.json."),
          new Deviation(
              Set.of("glassfish-7"),
              BOTH,
              Row.ASYNC,
              "name: testuser; in RoleA: false; in RoleB: false",
              "outside a servlet the server has let go of the application it checks roles for.",
              "Ask for roles before startAsync, or the principal for its groups."),
          new Deviation(
              Set.of("glassfish-8"),
              BOTH,
              Row.ASYNC,
              "",
              "outside a servlet isUserInRole throws a NullPointerException of the server.",
              "Ask for roles before startAsync, or the principal for its groups."),
          new Deviation(
              Set.of("wildfly"),
              Set.of(MECHANISM),
              Row.SECURITY_CONTEXT,
              "caller: storeduser; tokens: 1; in RoleA: true; in RoleB: false; in stored: true,"
                  + " without a token caller: anonymous; tokens: 0; in RoleA: false; in RoleB:"
                  + " false; in stored: false",
              "without a token getCallerPrincipal is a principal named anonymous, and not null.",
              "Ask for getPrincipalsByType(JwtPrincipal.class)."),
          new Deviation(
              Set.of("glassfish-8"),
              Set.of(MECHANISM),
              Row.SECURITY_CONTEXT,
              "caller: nobody; tokens: 1; in RoleA: true; in RoleB: false; in stored: true, without"
                  + " a token caller: nobody; tokens: 0; in RoleA: false; in RoleB: false; in"
                  + " stored: false",
              "getCallerPrincipal is null for principals that are not the server's own.",
              "Ask for getPrincipalsByType(JwtPrincipal.class), or the request."));

  private Deviations() {}

  static Optional<Deviation> of(String server, Variant variant, Row row) {
    return ALL.stream().filter(deviation -> deviation.isOf(server, variant, row)).findFirst();
  }
}
