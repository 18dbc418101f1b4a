package dev.signet.container;

import dev.signet.identity.ServerNames;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.callback.CallbackHandler;

/**
 * The kinds of servers, and everything in which one of them differs from the standard. A request is
 * served by the server that has made the callback handler: that object decides, since it is the one
 * that is notified of the caller.
 */
@SuppressWarnings("ImmutableEnumChecker") // its fields are, though their types do not say so
public enum Server {
  /** Open Liberty and WebSphere Liberty. */
  LIBERTY(
      ServerNames.inAccessIds("UNAUTHENTICATED"),
      Optional.of(new ConfigDirectory("server.config.dir", "")),
      "com.ibm.",
      "io.openliberty."),

  /**
   * WildFly and JBoss EAP. Elytron replaces the roles that its own realm has for a user of the same
   * name only where it is notified of a group: without one, WildFly with its default settings
   * ({@code integrated-jaspi}) would give the caller of a token the roles of a local user. No role
   * has the empty name.
   */
  WILDFLY(
      ServerNames.withoutRealms(List.of("")),
      Optional.of(new ConfigDirectory("jboss.server.config.dir", "")),
      "org.wildfly."),

  /** GlassFish and Payara. Before Tomcat, whose directory they name as well. */
  GLASSFISH(
      ServerNames.withoutRealms(List.of()),
      Optional.of(new ConfigDirectory("com.sun.aas.instanceRoot", "config")),
      "com.sun.enterprise."),

  /** Tomcat and TomEE. */
  TOMCAT(
      ServerNames.withoutRealms(List.of()),
      Optional.of(new ConfigDirectory("catalina.base", "conf")),
      "org.apache.catalina."),

  /** Jetty with its own bridge to Jakarta Authentication. */
  JETTY(ServerNames.withoutRealms(List.of()), Optional.empty(), "org.eclipse.jetty."),

  /** Every other server. */
  STANDARD(ServerNames.withoutRealms(List.of()), Optional.empty());

  /**
   * An application that is an OSGi bundle has this attribute (OSGi Compendium, Web Applications).
   */
  private static final String BUNDLE_CONTEXT = "osgi-bundlecontext";

  private static final String LIBERTYS_NAME =
      "com.ibm.websphere.servlet.enterprise.application.name";

  private static final List<Server> ALL = List.of(values());

  private final ServerNames names;
  private final Optional<ConfigDirectory> configDirectory;
  private final List<String> packages;

  /** A system property that names a directory, and the folder in it. */
  private record ConfigDirectory(String property, String folder) {
    Optional<Path> find() {
      return Optional.ofNullable(System.getProperty(property)).map(d -> Path.of(d, folder));
    }
  }

  Server(ServerNames names, Optional<ConfigDirectory> configDirectory, String... packages) {
    this.names = names;
    this.configDirectory = configDirectory;
    this.packages = List.of(packages);
  }

  /**
   * The server that has made a callback handler. Its class is the one thing that is there for every
   * request and tells the servers apart; the {@code ServletContext} of GlassFish has a class of the
   * same name as Tomcat's.
   *
   * @param handler the handler that a module or a mechanism is given
   * @return the server, or {@link #STANDARD} where it is none with differences
   */
  public static Server of(CallbackHandler handler) {
    for (Server server : ALL) {
      if (server.made(handler)) {
        return server;
      }
    }
    return STANDARD;
  }

  /**
   * The server's configuration directories, by the system property that each kind of server sets.
   *
   * @return those that are set, Liberty's first
   */
  static Stream<Path> configDirectories() {
    return ALL.stream()
        .flatMap(server -> server.configDirectory.stream())
        .flatMap(directory -> directory.find().stream());
  }

  /**
   * Whether an application came with the server. On Liberty its own applications, such as the Admin
   * Center and the REST connector, are OSGi bundles.
   */
  static boolean isItsOwn(ServletContext application) {
    return application.getAttribute(BUNDLE_CONTEXT) != null;
  }

  /**
   * The server's own name for an application. Of an enterprise archive with several web modules it
   * is the same for all of them.
   *
   * @param application the application
   * @return the name on Liberty, which {@code server.xml} gives it, else that of the file; empty
   *     elsewhere
   */
  public static Optional<String> applicationName(ServletContext application) {
    return application.getAttribute(LIBERTYS_NAME) instanceof String name && !name.isEmpty()
        ? Optional.of(name)
        : Optional.empty();
  }

  /** Whether an object is of a class of this server. */
  boolean made(Object object) {
    return isOf(object.getClass());
  }

  /** Whether a class is one of this server. */
  boolean isOf(Class<?> type) {
    for (String start : packages) {
      if (type.getName().startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /**
   * How this server names callers and groups.
   *
   * @return the same for all requests
   */
  public ServerNames names() {
    return names;
  }

  /**
   * Whether the one callback handler serves all requests. Elsewhere it may belong to one request,
   * and keeping it would mix up callers.
   */
  boolean hasOneHandler() {
    return this == LIBERTY;
  }

  /**
   * Whether the server may have a login of its own for the request that has precedence over the
   * token. On Liberty the cookie of a login by a form of Jakarta Security counts for every
   * application of the server: Liberty puts that user into the request before it calls the module,
   * and would mix the two up.
   */
  boolean prefersItsOwnLogin() {
    return this == LIBERTY;
  }

  /** Whether the server keeps callers in their HTTP sessions, as Tomcat does. */
  boolean keepsCallersInSessions() {
    return this == TOMCAT;
  }

  /** What to do where the server does not accept a caller. */
  String refusalOfCallers() {
    return this == WILDFLY
        ? "WildFly takes only callers of its own realm, until this is run in jboss-cli.sh:"
            + " /subsystem=undertow/application-security-domain=other:write-attribute("
            + "name=integrated-jaspi,value=false), and then reload; instead of other, the"
            + " security-domain of jboss-web.xml where that names one"
        : "the server refused the caller's identity";
  }
}
