package dev.signet.container;

import dev.signet.config.ConfigException;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The line of each web application that a mechanism serves; an enterprise archive may have several.
 * Where a configuration is wrong there is none until it is corrected, and one message says why. A
 * line belongs to the application's {@code ServletContext}, and not to its path: virtual hosts and
 * versions of an application have the same paths.
 */
final class MechanismLines implements AutoCloseable {
  private final Sources sources;

  /** In a ServletContext: the line. Each mechanism has its own, whichever copy it is of. */
  private final String attribute = "dev.signet.line." + UUID.randomUUID();

  // below: guarded by this
  private final List<ServedLine> lines = new ArrayList<>();
  private boolean isClosed;

  /** Where the configuration of an application is. */
  interface Sources {
    ConfigSource of(ServletContext application) throws ConfigException;
  }

  MechanismLines(Sources sources) {
    this.sources = sources;
  }

  ServedLine of(ServletContext application) {
    return application.getAttribute(attribute) instanceof ServedLine line
        ? line
        : begin(application);
  }

  private synchronized ServedLine begin(ServletContext application) {
    if (application.getAttribute(attribute) instanceof ServedLine line) {
      return line;
    }
    ServedLine line = line(AppContextId.of(application), application);
    if (isClosed) {
      line.close();
      return line;
    }
    lines.add(line);
    application.setAttribute(attribute, line.follow());
    return line;
  }

  private ServedLine line(AppContextId id, ServletContext application) {
    Clock clock = Clock.systemUTC();
    ConfigSource source;
    try {
      source = sources.of(application);
    } catch (ConfigException e) {
      return ServedLine.waiting(id, ConfigSource.never(e), e, clock);
    }
    try {
      return ServedLine.of(id, source, source.load(), clock);
    } catch (Throwable e) {
      return ServedLine.waiting(id, source, e, clock);
    }
  }

  /** Ends an application's line; it stays where it is, so that no late request begins another. */
  synchronized void end(ServletContext application) {
    if (application.getAttribute(attribute) instanceof ServedLine line) {
      lines.remove(line);
      line.close();
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    lines.forEach(ServedLine::close);
    lines.clear();
  }
}
