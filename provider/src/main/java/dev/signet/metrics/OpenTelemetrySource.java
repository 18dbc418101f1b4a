package dev.signet.metrics;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the OpenTelemetry object of the application that the calling thread belongs to. It sets
 * none, and asks for the global one only where one is set: to ask makes an empty one, and the
 * application could not set its own any more.
 */
final class OpenTelemetrySource {
  private static final String TYPE = "io.opentelemetry.api.OpenTelemetry";
  private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";
  private static final String AGENT = "io.opentelemetry.javaagent.OpenTelemetryAgent";

  /** Liberty's own way for a library of the server. */
  private static final String LIBERTY =
      "io.openliberty.microprofile.telemetry.spi.OpenTelemetryAccessor";

  private static final String LIBERTY_INFO =
      "io.openliberty.microprofile.telemetry.spi.OpenTelemetryInfo";

  private OpenTelemetrySource() {}

  /**
   * What was found.
   *
   * @param isApiThere whether the API is on the class path of the application or of this jar
   * @param telemetry an object that works; empty where there is none
   */
  record Found(boolean isApiThere, Optional<Object> telemetry) {}

  static Found find() {
    ClassLoader own = OpenTelemetrySource.class.getClassLoader();
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    List<Attempt> attempts = new ArrayList<>();
    attempts.add(() -> ofLiberty(own));
    boolean isThere = false;
    for (ClassLoader loader : new ClassLoader[] {application, own}) {
      Class<?> type = load(TYPE, loader);
      if (type != null) {
        isThere = true;
        attempts.add(() -> Beans.find(type));
        attempts.add(() -> global(loader));
      }
    }
    return new Found(
        isThere,
        attempts.stream().map(OpenTelemetrySource::result).flatMap(Optional::stream).findFirst());
  }

  /** One of the places to look in. */
  private interface Attempt {
    @Nullable Object get() throws ReflectiveOperationException;
  }

  private static Optional<Object> result(Attempt attempt) {
    try {
      Object found = attempt.get();
      return found == null || isEmpty(found) ? Optional.empty() : Optional.of(found);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // what is missing there is not the application's fault: the next place may have it
      return Optional.empty();
    }
  }

  /** An object without an SDK takes every value and keeps none. */
  private static boolean isEmpty(Object telemetry) throws ReflectiveOperationException {
    Class<?> type = Class.forName(TYPE, false, apiOf(telemetry));
    Method provider = type.getMethod("getMeterProvider");
    Object none = type.getMethod("noop").invoke(null);
    return provider.invoke(telemetry).getClass() == provider.invoke(none).getClass();
  }

  private static @Nullable Object ofLiberty(ClassLoader loader)
      throws ReflectiveOperationException {
    Class<?> accessor = load(LIBERTY, loader);
    if (accessor == null) {
      return null;
    }
    Class<?> type = Class.forName(LIBERTY_INFO, false, accessor.getClassLoader());
    Object info = accessor.getMethod("getOpenTelemetryInfo").invoke(null);
    boolean isEnabled = (Boolean) type.getMethod("isEnabled").invoke(info);
    return isEnabled ? type.getMethod("getOpenTelemetry").invoke(info) : null;
  }

  /** Apart, since nothing of it can be linked where CDI is missing. */
  private static final class Beans {
    static @Nullable Object find(Class<?> type) {
      Instance<?> beans = CDI.current().select(type);
      return beans.isResolvable() ? beans.get() : null;
    }
  }

  /** The method that tells is of version 1.57; with the agent one is always set. */
  private static @Nullable Object global(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> global = Class.forName(GLOBAL, false, loader);
    boolean isSet =
        load(AGENT, ClassLoader.getSystemClassLoader()) != null
            || (Boolean) global.getMethod("isSet").invoke(null);
    return isSet ? global.getMethod("get").invoke(null) : null;
  }

  private static @Nullable Class<?> load(String name, @Nullable ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /** The loader of the API that an object is of. */
  static ClassLoader apiOf(Object telemetry) throws ClassNotFoundException {
    Queue<Class<?>> types = new ArrayDeque<>();
    for (Class<?> type = telemetry.getClass(); type != null; type = type.getSuperclass()) {
      types.add(type);
    }
    while (!types.isEmpty()) {
      Class<?> type = types.remove();
      if (type.getName().equals(TYPE)) {
        return type.getClassLoader();
      }
      types.addAll(List.of(type.getInterfaces()));
    }
    throw new ClassNotFoundException(TYPE);
  }
}
