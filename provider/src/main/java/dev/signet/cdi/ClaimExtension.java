package dev.signet.cdi;

import dev.signet.JwtPrincipal;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Provides beans for the caller and for the claims that an application injects. It stops the
 * deployment where an injection could not be resolved, or could resolve to another caller's claims.
 */
public class ClaimExtension implements Extension {
  private final Set<Type> claimTypes = new LinkedHashSet<>();

  /** CDI makes one for each application. */
  public ClaimExtension() {}

  void look(@Observes ProcessInjectionPoint<?, ?> event) {
    InjectionPoint point = event.getInjectionPoint();
    Type type = point.getType();
    boolean isLookedUp = isLookedUp(type);
    Type wanted = isLookedUp ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    boolean isClaim = point.getQualifiers().stream().anyMatch(Claim.class::isInstance);
    if (isClaim) {
      if (ClaimKind.of(wanted).isEmpty()) {
        event.addDefinitionError(
            new DefinitionException(point + ": a claim cannot be injected as " + wanted));
        return;
      }
      claimTypes.add(boxed(wanted));
    }
    boolean isCallers = isClaim || isCaller(wanted);
    if (isCallers && !isLookedUp && !livesInOneRequest(point)) {
      event.addDefinitionError(
          new DefinitionException(
              point
                  + ": belongs to one request; make the bean @RequestScoped, or inject it as an"
                  + " Instance"));
    }
  }

  /** For CDI a primitive type and its class are the same (CDI 4.0 section 2.4.1). */
  private static Type boxed(Type type) {
    return type instanceof Class<?> raw ? MethodType.methodType(raw).wrap().returnType() : type;
  }

  private static boolean isLookedUp(Type type) {
    return type instanceof ParameterizedType parameterized
        && (parameterized.getRawType() == Instance.class
            || parameterized.getRawType() == Provider.class);
  }

  private static boolean isCaller(Type type) {
    return type == JwtPrincipal.class || isOptionalCaller(type);
  }

  private static boolean isOptionalCaller(Type type) {
    return type instanceof ParameterizedType parameterized
        && parameterized.getRawType() == Optional.class
        && parameterized.getActualTypeArguments()[0] == JwtPrincipal.class;
  }

  /** Parameters of producers and observers are looked up with each call. */
  private static boolean livesInOneRequest(InjectionPoint point) {
    Bean<?> bean = point.getBean();
    boolean isOfARequest =
        bean == null ? isOfAResource(point) : bean.getScope() == RequestScoped.class;
    return isOfARequest || isOfACall(point);
  }

  /**
   * Liberty scans the classes of REST resources twice: as beans, and as its own components without
   * a bean. It creates no instance of the second kind where the class has a scope. A component of
   * another kind, such as a servlet, outlives a request whatever its scope.
   */
  private static boolean isOfAResource(InjectionPoint point) {
    Class<?> component = point.getMember().getDeclaringClass();
    return component.isAnnotationPresent(RequestScoped.class)
        && Arrays.stream(component.getAnnotations())
            .anyMatch(a -> a.annotationType().getName().equals("jakarta.ws.rs.Path"));
  }

  private static boolean isOfACall(InjectionPoint point) {
    Annotated annotated = point.getAnnotated();
    return annotated instanceof AnnotatedParameter<?> parameter
        && parameter.getDeclaringCallable() instanceof AnnotatedMethod<?> method
        && !method.isAnnotationPresent(Inject.class);
  }

  void add(@Observes AfterBeanDiscovery event) {
    add(event, JwtPrincipal.class, Default.Literal.INSTANCE, Callers::required);
    add(event, Callers.OPTIONAL, Default.Literal.INSTANCE, Callers::find);
    for (Type type : claimTypes) {
      ClaimKind kind = ClaimKind.of(type).orElseThrow();
      add(event, type, Claim.Literal.of(""), lookup -> Callers.claim(lookup, kind));
    }
  }

  private static void add(
      AfterBeanDiscovery event,
      Type type,
      Annotation qualifier,
      Function<Instance<Object>, Object> producer) {
    var unused =
        event
            .addBean()
            .types(Object.class, type)
            .qualifiers(qualifier)
            .scope(Dependent.class)
            .produceWith(producer);
  }
}
