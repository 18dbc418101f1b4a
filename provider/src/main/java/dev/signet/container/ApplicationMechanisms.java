package dev.signet.container;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;

/**
 * The Jakarta Security mechanisms of the application that the calling thread belongs to.
 *
 * @param hasOurs whether one is of Signet, in whichever copy
 * @param others the classes of the others
 */
record ApplicationMechanisms(boolean hasOurs, List<String> others) {

  private static final Logger LOG = System.getLogger(ApplicationMechanisms.class.getName());

  /** Copies the list. */
  ApplicationMechanisms {
    others = List.copyOf(others);
  }

  /** None where there is no CDI or no Jakarta Security. */
  static ApplicationMechanisms find() {
    try {
      return Beans.find();
    } catch (LinkageError | IllegalStateException e) {
      LOG.log(Level.DEBUG, "no CDI or no Jakarta Security: {0}", e.toString());
      return new ApplicationMechanisms(false, List.of());
    }
  }

  /** Apart, since nothing of it can be linked where CDI is missing. */
  private static final class Beans {
    static ApplicationMechanisms find() {
      Set<Bean<?>> beans =
          CDI.current()
              .getBeanManager()
              .getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE);
      return new ApplicationMechanisms(
          beans.stream().anyMatch(MechanismBeans::isMechanism),
          beans.stream()
              .filter(bean -> !MechanismBeans.isMechanism(bean))
              .map(bean -> bean.getBeanClass().getName())
              .sorted()
              .toList());
    }
  }
}
