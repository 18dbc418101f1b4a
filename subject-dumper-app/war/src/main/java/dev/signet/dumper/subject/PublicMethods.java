package dev.signet.dumper.subject;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Calls public methods of objects whose classes the application cannot see. */
final class PublicMethods {
  private PublicMethods() {}

  /** What the method answers; empty when there is no such method, it fails, or it answers null. */
  static Optional<Object> call(Object target, String name) {
    return types(target.getClass())
        .flatMap(PublicMethods::methods)
        .filter(method -> isReadable(method, name) && method.canAccess(target))
        .findFirst()
        .flatMap(method -> invoke(method, target));
  }

  /** The same, for a method that should answer text. */
  static Optional<String> text(Object target, String name) {
    return call(target, name).filter(String.class::isInstance).map(String.class::cast);
  }

  /** None for a class that names types its own loader cannot find. */
  private static Stream<Method> methods(Class<?> type) {
    try {
      return Arrays.stream(type.getDeclaredMethods());
    } catch (LinkageError e) {
      return Stream.empty();
    }
  }

  private static boolean isReadable(Method method, String name) {
    return method.getName().equals(name)
        && method.getParameterCount() == 0
        && Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers());
  }

  /**
   * The class, its superclasses and interfaces: a hidden class may implement a public interface.
   */
  private static Stream<Class<?>> types(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    Stream<Class<?>> parents = parent == null ? Stream.empty() : Stream.of(parent);
    return Stream.concat(
        Stream.of(type),
        Stream.concat(parents, Arrays.stream(type.getInterfaces())).flatMap(PublicMethods::types));
  }

  private static Optional<Object> invoke(Method method, Object target) {
    try {
      return Optional.ofNullable(method.invoke(target));
    } catch (IllegalAccessException | InvocationTargetException e) {
      return Optional.empty();
    }
  }
}
