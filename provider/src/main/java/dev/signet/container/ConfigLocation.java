package dev.signet.container;

import dev.signet.config.ConfigException;
import dev.signet.settings.ConfigProblem;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds {@code signet.json}. The first hit wins: the place that the context parameter {@code
 * signet.config} of the application names, the system property of that name, the environment
 * variable {@code SIGNET_CONFIG}; else the server's configuration directory, the folder of this
 * jar, and {@code /WEB-INF/}.
 */
public final class ConfigLocation {
  static final String NAME = "signet.config";
  private static final String ENVIRONMENT_NAME = "SIGNET_CONFIG";
  private static final String FILE = "signet.json";

  private ConfigLocation() {}

  /**
   * Where the configuration may be.
   *
   * @param application the application
   * @return the one place that is named, or else the usual places in their order
   */
  public static List<Path> places(ServletContext application) {
    return places(application, System.getenv());
  }

  static List<Path> places(ServletContext application, Map<String, String> environment) {
    return named(application, environment)
        .map(List::of)
        .orElseGet(() -> usualPlaces(application).toList());
  }

  private static Optional<Path> named(ServletContext application, Map<String, String> environment) {
    return Stream.of(
            application.getInitParameter(NAME),
            System.getProperty(NAME),
            environment.get(ENVIRONMENT_NAME))
        .filter(Objects::nonNull)
        .map(Path::of)
        .findFirst();
  }

  /** Whether a place is named for the application. */
  static boolean isNamed(ServletContext application) {
    return named(application, System.getenv()).isPresent();
  }

  /** Whether a place is named for the application, or a usual place has a file. */
  static boolean isSet(ServletContext application) {
    return isNamed(application) || usualPlaces(application).anyMatch(Files::exists);
  }

  /** The one place that is named, or of several the first that has a file. */
  static Path first(List<Path> places) throws ConfigException {
    if (places.size() == 1) {
      return places.get(0);
    }
    return places.stream()
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    FILE, List.of(new ConfigProblem("", "there is none; looked for " + places))));
  }

  /**
   * The folder in which a {@code signet.json} would be.
   *
   * @param application the application
   * @return the first folder of the usual places that exists
   */
  public static Path baseDirectory(ServletContext application) {
    return usualPlaces(application)
        .map(file -> file.resolveSibling("."))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(Path.of("."));
  }

  /** The server's configuration directory, the folder of this jar, and the application. */
  private static Stream<Path> usualPlaces(ServletContext application) {
    Stream<Path> server =
        Stream.concat(Server.configDirectories(), besideThisJar().stream())
            .map(directory -> directory.resolve(FILE));
    Optional<Path> inside =
        Optional.ofNullable(application.getRealPath("/WEB-INF/" + FILE)).map(Path::of);
    return Stream.concat(server, inside.stream());
  }

  static Optional<Path> besideThisJar() {
    CodeSource source = ConfigLocation.class.getProtectionDomain().getCodeSource();
    try {
      URI jar =
          source == null || source.getLocation() == null ? null : source.getLocation().toURI();
      return jar == null || !"file".equals(jar.getScheme())
          ? Optional.empty()
          : Optional.ofNullable(Path.of(jar).getParent());
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }
}
