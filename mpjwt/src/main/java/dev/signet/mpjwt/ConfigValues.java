package dev.signet.mpjwt;

import dev.signet.log.Messages;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The properties of MicroProfile Config for one application. On a server without MicroProfile
 * Config its usual sources are read instead: the system properties, the environment, and {@code
 * META-INF/microprofile-config.properties} of the class path. That file beside the {@code WEB-INF}
 * of an application comes last.
 */
final class ConfigValues {
  private static final Logger LOG = Messages.logger(ConfigValues.class);
  private static final String FILE = "META-INF/microprofile-config.properties";

  private final ClassLoader loader;
  private final Properties beside;
  private final Properties onClassPath;

  ConfigValues(ServletContext application) {
    this.loader = application.getClassLoader();
    this.onClassPath = read(loader.getResourceAsStream(FILE));
    this.beside = read(application.getResourceAsStream("/" + FILE));
  }

  private static Properties read(@Nullable InputStream file) {
    Properties properties = new Properties();
    try (file) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.WARNING, "SIGNET0201W: {0} of an application cannot be read", FILE);
    }
    return properties;
  }

  /** The value of a property without blanks around it; an empty one counts as missing. */
  Optional<String> get(String name) {
    return configured(name)
        .or(() -> Optional.ofNullable(beside.getProperty(name)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private Optional<String> configured(String name) {
    try {
      return Config.get(name, loader);
    } catch (LinkageError | IllegalStateException e) {
      String asVariable = name.replaceAll("[^A-Za-z0-9]", "_");
      return Stream.of(
              System.getProperty(name),
              System.getenv(name),
              System.getenv(asVariable),
              System.getenv(asVariable.toUpperCase(Locale.ROOT)),
              onClassPath.getProperty(name))
          .filter(Objects::nonNull)
          .findFirst();
    }
  }

  /** Apart, since nothing of it can be linked where MicroProfile Config is missing. */
  private static final class Config {
    static Optional<String> get(String name, ClassLoader loader) {
      return ConfigProvider.getConfig(loader).getOptionalValue(name, String.class);
    }
  }
}
