package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.ws.security.jaspi.LibertyLikeCallbackHandler;
import dev.signet.testing.Requests;
import dev.signet.testing.SystemProperties;
import jakarta.security.auth.message.config.AuthConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.security.auth.callback.CallbackHandler;
import org.apache.catalina.authenticator.jaspic.AuthConfigFactoryImpl;
import org.apache.catalina.authenticator.jaspic.TomcatLikeCallbackHandler;
import org.eclipse.jetty.JettyLikeMessageInfo;
import org.junit.jupiter.api.Test;
import org.wildfly.security.auth.jaspi.WildFlyLikeCallbackHandler;

/** Which server has made an object, and in what it differs from the standard. */
class ServerTest {
  private static final CallbackHandler ANY = callbacks -> {};

  @Test
  void theCallbackHandlerTellsTheServer() {
    assertEquals(Server.LIBERTY, Server.of(new LibertyLikeCallbackHandler()));
    assertEquals(Server.WILDFLY, Server.of(new WildFlyLikeCallbackHandler()));
    assertEquals(Server.TOMCAT, Server.of(new TomcatLikeCallbackHandler()));
    assertEquals(Server.STANDARD, Server.of(ANY));
  }

  @Test
  void anObjectIsOfOneServerAndNoOther() {
    AuthConfigFactory tomcats = new AuthConfigFactoryImpl();
    Object jettys = new JettyLikeMessageInfo(new Exchange(Requests.empty().build(), false));
    for (Server server : Server.values()) {
      assertEquals(server == Server.TOMCAT, server.made(tomcats), server.name());
      assertEquals(server == Server.JETTY, server.made(jettys), server.name());
      assertFalse(server.made("of the JDK"), server.name());
    }
    assertTrue(Server.LIBERTY.isOf(LibertyLikeCallbackHandler.class));
  }

  @Test
  void eachDifferenceIsOneServers() {
    assertEquals(List.of(Server.LIBERTY), having(Server::hasOneHandler));
    assertEquals(List.of(Server.LIBERTY), having(Server::prefersItsOwnLogin));
    assertEquals(List.of(Server.TOMCAT), having(Server::keepsCallersInSessions));
    assertEquals(
        List.of(Server.WILDFLY), having(server -> server.refusalOfCallers().contains("jboss-cli")));
  }

  private static List<Server> having(Predicate<Server> difference) {
    return Stream.of(Server.values()).filter(difference).toList();
  }

  @Test
  void theNotifierIsTheServersOwnWay() {
    assertSame(LibertyCallerNotifier.INSTANCE, CallerNotifier.of(new LibertyLikeCallbackHandler()));
    assertEquals(new CallbackCallerNotifier(ANY, Server.STANDARD), CallerNotifier.of(ANY));
  }

  @Test
  void anApplicationThatIsAnOsgiBundleCameWithTheServer() {
    assertFalse(Server.isItsOwn(Applications.app()));
    assertTrue(
        Server.isItsOwn(Applications.starting().attribute("osgi-bundlecontext", "any").context()));
  }

  @Test
  void aConfigurationDirectoryIsTheOneThatTheServerNames() {
    Map<String, String> places =
        Map.of(
            "server.config.dir", "/liberty",
            "jboss.server.config.dir", "/wildfly",
            "com.sun.aas.instanceRoot", "/domain/config",
            "catalina.base", "/tomcat/conf");
    for (Map.Entry<String, String> place : places.entrySet()) {
      String value = place.getValue().replaceFirst("/(config|conf)$", "");
      try (SystemProperties properties = new SystemProperties()) {
        properties.set(place.getKey(), value);
        assertEquals(
            List.of(place.getValue()), Server.configDirectories().map(Object::toString).toList());
      }
    }
  }
}
