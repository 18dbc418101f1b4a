package dev.signet.mechanism;

import dev.signet.container.ApplicationMechanisms;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.BeanAttributes;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.lang.reflect.Type;

/** The beans that Jakarta Security looks for. Only an application with a mechanism needs them. */
final class MechanismBeans {
  private static final String ANY_MECHANISM =
      "jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism";

  private MechanismBeans() {}

  /** As a type, not as a finished bean: Liberty knows mechanisms by their classes only. */
  static void addMechanism(AfterTypeDiscovery event) {
    Class<?> mechanism = JwtAuthenticationMechanism.class;
    var unused = event.addAnnotatedType(mechanism, mechanism.getName());
    // too late for its own @Priority to be considered; the last alternative is the highest
    event.getAlternatives().add(mechanism);
  }

  static void addStore(AfterBeanDiscovery event) {
    var unused =
        event
            .<JwtIdentityStore>addBean()
            .beanClass(JwtIdentityStore.class)
            .types(Object.class, IdentityStore.class, JwtIdentityStore.class)
            .scope(Singleton.class)
            .createWith(creation -> new JwtIdentityStore());
  }

  /** Whether a bean is a mechanism that is not Signet's. */
  static boolean isOther(BeanAttributes<?> bean) {
    return !ApplicationMechanisms.isOurs(bean.getTypes())
        && bean.getTypes().stream().map(Type::getTypeName).anyMatch(ANY_MECHANISM::equals);
  }
}
