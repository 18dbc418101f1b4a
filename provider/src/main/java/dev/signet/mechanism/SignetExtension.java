package dev.signet.mechanism;

import dev.signet.config.ConfigException;
import dev.signet.container.ApplicationMechanisms;
import dev.signet.container.ConfigLocation;
import dev.signet.container.ConfigSource;
import dev.signet.container.SignetInitializer;
import dev.signet.settings.ConfigProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds {@link JwtHeaderAuthenticationMechanismDefinition} in an application and gives it a {@link
 * JwtAuthenticationMechanism}. It names no class of Jakarta Security in its methods, since CDI
 * looks at them in applications that have none.
 */
public class SignetExtension implements Extension {
  private static final String INSIDE = "/WEB-INF/";

  private final Map<String, JwtHeaderAuthenticationMechanismDefinition> definitions =
      new TreeMap<>();
  private boolean hasMechanism;

  /** CDI makes one for each application. */
  public SignetExtension() {}

  <T> void find(
      @Observes @WithAnnotations(JwtHeaderAuthenticationMechanismDefinition.class)
          ProcessAnnotatedType<T> event) {
    AnnotatedType<T> type = event.getAnnotatedType();
    var definition = type.getAnnotation(JwtHeaderAuthenticationMechanismDefinition.class);
    if (definition != null) {
      definitions.put(type.getJavaClass().getName(), definition);
    }
  }

  void addMechanism(@Observes AfterTypeDiscovery event) {
    if (!definitions.isEmpty()) {
      MechanismBeans.addMechanism(event);
    }
  }

  /**
   * Qualifies other mechanisms, before they become beans. Qualifiers of their own stay: a handler
   * of the application finds them by these.
   */
  <T> void setAside(@Observes ProcessBeanAttributes<T> event) {
    if (!definitions.isEmpty() && MechanismBeans.isOther(event.getBeanAttributes())) {
      Set<Annotation> qualifiers = new HashSet<>(event.getBeanAttributes().getQualifiers());
      qualifiers.remove(Default.Literal.INSTANCE);
      qualifiers.add(new OtherMechanism.Literal());
      var unused = event.configureBeanAttributes().qualifiers(qualifiers);
    }
  }

  /** Finds out whether there is a mechanism of Signet, which may come from a producer. */
  void see(@Observes ProcessBean<?> event) {
    hasMechanism |= ApplicationMechanisms.isOurs(event.getBean().getTypes());
  }

  void addStore(@Observes AfterBeanDiscovery event) {
    if (hasMechanism) {
      MechanismBeans.addStore(event);
    }
  }

  /** Warns of an application that sees this class and is not served. */
  void lookForInitializer(@Observes @Initialized(ApplicationScoped.class) Object application) {
    if (application instanceof ServletContext context) {
      SignetInitializer.lookOnceCalled(context);
    }
  }

  /**
   * The same, where CDI shows the start of a web application to its own libraries alone, as Liberty
   * does, or to none, as WildFly.
   */
  void lookForInitializerAgain(@Observes @Initialized(RequestScoped.class) Object request) {
    if (request instanceof ServletRequest exchange) {
      var unused = SignetInitializer.isPassedOver(exchange.getServletContext());
    }
  }

  /** Where the configuration of a web application is. */
  ConfigSource configuration(ServletContext application) throws ConfigException {
    if (definitions.size() != 1) {
      String message = "must be on one class, and is on " + definitions.keySet();
      throw new ConfigException(
          "@JwtHeaderAuthenticationMechanismDefinition", List.of(new ConfigProblem("", message)));
    }
    var definition = definitions.entrySet().iterator().next();
    Expressions expressions = new Expressions(CDI.current().getBeanManager());
    AnnotatedSettings settings =
        new AnnotatedSettings(definition.getValue(), definition.getKey(), expressions);
    if (settings.isEmpty()) {
      return ConfigSource.firstOf(() -> ConfigLocation.places(application));
    }
    Optional<String> file = settings.file();
    if (file.isPresent()) {
      return ConfigSource.of(path(file.get(), application));
    }
    return () -> settings.load(ConfigLocation.baseDirectory(application));
  }

  private static Path path(String file, ServletContext application) {
    String inside = file.startsWith(INSIDE) ? application.getRealPath(file) : null;
    return Path.of(inside == null ? file : inside);
  }
}
