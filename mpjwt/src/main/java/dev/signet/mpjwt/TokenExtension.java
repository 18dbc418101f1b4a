package dev.signet.mpjwt;

import dev.signet.log.Messages;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.ClaimLiteral;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Provides beans for the caller's token and for the claims that an application injects
 * (MicroProfile JWT 2.1 section 7). It stops the deployment where a claim could not be injected, or
 * would show one caller's claims to the next.
 */
public class TokenExtension implements Extension {
  private static final Logger LOG = Messages.logger(TokenExtension.class);

  private final Set<Type> claimTypes = new LinkedHashSet<>();

  /** CDI makes one for each application. */
  public TokenExtension() {}

  void look(@Observes ProcessInjectionPoint<?, ?> event) {
    InjectionPoint point = event.getInjectionPoint();
    if (claim(point).isEmpty()) {
      return;
    }
    Optional<Type> lookedUp =
        ClaimForm.argument(point.getType(), Instance.class)
            .or(() -> ClaimForm.argument(point.getType(), Provider.class));
    Type type = lookedUp.orElse(point.getType());
    Optional<ClaimForm> form = ClaimForm.of(type);
    if (form.isEmpty()) {
      event.addDefinitionError(
          new DefinitionException(point + ": a claim cannot be injected as " + type));
      return;
    }
    claimTypes.add(boxed(type));
    if (lookedUp.isEmpty() && !form.get().isClaimValue() && outlivesARequest(point)) {
      event.addDefinitionError(
          new DeploymentException(
              point
                  + ": the value of a claim belongs to one request; make the bean @RequestScoped,"
                  + " or inject a ClaimValue or a Provider"));
    }
  }

  private static Optional<Claim> claim(InjectionPoint point) {
    return point.getQualifiers().stream()
        .filter(Claim.class::isInstance)
        .map(Claim.class::cast)
        .findFirst();
  }

  /** For CDI a primitive type and its class are the same (CDI 4.0 section 2.4.1). */
  private static Type boxed(Type type) {
    return type instanceof Class<?> raw ? MethodType.methodType(raw).wrap().returnType() : type;
  }

  /** Parameters of producers and observers are looked up with each call. */
  private static boolean outlivesARequest(InjectionPoint point) {
    Bean<?> bean = point.getBean();
    return bean != null
        && bean.getScope() != RequestScoped.class
        && bean.getScope() != Dependent.class
        && !isOfACall(point);
  }

  private static boolean isOfACall(InjectionPoint point) {
    return point.getAnnotated() instanceof AnnotatedParameter<?> parameter
        && parameter.getDeclaringCallable() instanceof AnnotatedMethod<?> method
        && !method.isAnnotationPresent(Inject.class);
  }

  void add(@Observes AfterBeanDiscovery event, BeanManager manager) {
    event.addBean(
        new CallerBean(manager, JsonWebToken.class, Default.Literal.INSTANCE, p -> new Caller()));
    Annotation anyClaim = new ClaimLiteral();
    for (Type type : claimTypes) {
      ClaimForm form = ClaimForm.of(type).orElseThrow();
      event.addBean(
          new CallerBean(
              manager,
              type,
              anyClaim,
              point -> form.instance(claim(point).map(ClaimForm::name).orElse(""))));
    }
  }

  void say(@Observes AfterDeploymentValidation event, BeanManager manager) {
    boolean hasOthers =
        manager.getBeans(JsonWebToken.class, Any.Literal.INSTANCE).stream()
            .anyMatch(bean -> !(bean instanceof CallerBean));
    if (hasOthers) {
      LOG.log(
          Level.WARNING,
          "SIGNET0202W: the server's own MicroProfile JWT is on as well: in this application Signet serves it,"
              + " and the token and its claims are those that Signet has verified");
    }
  }
}
