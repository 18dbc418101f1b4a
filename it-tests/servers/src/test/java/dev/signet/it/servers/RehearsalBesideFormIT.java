package dev.signet.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.it.app.WitnessServlet;
import dev.signet.it.client.Answer;
import dev.signet.it.tokens.Tokens;
import java.io.IOException;
import java.net.CookieManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application with a form and Tomcat's own users, and Signet that only reports. */
@ExtendWith({Installed.class, ArquillianExtension.class})
@RunAsClient
@EnabledIfSystemProperty(named = "server.id", matches = "tomcat-1[01](\\.1)?")
class RehearsalBesideFormIT {
  private static final Site SITE = new Site("/rehearsed");
  private static final String WEB_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0">
        <context-param>
          <param-name>signet.config</param-name>
          <param-value>%s</param-value>
        </context-param>
        <servlet>
          <servlet-name>witness</servlet-name>
          <servlet-class>%s</servlet-class>
        </servlet>
        <servlet-mapping>
          <servlet-name>witness</servlet-name>
          <url-pattern>/secure/*</url-pattern>
        </servlet-mapping>
        <security-constraint>
          <web-resource-collection>
            <web-resource-name>secure</web-resource-name>
            <url-pattern>/secure/*</url-pattern>
          </web-resource-collection>
          <auth-constraint>
            <role-name>groupa</role-name>
          </auth-constraint>
        </security-constraint>
        <login-config>
          <auth-method>FORM</auth-method>
          <form-login-config>
            <form-login-page>/login.html</form-login-page>
            <form-error-page>/login.html</form-error-page>
          </form-login-config>
        </login-config>
        <security-role>
          <role-name>groupa</role-name>
        </security-role>
      </web-app>
      """;

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    Path configuration = ServerUnderTest.home().resolve("conf");
    String enforcing = Files.readString(Matrix.documentation().resolve("signet.json"));
    Path file =
        Files.writeString(
            configuration.resolve("rehearsal.json"),
            enforcing.replaceFirst("\\{", "{ \"mode\": \"report\", "));
    return Wars.plain("rehearsed")
        .addAsWebResource(new StringAsset("the form"), "login.html")
        .setWebXML(
            new StringAsset(
                WEB_XML.formatted(file.toAbsolutePath(), WitnessServlet.class.getName())));
  }

  /** Without a token and a user were those requests alone that found the application started. */
  private static final Pattern SUMMARY =
      Pattern.compile(
          "of (\\d+) requests 1 the same, 1 with another user, 2 without a token where the"
              + " application has a user, (\\d+) without a token and a user, 1 refused: SIGNET-405");

  private static CookieManager loggedIn() {
    CookieManager browser = new CookieManager();
    assertEquals("the form", SITE.getWith(browser, "/secure/x").body());
    String form = "j_username=testuser&j_password=" + ServerUnderTest.property("server.password");
    Answer answer = SITE.postWith(browser, "/j_security_check", form);
    assertTrue(answer.status() / 100 == 3, answer.toString());
    // Tomcat answers this one with the headers of the request that was asked to log in
    assertEquals("testuser", name(SITE.getWith(browser, "/secure/x")));
    return browser;
  }

  @SuppressWarnings("BanJNDI") // the address is the server's own
  private static String summary() {
    String address =
        "service:jmx:rmi:///jndi/rmi://127.0.0.1:"
            + ServerUnderTest.property("it.admin.port")
            + "/jmxrmi";
    try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      ObjectName all = new ObjectName("dev.signet:type=Rehearsal,*");
      List<ObjectName> names = List.copyOf(server.queryNames(all, null));
      assertEquals(1, names.size(), names.toString());
      return String.valueOf(server.getAttribute(names.get(0), "Summary"));
    } catch (IOException | JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T await(Supplier<T> question, Predicate<T> wanted)
      throws InterruptedException {
    T answer = question.get();
    for (int i = 0; i < 100 && !wanted.test(answer); i++) {
      Thread.sleep(200);
      answer = question.get();
    }
    return answer;
  }

  @Test
  void theFormDecidesAndTheSummarySaysWhatSignetWouldHaveDone() throws InterruptedException {
    CookieManager browser = loggedIn();
    assertEquals("testuser", name(SITE.getWith(browser, "/secure/x", Tokens.good())));
    assertEquals(
        "testuser", name(SITE.getWith(browser, "/secure/x", Tokens.good().claim("sub", "eve"))));
    assertEquals("testuser", name(SITE.getWith(browser, "/secure/x", Tokens.expired())));
    assertEquals("testuser", name(SITE.getWith(browser, "/secure/x")));
    assertEquals("the form", SITE.get("/secure/x", Tokens.good()).body());
    String summary = await(RehearsalBesideFormIT::summary, text -> SUMMARY.matcher(text).matches());
    Matcher counts = SUMMARY.matcher(summary);
    assertTrue(counts.matches(), summary);
    assertEquals(5 + Integer.parseInt(counts.group(2)), Integer.parseInt(counts.group(1)), summary);
  }

  private static String name(Answer answer) {
    return Site.seen(answer, "name").replaceFirst("^name: ", "");
  }
}
