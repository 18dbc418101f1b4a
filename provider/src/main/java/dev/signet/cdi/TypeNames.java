package dev.signet.cdi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the types of injection points. For {@code signet-mpjwt}; not for applications. */
public final class TypeNames {
  private TypeNames() {}

  /**
   * The full name. CDI implementations have classes of their own for types with parameters, and
   * some print themselves without packages.
   *
   * @param type the type of an injection point
   * @return as the JDK's own types print themselves, without a type around it
   */
  public static String of(Type type) {
    return type instanceof ParameterizedType parameterized
        ? of(parameterized.getRawType())
            + Stream.of(parameterized.getActualTypeArguments())
                .map(TypeNames::of)
                .collect(Collectors.joining(", ", "<", ">"))
        : type.getTypeName();
  }
}
