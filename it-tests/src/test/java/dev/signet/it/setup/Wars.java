package dev.signet.it.setup;

import dev.signet.it.app.Basket;
import dev.signet.it.app.BasketServlet;
import dev.signet.it.app.RegistrationsServlet;
import dev.signet.it.app.SessionServlet;
import dev.signet.it.app.TalkEndpoint;
import dev.signet.it.app.WitnessServlet;
import dev.signet.it.server.Server;
import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Applications with a witness in them: {@code /open/*} for everybody, {@code /any/*} for every
 * caller with a name, {@code /secure/*} for the role groupa. No roles are bound to groups.
 */
public final class Wars {
  private static final String WEB_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        %s
        <servlet>
          <servlet-name>witness</servlet-name>
          <servlet-class>%s</servlet-class>
        </servlet>
        <servlet>
          <servlet-name>registrations</servlet-name>
          <servlet-class>%s</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>witness</servlet-name>
          <url-pattern>/open/*</url-pattern>
          <url-pattern>/any/*</url-pattern>
          <url-pattern>/secure/*</url-pattern>
        </servlet-mapping>
        <servlet-mapping>
          <servlet-name>registrations</servlet-name>
          <url-pattern>/registrations</url-pattern>
        </servlet-mapping>
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>any</web-resource-name>
            <url-pattern>/any/*</url-pattern>
          </web-resource-collection>
          <auth-constraint>
            <role-name>**</role-name>
          </auth-constraint>
        </security-constraint>
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>secure</web-resource-name>
            <url-pattern>/secure/*</url-pattern>
          </web-resource-collection>
          <auth-constraint>
            <role-name>groupa</role-name>
          </auth-constraint>
        </security-constraint>
        <security-role>
          <role-name>groupa</role-name>
        </security-role>
        <security-role>
          <role-name>groupb</role-name>
        </security-role>
        <security-role>
          <role-name>reader</role-name>
        </security-role>
      </web-app>
      """;

  private static final String CONTEXT_PARAMETER =
      """
      <context-param>
        <param-name>signet.config</param-name>
        <param-value>%s</param-value>
      </context-param>
      """;

  private static final String ERROR_PAGE =
      """
      <error-page>
        <error-code>%s</error-code>
        <location>/open/error</location>
      </error-page>
      """;

  private static final String SESSION_SERVLET =
      """
      <servlet>
        <servlet-name>session</servlet-name>
        <servlet-class>%s</servlet-class>
        <async-supported>true</async-supported>
      </servlet>
      <servlet-mapping>
        <servlet-name>session</servlet-name>
        <url-pattern>/session/*</url-pattern>
      </servlet-mapping>
      <error-page>
        <error-code>401</error-code>
        <location>/session/refused</location>
      </error-page>
      <error-page>
        <error-code>403</error-code>
        <location>/session/refused</location>
      </error-page>
      """;

  private static final String WEB_BND_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-bnd xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.2">
        <virtual-host name="%s"/>
      </web-bnd>
      """;

  private Wars() {}

  /** An application served by the configuration of the server; its name is its context root. */
  public static WebArchive plain(String name) {
    return war(name, "");
  }

  /** An application with a configuration of its own. */
  public static WebArchive configured(String name, Path config) {
    return war(name, CONTEXT_PARAMETER.formatted(config));
  }

  /** An application whose {@code /secure/*} is for another role than groupa. */
  public static WebArchive forRole(String name, String role) {
    WebArchive war = plain(name);
    String webXml = webXml("").replace("<role-name>groupa<", "<role-name>" + role + "<");
    return war.setWebXML(new StringAsset(webXml));
  }

  /**
   * An application with a configuration of its own that also keeps notes in HTTP sessions. The page
   * for 401 and 403 shows them as well.
   */
  public static WebArchive withSessions(String name, Path config) {
    String servlet = SESSION_SERVLET.formatted(SessionServlet.class.getName());
    return war(name, CONTEXT_PARAMETER.formatted(config) + servlet).addClass(SessionServlet.class);
  }

  /** The same with CDI, and a basket in the session, {@code /basket}. */
  public static WebArchive withBaskets(String name, Path config) {
    return withSessions(name, config).addClasses(Basket.class, BasketServlet.class);
  }

  /** An application with a configuration of its own and a WebSocket, {@code /any/talk}. */
  public static WebArchive withWebSocket(String name, Path config) {
    return configured(name, config).addClass(TalkEndpoint.class);
  }

  /** The witness is the error page for every refusal as well. */
  public static WebArchive withErrorPages(String name, Path config) {
    String pages =
        Stream.of(400, 401, 403, 503).map(ERROR_PAGE::formatted).collect(Collectors.joining());
    return war(name, CONTEXT_PARAMETER.formatted(config) + pages);
  }

  /** An application that brings its own copy of Signet. */
  public static WebArchive withSignetInside(String name) {
    return withSignetInside(plain(name));
  }

  /** The same application with its own copy of Signet, and in a cluster of the engine. */
  public static WebArchive withSignetInside(WebArchive application) {
    File jar = Server.providerJar().toFile();
    ClusteredSuite.engine().forEach(part -> application.addAsLibrary(part.toFile()));
    return application.addAsLibrary(jar, "signet-provider-all.jar");
  }

  /** An application on another virtual host. */
  public static WebArchive onVirtualHost(String name, String virtualHost) {
    StringAsset bindings = new StringAsset(WEB_BND_XML.formatted(virtualHost));
    return plain(name).addAsWebInfResource(bindings, "ibm-web-bnd.xml");
  }

  private static String webXml(String parameters) {
    return WEB_XML.formatted(
        parameters, WitnessServlet.class.getName(), RegistrationsServlet.class.getName());
  }

  private static WebArchive war(String name, String parameters) {
    return ShrinkWrap.create(WebArchive.class, name + ".war")
        .addClasses(WitnessServlet.class, RegistrationsServlet.class)
        .setWebXML(new StringAsset(webXml(parameters)));
  }
}
