package dev.signet.mechanism;

import dev.signet.config.ConfigException;
import dev.signet.container.AppContextId;
import dev.signet.container.ConfigSource;
import dev.signet.container.ReloadableAuthenticator;
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
final class ApplicationAuthenticators implements AutoCloseable {
  private final Sources sources;

  /** In a ServletContext: the line. Each mechanism has its own, whichever copy it is of. */
  private final String attribute = "dev.signet.line." + UUID.randomUUID();

  // below: guarded by this
  private final List<ReloadableAuthenticator> lines = new ArrayList<>();
  private boolean isClosed;

  /** Where the configuration of an application is. */
  interface Sources {
    ConfigSource of(ServletContext application) throws ConfigException;
  }

  ApplicationAuthenticators(Sources sources) {
    this.sources = sources;
  }

  ReloadableAuthenticator of(ServletContext application) {
    return application.getAttribute(attribute) instanceof ReloadableAuthenticator line
        ? line
        : begin(application);
  }

  private synchronized ReloadableAuthenticator begin(ServletContext application) {
    if (application.getAttribute(attribute) instanceof ReloadableAuthenticator line) {
      return line;
    }
    ReloadableAuthenticator line = line(AppContextId.of(application), application);
    if (isClosed) {
      line.close();
      return line;
    }
    lines.add(line);
    application.setAttribute(attribute, line.follow());
    return line;
  }

  private ReloadableAuthenticator line(AppContextId id, ServletContext application) {
    Clock clock = Clock.systemUTC();
    ConfigSource source;
    try {
      source = sources.of(application);
    } catch (ConfigException e) {
      return ReloadableAuthenticator.waiting(id, ConfigSource.never(e), e, clock);
    }
    try {
      return ReloadableAuthenticator.of(id, source, source.load(), clock);
    } catch (Throwable e) {
      return ReloadableAuthenticator.waiting(id, source, e, clock);
    }
  }

  /** Ends an application's line; it stays where it is, so that no late request begins another. */
  synchronized void end(ServletContext application) {
    if (application.getAttribute(attribute) instanceof ReloadableAuthenticator line) {
      lines.remove(line);
      line.close();
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    lines.forEach(ReloadableAuthenticator::close);
    lines.clear();
  }
}
