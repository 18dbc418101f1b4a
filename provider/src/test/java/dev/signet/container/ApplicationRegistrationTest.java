package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.signet.testing.Requests;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.RegistrationListener;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.servlet.ServletContext;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import org.apache.catalina.authenticator.jaspic.AuthConfigFactoryImpl;
import org.apache.catalina.authenticator.jaspic.SimpleAuthConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Versions of an application side by side, each with its own copy of Signet, in Tomcat's own
 * factory.
 */
class ApplicationRegistrationTest {
  private static final String NAME = "host /app";

  private AuthConfigFactory factory = new AuthConfigFactoryImpl();
  private @Nullable AuthConfigFactory before;

  @BeforeEach
  void ofTomcat() {
    before = AuthConfigFactory.getFactory();
    AuthConfigFactory.setFactory(factory);
  }

  @AfterEach
  void asItWas() {
    AuthConfigFactory.setFactory(before);
  }

  /** Looks for a provider once, and again when it hears of a change, as Tomcat's valves do. */
  private final class Valve implements RegistrationListener {
    private final ServletContext application;
    private @Nullable AuthConfigProvider provider;

    Valve(ServletContext application) {
      this.application = application;
      look();
    }

    private void look() {
      provider = factory.getConfigProvider("HttpServlet", NAME, this);
    }

    @Override
    public void notify(String layer, String appContext) {
      look();
    }

    /** Who has validated a request. */
    Object ask() throws Exception {
      AuthConfigProvider asked = provider;
      if (asked == null) {
        return "nobody";
      }
      Exchange exchange = new Exchange(Requests.empty().in(application).build(), true);
      ServerAuthConfig config = asked.getServerAuthConfig("HttpServlet", NAME, callbacks -> {});
      var unused =
          config
              .getAuthContext(config.getAuthContextID(exchange), new Subject(), Map.of())
              .validateRequest(exchange, new Subject(), new Subject());
      return String.valueOf(exchange.getMap().get("validated by"));
    }
  }

  private @Nullable AuthConfigProvider registered() {
    return factory.getConfigProvider("HttpServlet", NAME, null);
  }

  @Test
  void eachVersionIsServedByItsOwn() throws Exception {
    var first = VersionOfAnApplication.start("first", Applications.app());
    Valve old = new Valve(first.application());
    assertEquals("first", old.ask());
    var second = VersionOfAnApplication.start("second", Applications.app());
    Valve young = new Valve(second.application());
    assertEquals(List.of("first", "second"), List.of(old.ask(), young.ask()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
  void whateverTheOrderInWhichVersionsEndTheOthersStayServed(String order) throws Exception {
    List<VersionOfAnApplication> versions = new ArrayList<>();
    List<Valve> valves = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      versions.add(VersionOfAnApplication.start("version " + i, Applications.app()));
      valves.add(new Valve(versions.get(i).application()));
    }
    List<Integer> alive = new ArrayList<>(List.of(0, 1, 2));
    for (int ending : order.chars().map(Character::getNumericValue).toArray()) {
      versions.get(ending).end();
      alive.remove((Integer) ending);
      for (int each : alive) {
        assertEquals("version " + each, valves.get(each).ask(), "after the end of " + ending);
      }
    }
    assertNull(registered());
  }

  @Test
  void aVersionThatIsReloadedIsServedByItsNewSelf() throws Exception {
    var first = VersionOfAnApplication.start("first", Applications.app());
    var second = VersionOfAnApplication.start("second", Applications.app());
    Valve young = new Valve(second.application());
    first.end();
    var again = VersionOfAnApplication.start("first again", Applications.app());
    Valve old = new Valve(again.application());
    assertEquals(List.of("first again", "second"), List.of(old.ask(), young.ask()));
    again.end();
    assertEquals("second", young.ask());
    second.end();
    assertNull(registered());
  }

  @Test
  void anApplicationThatIsDeployedAgainIsServedAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      var version = VersionOfAnApplication.start("deployed " + i, Applications.app());
      assertEquals("deployed " + i, new Valve(version.application()).ask());
      version.end();
      assertNull(registered());
    }
  }

  /** As Soteria's own listener does on Tomcat, before the one of ours that ends the version. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRegistrationThatIsRemovedByItsNameIsPutBack(boolean isTheFirst) throws Exception {
    var first = VersionOfAnApplication.start("first", Applications.app());
    Valve old = new Valve(first.application());
    var second = VersionOfAnApplication.start("second", Applications.app());
    Valve young = new Valve(second.application());
    factory.removeServerAuthModule((isTheFirst ? first : second).application());
    assertEquals(List.of("first", "second"), List.of(old.ask(), young.ask()));
    (isTheFirst ? first : second).end();
    assertEquals(isTheFirst ? "second" : "first", (isTheFirst ? young : old).ask());
    (isTheFirst ? second : first).end();
    assertNull(registered());
  }

  /**
   * As Soteria's initializer does on Tomcat, before the listener of ours that begins the version.
   */
  @ParameterizedTest
  @ValueSource(strings = {"012", "120", "201", "210"})
  void versionsFindEachOtherWhereAnotherIsRegisteredInBetween(String order) throws Exception {
    List<VersionOfAnApplication> versions = new ArrayList<>();
    List<Valve> valves = new ArrayList<>();
    List<Integer> alive = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      var unused =
          factory.registerConfigProvider(
              new SimpleAuthConfigProvider(null, null), "HttpServlet", NAME, "Soteria's");
      versions.add(VersionOfAnApplication.start("version " + i, Applications.app()));
      valves.add(new Valve(versions.get(i).application()));
      alive.add(i);
      for (int each : alive) {
        assertEquals("version " + each, valves.get(each).ask(), "after the start of " + i);
      }
    }
    for (int ending : order.chars().map(Character::getNumericValue).toArray()) {
      versions.get(ending).end();
      alive.remove((Integer) ending);
      for (int each : alive) {
        assertEquals("version " + each, valves.get(each).ask(), "after the end of " + ending);
      }
    }
    assertNull(registered());
  }

  @Test
  void whatAnotherHasRegisteredInItsPlaceStays() throws Exception {
    var version = VersionOfAnApplication.start("first", Applications.app());
    AuthConfigProvider another = new JwtAuthConfigProvider(NAME, TestModules::waiting, null);
    var unused = factory.registerConfigProvider(another, "HttpServlet", NAME, "another's");
    version.end();
    assertSame(another, registered());
  }

  @Test
  void theRootHasTwoNamesWhichEndTogether() throws Exception {
    var version = VersionOfAnApplication.start("root", Applications.at(""));
    for (String name : List.of("host /", "host ")) {
      assertNotNull(factory.getConfigProvider("HttpServlet", name, null));
    }
    version.end();
    for (String name : List.of("host /", "host ")) {
      assertNull(factory.getConfigProvider("HttpServlet", name, null));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingHoldsAVersionThatHasEnded(boolean isTheFirst) throws Exception {
    var first = VersionOfAnApplication.start("first", Applications.app());
    var second = VersionOfAnApplication.start("second", Applications.app());
    Valve valve = new Valve((isTheFirst ? second : first).application());
    var ending = isTheFirst ? first : second;
    var loader = new WeakReference<>(ending.loader());
    ending.end();
    assertEquals(isTheFirst ? "second" : "first", valve.ask());
    for (int i = 0; i < 100 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertNull(loader.get());
  }
}
