package dev.signet.mechanism;

import dev.signet.container.ApplicationMechanisms;
import dev.signet.log.Messages;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** The beans of Jakarta Security that an application has. */
final class ApplicationBeans {
  /** In a ServletContext: the handler; an enterprise archive may have several applications. */
  private static final String IDENTITY_STORES = "dev.signet.identityStores";

  private static final Logger LOG = Messages.logger(ApplicationBeans.class);

  private final AtomicBoolean hasToldSeveral = new AtomicBoolean();

  /** The handler of all identity stores, the server's or the application's own. Looked up once. */
  IdentityStoreHandler identityStores(ServletContext application) {
    if (application.getAttribute(IDENTITY_STORES) instanceof IdentityStoreHandler known) {
      return known;
    }
    IdentityStoreHandler found = CDI.current().select(IdentityStoreHandler.class).get();
    application.setAttribute(IDENTITY_STORES, found);
    return found;
  }

  /** Whether there is one mechanism beside Signet's that can be called. */
  boolean hasOtherMechanism() {
    return other(CDI.current().getBeanManager()).isPresent();
  }

  /** The mechanism beside Signet's; none where there are several. */
  Optional<HttpAuthenticationMechanism> otherMechanism() {
    BeanManager manager = CDI.current().getBeanManager();
    return other(manager)
        .map(
            bean -> {
              CreationalContext<?> creation = manager.createCreationalContext(bean);
              return (HttpAuthenticationMechanism)
                  manager.getReference(bean, HttpAuthenticationMechanism.class, creation);
            });
  }

  /** The only one, or the one that CDI prefers. Which of several it is, Signet cannot decide. */
  private Optional<Bean<?>> other(BeanManager manager) {
    Set<Bean<?>> others = others(manager);
    try {
      return Optional.ofNullable(manager.resolve(others));
    } catch (AmbiguousResolutionException e) {
      if (!hasToldSeveral.getAndSet(true)) {
        LOG.log(
            Level.WARNING,
            "SIGNET0170W: the application has {0} mechanisms beside Signet''s, and Signet passes no request"
                + " on to one of them: without a token protected pages answer 401. An"
                + " HttpAuthenticationMechanismHandler of the application can choose",
            others.size());
      }
      return Optional.empty();
    }
  }

  private static Set<Bean<?>> others(BeanManager manager) {
    return mechanisms(manager).stream()
        .filter(bean -> !ApplicationMechanisms.isOurs(bean.getTypes()))
        .collect(Collectors.toSet());
  }

  private static Set<Bean<?>> mechanisms(BeanManager manager) {
    return manager.getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE);
  }
}
