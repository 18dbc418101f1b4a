package dev.signet.mpjwt;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.PassivationCapable;
import jakarta.enterprise.inject.spi.Prioritized;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bean for something of the caller, made anew for each injection point. It is an alternative
 * before all others, since a server may have beans of its own for the same, which know only tokens
 * that it has verified itself.
 */
final class CallerBean implements Bean<Object>, PassivationCapable, Prioritized {
  /** Before the beans of a server and of an application. */
  private static final int PRIORITY = 1_000_000;

  private final BeanManager manager;
  private final Type type;
  private final Annotation qualifier;
  private final Function<InjectionPoint, @Nullable Object> maker;

  CallerBean(
      BeanManager manager,
      Type type,
      Annotation qualifier,
      Function<InjectionPoint, @Nullable Object> maker) {
    this.manager = manager;
    this.type = type;
    this.qualifier = qualifier;
    this.maker = maker;
  }

  @Override
  @SuppressWarnings("NullAway") // a claim that is missing is null, as the specification has it
  public Object create(CreationalContext<Object> context) {
    InjectionPoint point =
        (InjectionPoint) manager.getInjectableReference(new PointItself(this), context);
    return maker.apply(point);
  }

  @Override
  public void destroy(Object instance, CreationalContext<Object> context) {
    context.release();
  }

  @Override
  public Set<Type> getTypes() {
    return Set.of(Object.class, type);
  }

  @Override
  public Set<Annotation> getQualifiers() {
    return Set.of(qualifier, jakarta.enterprise.inject.Any.Literal.INSTANCE);
  }

  @Override
  public Class<? extends Annotation> getScope() {
    return Dependent.class;
  }

  @Override
  public @Nullable String getName() {
    return null;
  }

  @Override
  public Set<Class<? extends Annotation>> getStereotypes() {
    return Set.of();
  }

  @Override
  public boolean isAlternative() {
    return true;
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }

  @Override
  public Class<?> getBeanClass() {
    return TokenExtension.class;
  }

  @Override
  public Set<InjectionPoint> getInjectionPoints() {
    return Set.of();
  }

  @Override
  public String getId() {
    return "dev.signet.mpjwt:" + type.getTypeName();
  }
}
