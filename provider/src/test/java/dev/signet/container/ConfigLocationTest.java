package dev.signet.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.signet.config.ConfigException;
import dev.signet.testing.SystemProperties;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The six places of a configuration, of which the first hit wins. */
class ConfigLocationTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("SIGNET_CONFIG", "/environment.json");

  @TempDir Path directory;

  private static ServletContext application() {
    return Applications.starting()
        .realPath("/WEB-INF/signet.json", "/app/WEB-INF/signet.json")
        .context();
  }

  /** Beside the jar; in this build the classes are a folder. */
  private static Path besideTheJar() {
    return ConfigLocation.besideThisJar().orElseThrow().resolve("signet.json");
  }

  @Test
  void theContextParameterComesBeforeEverything() {
    ServletContext named =
        Applications.starting().parameter("signet.config", "/parameter.json").context();
    try (SystemProperties properties = new SystemProperties()) {
      properties.set("signet.config", "/property.json");
      assertEquals(List.of(Path.of("/parameter.json")), ConfigLocation.places(named, ENVIRONMENT));
    }
  }

  @Test
  void theSystemPropertyComesBeforeTheEnvironment() {
    try (SystemProperties properties = new SystemProperties()) {
      properties.set("signet.config", "/property.json");
      assertEquals(
          List.of(Path.of("/property.json")), ConfigLocation.places(application(), ENVIRONMENT));
    }
  }

  @Test
  void theEnvironmentComesBeforeTheUsualPlaces() {
    try (SystemProperties properties = new SystemProperties()) {
      properties.set("server.config.dir", directory.toString());
      assertEquals(
          List.of(Path.of("/environment.json")), ConfigLocation.places(application(), ENVIRONMENT));
    }
  }

  @Test
  void theUsualPlacesAreTheServersTheJarsAndTheApplications() {
    try (SystemProperties properties = new SystemProperties()) {
      properties.set("server.config.dir", directory.toString());
      assertEquals(
          List.of(
              directory.resolve("signet.json"),
              besideTheJar(),
              Path.of("/app/WEB-INF/signet.json")),
          ConfigLocation.places(application(), Map.of()));
    }
  }

  @Test
  void anApplicationThatIsNotUnpackedHasNoPlaceOfItsOwn() {
    assertEquals(List.of(besideTheJar()), ConfigLocation.places(Applications.app(), Map.of()));
  }

  @Test
  void ofTheUsualPlacesTheFirstThatHasAFileWins() throws Exception {
    Path first = Files.createDirectory(directory.resolve("first")).resolve("signet.json");
    Path second = Files.createDirectory(directory.resolve("second")).resolve("signet.json");
    List<Path> places = List.of(first, second);
    ConfigException none = assertThrows(ConfigException.class, () -> ConfigLocation.first(places));
    assertEquals("there is none; looked for " + places, none.problems().get(0).message());
    Files.writeString(second, "{}");
    assertEquals(second, ConfigLocation.first(places));
    Files.writeString(first, "{}");
    assertEquals(first, ConfigLocation.first(places));
  }

  /** It was meant, so no other place takes its turn. */
  @Test
  void aPlaceThatIsNamedIsTakenWhetherThereIsAFileOrNot() throws Exception {
    Path named = directory.resolve("nowhere.json");
    assertEquals(named, ConfigLocation.first(List.of(named)));
  }

  @Test
  void relativeLocationsBeginInTheFirstFolderThatExists() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("conf"));
    try (SystemProperties properties = new SystemProperties()) {
      properties.set("server.config.dir", directory.resolve("no").toString());
      properties.set("catalina.base", directory.toString());
      assertEquals(folder, ConfigLocation.baseDirectory(Applications.app()).normalize());
    }
  }
}
