package dev.signet.mechanism;

import dev.signet.container.ApplicationMechanisms;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The beans of Jakarta Security that an application has. */
final class ApplicationBeans {
  /** In a ServletContext: the handler; an enterprise archive may have several applications. */
  private static final String IDENTITY_STORES = "dev.signet.identityStores";

  /** The handler of all identity stores, the server's or the application's own. Looked up once. */
  IdentityStoreHandler identityStores(ServletContext application) {
    if (application.getAttribute(IDENTITY_STORES) instanceof IdentityStoreHandler known) {
      return known;
    }
    IdentityStoreHandler found = CDI.current().select(IdentityStoreHandler.class).get();
    application.setAttribute(IDENTITY_STORES, found);
    return found;
  }

  /** Whether there is a mechanism beside Signet's. */
  boolean hasOtherMechanism() {
    return other(CDI.current().getBeanManager()).isPresent();
  }

  /** The mechanism beside Signet's. */
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

  private static Optional<Bean<?>> other(BeanManager manager) {
    return Optional.ofNullable(manager.resolve(others(manager)));
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
