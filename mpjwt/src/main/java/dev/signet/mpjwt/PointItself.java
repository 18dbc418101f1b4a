package dev.signet.mpjwt;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Member;
import java.lang.reflect.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the container for the injection point that a bean is being made for (CDI 4.0 section 5.5.8).
 */
record PointItself(Bean<?> bean) implements InjectionPoint {

  @Override
  public Type getType() {
    return InjectionPoint.class;
  }

  @Override
  public Set<Annotation> getQualifiers() {
    return Set.of(Default.Literal.INSTANCE);
  }

  @Override
  public Bean<?> getBean() {
    return bean;
  }

  @Override
  @SuppressWarnings("NullAway") // there is no member
  public @Nullable Member getMember() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway") // nor anything annotated
  public @Nullable Annotated getAnnotated() {
    return null;
  }

  @Override
  public boolean isDelegate() {
    return false;
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
