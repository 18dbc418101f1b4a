package dev.signet.it.servers;

import static dev.signet.it.servers.Variant.MECHANISM;
import static dev.signet.it.servers.Variant.MODULE;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every known one. */
final class Deviations {
  private static final Set<Variant> ALL_VARIANTS = Set.of(Variant.values());
  private static final Set<String> WILDFLY = Set.of("wildfly", "wildfly-preview");
  private static final Set<String> JETTY =
      Set.of("jetty-12-ee10", "jetty-12-ee11", "jetty-12-java25");
  private static final Set<String> WITHOUT_CDI =
      and(JETTY, "tomcat-10.1", "tomcat-11", "tomcat-11-java25");
  private static final Set<String> SERVLET_CONTAINERS =
      and(WITHOUT_CDI, "tomcat-10.1-soteria", "tomcat-11-soteria", "tomcat-11-soteria-4");

  static final List<Deviation> ALL =
      List.of(
          new Deviation(
              Set.of("open-liberty", "open-liberty-java25"),
              Set.of(Variant.EVERY_APPLICATION),
              Row.CLAIMS,
              "500",
              "an application does not see the library of the bell.",
              "`<classloader commonLibraryRef=\"signet\"/>` in the application's element, or the"
                  + " [feature](../LIBERTY.md), whose types every application sees."),
          new Deviation(
              JETTY,
              ALL_VARIANTS,
              Row.DESCRIPTOR_ROLES,
              "described 403, plain 403",
              "Jetty has no descriptor that gives roles to groups.",
              "`groupToRoles` in `signet.json`."),
          new Deviation(
              JETTY,
              ALL_VARIANTS,
              Row.ERROR_PAGE,
              "401 ? ?, 401 ? ?, 403 403 null",
              "Jetty answers before the request enters the application: a 401 has Jetty's own page,"
                  + " and the application's page for 403 is shown to nobody.",
              "Do without a caller on error pages."),
          new Deviation(
              JETTY,
              ALL_VARIANTS,
              Row.FORBIDDEN_PAGE,
              "403 null mine, 403 null null, 200 otheruser theirs, 200 testuser null, basket: 403"
                  + " null null",
              "the page for 403 is shown to nobody, with the session of the caller.",
              "Do without a caller on error pages."),
          new Deviation(
              JETTY,
              ALL_VARIANTS,
              Row.UNAUTHORIZED_PAGE,
              "no token: 401 ? ?, expired: 401 ? ?, expired, open page: 401 ? ?",
              "a 401 has Jetty's own page.",
              "None of the application is shown."),
          new Deviation(
              JETTY,
              ALL_VARIANTS,
              Row.NO_TOKEN,
              "200 null, 401 ?, 401 ?, 401 ?, 200 testuser mine, same session: true",
              "a 401 has Jetty's own page.",
              "None of the application is shown."),
          new Deviation(
              Set.of("tomee-9"),
              ALL_VARIANTS,
              Row.DESCRIPTOR_ROLES,
              "described 403, plain 403",
              "TomEE 9 is a Tomcat 10.0, which has no role mapping for applications.",
              "`groupToRoles` in `signet.json`."),
          new Deviation(
              SERVLET_CONTAINERS,
              ALL_VARIANTS,
              Row.EJB,
              "no beans here",
              "the server has no enterprise beans.",
              "Ask the request in the servlet."),
          new Deviation(
              SERVLET_CONTAINERS,
              ALL_VARIANTS,
              Row.JAX_RS,
              "404",
              "the server has no JAX-RS.",
              "An implementation in the application asks the request, as the servlets here do."),
          new Deviation(
              WITHOUT_CDI,
              Set.of(MODULE),
              Row.BEAN_GET,
              "looks: 200 ? ? no CDI here, puts: 200 ? ? no CDI here, 200 ? ? no CDI here, open"
                  + " page: 200 ? ? no CDI here, next login: 200 ? ? no CDI here, same login: 200 ?"
                  + " ? no CDI here",
              "the server has no CDI.",
              "With Weld in the application it is as on Tomcat with Soteria."),
          new Deviation(
              WITHOUT_CDI,
              Set.of(MODULE),
              Row.BEAN_POST,
              "200 ? ? no CDI here, 200 ? ? no CDI here, open page: 200 ? ? no CDI here, 200 ? ? no"
                  + " CDI here",
              "the server has no CDI.",
              "With Weld in the application it is as on Tomcat with Soteria."),
          new Deviation(
              WILDFLY,
              ALL_VARIANTS,
              Row.DESCRIPTOR_ROLES,
              "described 403, plain 403",
              "its descriptor, jboss-web.xml, gives roles to users and not to groups.",
              "Write groupToRoles into signet.json."),
          new Deviation(
              Set.of("glassfish-7"),
              ALL_VARIANTS,
              Row.ASYNC,
              "name: testuser; in RoleA: false; in RoleB: false",
              "outside a servlet the server has let go of the application it checks roles for.",
              "Ask for roles before startAsync, or the principal for its groups."),
          new Deviation(
              Set.of("glassfish-8", "glassfish-9", "payara-micro-7"),
              ALL_VARIANTS,
              Row.ASYNC,
              "",
              "outside a servlet isUserInRole throws a NullPointerException of the server.",
              "Ask for roles before startAsync, or the principal for its groups."),
          new Deviation(
              WILDFLY,
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

  private static Set<String> and(Set<String> servers, String... others) {
    return Stream.concat(servers.stream(), Stream.of(others))
        .collect(Collectors.toUnmodifiableSet());
  }

  static Optional<Deviation> of(String server, Variant variant, Row row) {
    return ALL.stream().filter(deviation -> deviation.isOf(server, variant, row)).findFirst();
  }
}
