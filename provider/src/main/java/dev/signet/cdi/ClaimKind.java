package dev.signet.cdi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A type as which a claim can be injected. A claim of another type counts as missing: a number is
 * not read from a string, nor a string from a number.
 *
 * @param isOptional whether the claim may be missing
 * @param reader converts a claim to a value
 */
record ClaimKind(boolean isOptional, Reader reader) {

  /** Converts a claim to a value; empty where the claim is of another type. */
  interface Reader {
    Optional<Object> read(Object claim);
  }

  private static final Map<String, Reader> READERS =
      Map.ofEntries(
          Map.entry("java.lang.Object", Optional::of),
          Map.entry("java.lang.String", only(String.class)),
          Map.entry("java.lang.Boolean", only(Boolean.class)),
          Map.entry("boolean", only(Boolean.class)),
          Map.entry("java.lang.Long", ClaimKind::whole),
          Map.entry("long", ClaimKind::whole),
          Map.entry("java.lang.Double", ClaimKind::decimal),
          Map.entry("double", ClaimKind::decimal),
          Map.entry("java.time.Instant", ClaimKind::instant),
          Map.entry("java.util.List<java.lang.String>", ClaimKind::strings),
          Map.entry("java.util.Map<java.lang.String, java.lang.Object>", only(Map.class)));

  /** The kind for a type; empty where a claim cannot be injected as it. */
  static Optional<ClaimKind> of(Type type) {
    boolean isOptional =
        type instanceof ParameterizedType parameterized
            && parameterized.getRawType() == Optional.class;
    Type inner = isOptional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    return Optional.ofNullable(READERS.get(TypeNames.of(inner)))
        .map(reader -> new ClaimKind(isOptional, reader));
  }

  private static Reader only(Class<?> type) {
    return claim -> Optional.of(claim).filter(type::isInstance);
  }

  private static Optional<Object> whole(Object claim) {
    try {
      return claim instanceof Number number
          ? Optional.of(new BigDecimal(number.toString()).longValueExact())
          : Optional.empty();
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> decimal(Object claim) {
    return claim instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
  }

  /** To the second (RFC 7519 section 2, NumericDate). */
  private static Optional<Object> instant(Object claim) {
    try {
      return claim instanceof Number number
          ? Optional.of(Instant.ofEpochSecond((long) Math.floor(number.doubleValue())))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** One string counts as a list of one, as for groups and audiences. */
  private static Optional<Object> strings(Object claim) {
    if (claim instanceof String one) {
      return Optional.of(List.of(one));
    }
    return claim instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
        ? Optional.of(list)
        : Optional.empty();
  }
}
