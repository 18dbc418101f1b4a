package dev.signet.soteria;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Typed;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import org.glassfish.soteria.cdi.DefaultIdentityStoreHandler;

/**
 * Soteria's handler of identity stores, as a bean of its own. Soteria 4.0.2 gives its bean the same
 * id as that of its {@code HttpAuthenticationMechanismHandler}, so that Weld has one object for
 * both, and every login ends with an exception.
 */
@Alternative
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
@ApplicationScoped
@Typed(IdentityStoreHandler.class)
public class StoreHandler extends DefaultIdentityStoreHandler {

  /** For CDI. */
  public StoreHandler() {}

  /** Finds the stores. */
  @Override
  @PostConstruct
  public void init() {
    super.init();
  }
}
