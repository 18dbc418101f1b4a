package dev.signet.container;

import dev.signet.log.Messages;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;

/**
 * The Jakarta Security mechanisms of the application that the calling thread belongs to.
 *
 * @param hasOurs whether one is of Signet, in whichever copy
 * @param others the classes of the others
 * @param asksForJsonWebToken whether a bean injects the token or a claim from MicroProfile JWT,
 *     which is empty unless MicroProfile JWT has verified the token itself
 */
public record ApplicationMechanisms(
    boolean hasOurs, List<String> others, boolean asksForJsonWebToken) {

  private static final String MECHANISM = "dev.signet.mechanism.JwtAuthenticationMechanism";

  private static final Logger LOG = Messages.logger(ApplicationMechanisms.class);

  /** Copies the list. */
  public ApplicationMechanisms {
    others = List.copyOf(others);
  }

  /**
   * Whether a bean is the mechanism of Signet. Its name decides: the class of another copy is
   * another class.
   *
   * @param types of the bean
   * @return whether the mechanism is among them
   */
  public static boolean isOurs(Set<Type> types) {
    return types.stream().map(Type::getTypeName).anyMatch(MECHANISM::equals);
  }

  /**
   * Looks for them.
   *
   * @return none where there is no CDI or no Jakarta Security
   */
  public static ApplicationMechanisms find() {
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
          beans.stream().anyMatch(bean -> isOurs(bean.getTypes())),
          beans.stream()
              .filter(bean -> !isOurs(bean.getTypes()))
              .map(bean -> bean.getBeanClass().getName())
              .sorted()
              .toList(),
          manager.getBeans(Object.class, Any.Literal.INSTANCE).stream()
              // the beans that Liberty's MicroProfile JWT has in every application are its own
              .filter(bean -> !Server.LIBERTY.isOf(bean.getBeanClass()))
              .flatMap(bean -> bean.getInjectionPoints().stream())
              .anyMatch(Beans::isJsonWebToken));
    }

    /** The token or a claim of it, also inside an Optional, an Instance or a Provider. */
    private static boolean isJsonWebToken(InjectionPoint point) {
      return point.getType().getTypeName().contains(MICROPROFILE_JWT)
          || point.getQualifiers().stream()
              .anyMatch(q -> q.annotationType().getName().startsWith(MICROPROFILE_JWT));
    }
  }
}
