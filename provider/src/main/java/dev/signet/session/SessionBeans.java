package dev.signet.session;

import dev.signet.log.Messages;
import jakarta.enterprise.context.ContextException;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The beans that CDI keeps in the sessions of one application, for the request that the calling
 * thread serves. Thread-safe.
 */
final class SessionBeans {
  private static final Logger LOG = Messages.logger(SessionBeans.class);

  /** All that the application may have in a session. Looked up once. */
  private volatile @Nullable Known known;

  /**
   * There is no CDI, and there will be none. Without this each end of a session would look for its
   * classes again, under the locks of a class loader, and hold the carrier of a virtual thread.
   */
  private volatile boolean isMissing;

  /** Whether the application has such beans, be there one in the session or not. */
  boolean mayBe() {
    return ask(cdi -> !known(cdi).beans().isEmpty());
  }

  /** Whether the request has some of a session. */
  boolean areLeft() {
    return ask(cdi -> known(cdi).beans().stream().anyMatch(cdi::hasInstance));
  }

  /** Destroys them: CDI makes a new one for the next access. */
  void destroy() {
    var unused =
        ask(
            cdi -> {
              known(cdi).beans().forEach(cdi::destroy);
              return true;
            });
  }

  private Known known(Cdi cdi) {
    Known beans = known;
    if (beans == null) {
      beans = new Known(cdi.beans());
      known = beans;
    }
    return beans;
  }

  /** False where there is no CDI, or none that has to do with the request. */
  private boolean ask(Predicate<Cdi> question) {
    if (isMissing) {
      return false;
    }
    try {
      Optional<Cdi> cdi = Cdi.find();
      return cdi.isPresent() && question.test(cdi.get());
    } catch (LinkageError e) {
      isMissing = true;
      LOG.log(Level.DEBUG, "no CDI: {0}", e.toString());
      return false;
    } catch (IllegalStateException e) {
      LOG.log(Level.DEBUG, "no CDI for this request: {0}", e.toString());
      return false;
    }
  }

  private record Known(List<Bean<?>> beans) {}

  /** Apart, since nothing of it can be linked where CDI is missing. */
  private record Cdi(BeanManager manager, Context session) {

    static Optional<Cdi> find() {
      BeanManager manager = CDI.current().getBeanManager();
      try {
        return Optional.of(new Cdi(manager, manager.getContext(SessionScoped.class)));
      } catch (ContextNotActiveException e) {
        return Optional.empty();
      }
    }

    /** All but the one that stands for the session itself (CDI 4.0 section 6.8). */
    List<Bean<?>> beans() {
      return manager.getBeans(Object.class, Any.Literal.INSTANCE).stream()
          .filter(bean -> bean.getScope() == SessionScoped.class)
          .filter(bean -> !bean.getTypes().contains(HttpSession.class))
          .toList();
    }

    /**
     * True also where the request holds on to a session that has ended, which no new bean can live
     * in.
     */
    boolean hasInstance(Bean<?> bean) {
      try {
        return session.get(bean) != null;
      } catch (IllegalStateException | ContextException e) {
        return true;
      }
    }

    void destroy(Bean<?> bean) {
      if (session instanceof AlterableContext alterable) {
        try {
          alterable.destroy(bean);
        } catch (IllegalStateException | ContextException e) {
          // out of the request, but not out of a session that has just been ended
          LOG.log(Level.TRACE, "ended already");
        }
      }
    }
  }
}
