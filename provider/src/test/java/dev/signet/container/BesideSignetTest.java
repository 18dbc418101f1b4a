package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.JwtPrincipal;
import dev.signet.PrincipalFactory;
import dev.signet.config.ConfigException;
import dev.signet.settings.ConfigProblem;
import dev.signet.testing.LogOfSignet;
import jakarta.servlet.ServletContext;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries beside Signet, as an application brings them. */
class BesideSignetTest {
  @TempDir private Path libraries;
  private final JwtPrincipal caller =
      new JwtPrincipal("testuser", "realm", List.of("groupa"), Map.of(), Instant.EPOCH);

  /** A principal of another API. */
  static final class OtherPrincipal extends JwtPrincipal {
    private static final long serialVersionUID = 1L;

    OtherPrincipal(JwtPrincipal caller) {
      super(caller);
    }
  }

  /** A library for it. */
  public static final class OtherPrincipals implements PrincipalFactory {
    @Override
    public JwtPrincipal principal(JwtPrincipal caller) {
      return new OtherPrincipal(caller);
    }
  }

  /** Settings with a mistake. */
  public static final class OtherSettings implements ConfigSource.Finder {
    @Override
    public Optional<ConfigSource> find(ServletContext application) {
      return Optional.of(
          ConfigSource.never(
              new ConfigException("other", List.of(new ConfigProblem("name", "is wrong")))));
    }
  }

  /** Settings that cannot be looked for. */
  public static final class FailingSettings implements ConfigSource.Finder {
    @Override
    public Optional<ConfigSource> find(ServletContext application) {
      throw new IllegalArgumentException("no library shows its words");
    }
  }

  private ServletContext with(Class<?> service, Class<?> implementation) throws Exception {
    Path file = libraries.resolve("META-INF/services").resolve(service.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, implementation.getName());
    return Applications.starting()
        .loader(
            new URLClassLoader(
                new URL[] {libraries.toUri().toURL()}, BesideSignetTest.class.getClassLoader()))
        .context();
  }

  @Test
  void aLibraryMakesThePrincipalsOfItsApplication() throws Exception {
    ServletContext application = with(PrincipalFactory.class, OtherPrincipals.class);
    JwtPrincipal seen = BesideSignet.principals(application).principal(caller);
    assertInstanceOf(OtherPrincipal.class, seen);
    assertEquals(caller, seen);
    assertEquals(List.of("groupa"), seen.groups());
    assertSame(BesideSignet.principals(application), BesideSignet.principals(application));
  }

  @Test
  void withoutALibraryCallersStayAsTheyAre() {
    assertSame(caller, BesideSignet.principals(Applications.app()).principal(caller));
    assertEquals(Optional.empty(), BesideSignet.settings(Applications.app()));
  }

  @Test
  void aLibraryOfAnotherCopyIsNamedAndNotUsed() throws Exception {
    try (LogOfSignet log = LogOfSignet.open()) {
      ServletContext application = with(PrincipalFactory.class, OtherSettings.class);
      assertSame(caller, BesideSignet.principals(application).principal(caller));
      assertEquals(
          1,
          log.linesWith("has a library for another copy of Signet than the one that serves it")
              .size());
    }
  }

  @Test
  void settingsOfALibraryAreReadAsThoseOfAFile() throws Exception {
    ServletContext application = with(ConfigSource.Finder.class, OtherSettings.class);
    ConfigSource found = BesideSignet.settings(application).orElseThrow();
    assertEquals(
        "name: is wrong",
        assertThrows(ConfigException.class, found::load).problems().get(0).toString());
  }

  @Test
  void settingsThatCannotBeLookedForAreNoPermission() throws Exception {
    ServletContext application = with(ConfigSource.Finder.class, FailingSettings.class);
    ConfigSource found = BesideSignet.settings(application).orElseThrow();
    assertEquals(
        "the settings of the application cannot be read",
        assertThrows(IllegalStateException.class, found::load).getMessage());
  }
}
