package dev.signet.container;

import dev.signet.config.ConfigException;
import dev.signet.config.ServedApplications;
import dev.signet.config.SignetConfig;
import dev.signet.settings.ConfigProblem;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads a configuration, as often as it is asked to. */
public interface ConfigSource {

  /**
   * Finds the settings of applications that bring them in another form than {@code signet.json}. It
   * is found as a service ({@link java.util.ServiceLoader}) when an application starts.
   */
  @FunctionalInterface
  interface Finder {
    /**
     * Looks for settings.
     *
     * @param application the application that starts
     * @return empty where it brings none
     */
    Optional<ConfigSource> find(ServletContext application);
  }

  /** Settings that the server itself has, in the place of a {@code signet.json}. */
  interface OfServer {
    /**
     * Whether there are any now.
     *
     * @return false where the usual files count
     */
    boolean isSet();

    /**
     * The settings for an application.
     *
     * @param application the application that starts
     * @param files the usual files, which count while the server has no settings
     * @return a source that reads what is there at that moment
     */
    ConfigSource source(ServletContext application, ConfigSource files);

    /**
     * An application starts, with a configuration that is right.
     *
     * @param application the application, served or not
     * @param config its configuration
     */
    void starts(ServletContext application, SignetConfig config);
  }

  /**
   * Whether settings that are in no file are others than at the last reading, and have stayed the
   * same between two calls of this. It is asked every second.
   *
   * @return false where all settings are in files
   */
  default boolean hasChanged() {
    return false;
  }

  /**
   * Reads and checks the configuration as it is now.
   *
   * @return the configuration
   * @throws ConfigException with every mistake in it
   */
  SignetConfig load() throws ConfigException;

  /**
   * A source for a server that knows its applications by their context roots alone: a name, which
   * no application could have, is a mistake.
   *
   * @param source where the configuration comes from
   * @return the same configuration
   */
  static ConfigSource withoutNames(ConfigSource source) {
    return new ConfigSource() {
      @Override
      public boolean hasChanged() {
        return source.hasChanged();
      }

      @Override
      public SignetConfig load() throws ConfigException {
        SignetConfig config = source.load();
        ServedApplications served = config.applications();
        List<ConfigProblem> names =
            Stream.of(
                    names("applications", served.included()),
                    names("excludedApplications", served.excluded()))
                .flatMap(problems -> problems)
                .toList();
        if (names.isEmpty()) {
          return config;
        }
        throw new ConfigException(config.source(), names, config.files());
      }
    };
  }

  private static Stream<ConfigProblem> names(String setting, Set<String> entries) {
    return entries.stream()
        .filter(ServedApplications::isName)
        .sorted()
        .map(
            name ->
                new ConfigProblem(
                    setting,
                    "\""
                        + name
                        + "\" is no context root, and only Liberty knows applications by"
                        + " other names; write \"/"
                        + name
                        + "\""));
  }

  /**
   * A source without a configuration.
   *
   * @param wrong why there is none
   * @return a source that always throws this
   */
  static ConfigSource never(ConfigException wrong) {
    return () -> {
      throw wrong;
    };
  }

  /**
   * One file.
   *
   * @param file a {@code signet.json}
   * @return the source
   */
  static ConfigSource of(Path file) {
    return () -> SignetConfig.load(file);
  }

  /**
   * The first file that exists in several places. All places are searched each time until one of
   * the files was right: from then on it is that file, whatever is put in other places.
   *
   * @param places in their order
   * @return the source
   */
  static ConfigSource firstOf(Supplier<List<Path>> places) {
    AtomicReference<Path> file = new AtomicReference<>();
    return () -> {
      Path known = file.get();
      Path found = known == null ? ConfigLocation.first(places.get()) : known;
      SignetConfig config = SignetConfig.load(found);
      file.set(found);
      return config;
    };
  }
}
