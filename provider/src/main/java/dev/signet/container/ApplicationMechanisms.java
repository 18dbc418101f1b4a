package dev.signet.container;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.InjectionPoint;
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
 * @param asksForJsonWebToken whether a bean injects what MicroProfile JWT knows of a caller, which
 *     is empty where another than MicroProfile JWT has verified the token
 */
record ApplicationMechanisms(boolean hasOurs, List<String> others, boolean asksForJsonWebToken) {

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
      return new ApplicationMechanisms(false, List.of(), false);
    }
  }

  /** Apart, since nothing of it can be linked where CDI is missing. */
  private static final class Beans {
    private static final String MICROPROFILE_JWT = "org.eclipse.microprofile.jwt.";

    static ApplicationMechanisms find() {
      BeanManager manager = CDI.current().getBeanManager();
      Set<Bean<?>> beans =
          manager.getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE);
      return new ApplicationMechanisms(
          beans.stream().anyMatch(MechanismBeans::isMechanism),
          beans.stream()
              .filter(bean -> !MechanismBeans.isMechanism(bean))
              .map(bean -> bean.getBeanClass().getName())
              .sorted()
              .toList(),
          manager.getBeans(Object.class, Any.Literal.INSTANCE).stream()
              .filter(bean -> !isServersOwn(bean))
              .flatMap(bean -> bean.getInjectionPoints().stream())
              .anyMatch(Beans::isJsonWebToken));
    }

    /** Liberty's MicroProfile JWT has such beans itself, in every application. */
    private static boolean isServersOwn(Bean<?> bean) {
      String name = bean.getBeanClass().getName();
      return name.startsWith("com.ibm.") || name.startsWith("io.openliberty.");
    }

    /** The token, in whatever wrapping, or a claim of it. */
    private static boolean isJsonWebToken(InjectionPoint point) {
      return point.getType().getTypeName().contains(MICROPROFILE_JWT)
          || point.getQualifiers().stream()
              .anyMatch(q -> q.annotationType().getName().startsWith(MICROPROFILE_JWT));
    }
  }
}
