package dev.signet.container;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

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
  }

  /**
   * What stands for settings that are in no file. Where it is another one than before, the
   * configuration is read again.
   *
   * @return equal for the same settings
   */
  default Object state() {
    return "";
  }

  /**
   * Reads and checks the configuration as it is now.
   *
   * @return the configuration
   * @throws ConfigException with every mistake in it
   */
  SignetConfig load() throws ConfigException;

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
