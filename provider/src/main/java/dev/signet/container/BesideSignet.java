package dev.signet.container;

import dev.signet.PrincipalFactory;
import dev.signet.log.Messages;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;

/**
 * Libraries beside Signet that an application has: looked for once, when the application starts.
 */
public final class BesideSignet {
  private static final Logger LOG = Messages.logger(BesideSignet.class);

  /** In a ServletContext: the factory. Each copy of Signet has one of its own. */
  private static final String PRINCIPALS = "dev.signet.principals." + UUID.randomUUID();

  /** A class loader that fails may do so each time. */
  private static final int MOST_SERVICES = 100;

  /** Of an application without a library for it: callers stay as they are. */
  static final PrincipalFactory NONE = caller -> caller;

  private BesideSignet() {}

  /**
   * What makes the principals of an application.
   *
   * @param application the application
   * @return the same for all requests; callers stay as they are where there is no library for it
   */
  public static PrincipalFactory principals(ServletContext application) {
    if (application.getAttribute(PRINCIPALS) instanceof PrincipalFactory known) {
      return known;
    }
    PrincipalFactory found = find(PrincipalFactory.class, application).orElse(NONE);
    application.setAttribute(PRINCIPALS, found);
    return found;
  }

  /**
   * Settings that an application brings in another form than {@code signet.json}. Where they cannot
   * be looked for, there is a source that says so each time: nothing is served without them.
   */
  static Optional<ConfigSource> settings(ServletContext application) {
    try {
      return find(ConfigSource.Finder.class, application).flatMap(it -> it.find(application));
    } catch (RuntimeException | LinkageError e) {
      return Optional.of(
          () -> {
            throw new IllegalStateException("the settings of the application cannot be read", e);
          });
    }
  }

  private static <T> Optional<T> find(Class<T> type, ServletContext application) {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    loaders.add(application.getClassLoader());
    loaders.add(type.getClassLoader());
    return loaders.stream().flatMap(loader -> find(type, loader, application).stream()).findFirst();
  }

  /** A service of another copy of Signet is of no use here, and hides no other one. */
  private static <T> Optional<T> find(
      Class<T> type, ClassLoader loader, ServletContext application) {
    Iterator<T> services = ServiceLoader.load(type, loader).iterator();
    for (int i = 0; i < MOST_SERVICES; i++) {
      try {
        return services.hasNext() ? Optional.of(services.next()) : Optional.empty();
      } catch (ServiceConfigurationError e) {
        LOG.log(
            Level.WARNING,
            "SIGNET0142W: {0} has a library for another copy of Signet than the one that serves it: its {1} is"
                + " not used",
            AppContextId.of(application),
            type.getName());
      }
    }
    return Optional.empty();
  }
}
