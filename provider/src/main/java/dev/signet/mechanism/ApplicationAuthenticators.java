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
 * The authenticator of each web application that a mechanism serves; an enterprise archive may have
 * several. Where a configuration is wrong, every request of its application gets a 503 until it is
 * corrected, and one message in the log says why. An authenticator belongs to the application's
 * {@code ServletContext}, and not to its path: virtual hosts and versions of an application have
 * the same paths.
 */
final class ApplicationAuthenticators implements AutoCloseable {
  private final Sources sources;

  /** In a ServletContext: the authenticator. Each mechanism has one, whichever copy it is of. */
  private final String attribute = "dev.signet.authenticator." + UUID.randomUUID();

  // below: guarded by this
  private final List<ReloadableAuthenticator> all = new ArrayList<>();
  private boolean isClosed;

  /** Where the configuration of an application is. */
  interface Sources {
    ConfigSource of(ServletContext application) throws ConfigException;
  }

  ApplicationAuthenticators(Sources sources) {
    this.sources = sources;
  }

  ReloadableAuthenticator of(ServletContext application) {
    return application.getAttribute(attribute) instanceof ReloadableAuthenticator known
        ? known
        : begin(application);
  }

  private synchronized ReloadableAuthenticator begin(ServletContext application) {
    if (application.getAttribute(attribute) instanceof ReloadableAuthenticator known) {
      return known;
    }
    ReloadableAuthenticator begun = read(AppContextId.of(application), application);
    if (isClosed) {
      begun.close();
      return begun;
    }
    all.add(begun);
    application.setAttribute(attribute, begun.follow());
    return begun;
  }

  private ReloadableAuthenticator read(AppContextId id, ServletContext application) {
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

  /** Closes an application's authenticator. It is kept, so that no late request begins another. */
  synchronized void end(ServletContext application) {
    if (application.getAttribute(attribute) instanceof ReloadableAuthenticator known) {
      all.remove(known);
      known.close();
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    all.forEach(ReloadableAuthenticator::close);
    all.clear();
  }
}
