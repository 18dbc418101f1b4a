package dev.signet.soteria.cdi;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.Name;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.spi.ObjectFactory;
import org.jboss.weld.resources.ManagerObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Answers the one name {@code cdi:BeanManager}, with the application's own. JNDI finds this class
 * by its name: package prefix, scheme, scheme and {@code URLContextFactory}.
 */
@SuppressWarnings({"TypeName", "checkstyle:TypeName"})
public final class cdiURLContextFactory implements ObjectFactory {

  /** JNDI calls it. */
  public cdiURLContextFactory() {}

  @Override
  public Object getObjectInstance(
      @Nullable Object reference,
      @Nullable Name name,
      @Nullable Context context,
      @Nullable Hashtable<?, ?> environment)
      throws Exception {
    return new CdiNames(new ManagerObjectFactory().getObjectInstance(null, null, null, null));
  }

  private static final class CdiNames extends InitialContext {
    private final Object beanManager;

    CdiNames(Object beanManager) throws NamingException {
      super(true); // without a look at the server's names
      this.beanManager = beanManager;
    }

    @Override
    public Object lookup(String name) throws NamingException {
      if (!name.equals("cdi:BeanManager")) {
        throw new NameNotFoundException(name);
      }
      return beanManager;
    }

    /** Nothing can be bound here, and no other name can be asked for. */
    @Override
    protected Context getURLOrDefaultInitCtx(String name) throws NamingException {
      throw new OperationNotSupportedException();
    }

    @Override
    protected Context getURLOrDefaultInitCtx(Name name) throws NamingException {
      throw new OperationNotSupportedException();
    }

    @Override
    protected Context getDefaultInitCtx() throws NamingException {
      throw new OperationNotSupportedException();
    }
  }
}
