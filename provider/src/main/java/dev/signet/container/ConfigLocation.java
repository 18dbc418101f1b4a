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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds {@code signet.json}: what is named first, then the usual places; the first hit wins. */
public final class ConfigLocation {
  static final String NAME = "signet.config";
  private static final String ENVIRONMENT_NAME = "SIGNET_CONFIG";
  private static final String FILE = "signet.json";

  private ConfigLocation() {}

  /** Where the configuration may be: where it is named to be, or else in the usual places. */
  public static List<Path> places(ServletContext application) {
    return Stream.of(
            application.getInitParameter(NAME),
            System.getProperty(NAME),
            System.getenv(ENVIRONMENT_NAME))
        .filter(Objects::nonNull)
        .map(Path::of)
        .findFirst()
        .map(List::of)
        .orElseGet(() -> usualPlaces(application).toList());
  }

  /** The one place, or of several the first that has a file. */
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

  /** Where a {@code signet.json} would be: the first of the usual places whose folder is there. */
  public static Path baseDirectory(ServletContext application) {
    return usualPlaces(application)
        .map(file -> file.resolveSibling("."))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(Path.of("."));
  }

  /**
   * The server's configuration directory by the name each server has for it, and our own folder.
   */
  private static Stream<Path> usualPlaces(ServletContext application) {
    Stream<Path> server =
        Stream.of(
                directory("server.config.dir", ""),
                directory("jboss.server.config.dir", ""),
                directory("com.sun.aas.instanceRoot", "config"),
                directory("catalina.base", "conf"),
                besideThisJar())
            .flatMap(Optional::stream)
            .map(directory -> directory.resolve(FILE));
    Optional<Path> inside =
        Optional.ofNullable(application.getRealPath("/WEB-INF/" + FILE)).map(Path::of);
    return Stream.concat(server, inside.stream());
  }

  private static Optional<Path> directory(String property, String folder) {
    return Optional.ofNullable(System.getProperty(property)).map(d -> Path.of(d, folder));
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
