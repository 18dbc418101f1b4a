package dev.signet.container;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The line of each web application that a mechanism serves; an enterprise archive may have several.
 * Where a configuration is wrong there is none until it is mended, and one message says why.
 */
final class MechanismLines implements AutoCloseable {
  private static final Logger LOG = System.getLogger(JwtAuthenticationMechanism.class.getName());

  private final Sources sources;

  /** By context path: all applications of one mechanism are on one virtual host. */
  private final Map<String, ServedLine> lines = new ConcurrentHashMap<>();

  /** Where the configuration of an application is. */
  interface Sources {
    ConfigSource of(ServletContext application) throws ConfigException;
  }

  MechanismLines(Sources sources) {
    this.sources = sources;
  }

  ServedLine of(ServletContext application) {
    return lines.computeIfAbsent(
        application.getContextPath(), path -> begin(AppContextId.of(application), application));
  }

  private ServedLine begin(AppContextId id, ServletContext application) {
    Clock clock = Clock.systemUTC();
    ConfigSource source = ConfigSource.NONE;
    try {
      source = sources.of(application);
      SignetConfig config = source.load();
      config.warnings().forEach(w -> LOG.log(Level.WARNING, "{0}: {1}", config.source(), w));
      LOG.log(Level.INFO, "{0} is served by its mechanism with {1}", id, config.source());
      return ServedLine.of(id, source, config, clock).follow();
    } catch (ConfigException e) {
      String message = Objects.toString(e.getMessage(), "");
      LOG.log(Level.ERROR, "{0} answers 503 until this is mended: {1}", id, message);
      return ServedLine.waiting(id, source, e, clock).follow();
    }
  }

  @Override
  public void close() {
    lines.values().forEach(ServedLine::close);
    lines.clear();
  }
}
