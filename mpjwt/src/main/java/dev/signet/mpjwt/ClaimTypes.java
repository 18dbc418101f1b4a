package dev.signet.mpjwt;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.jspecify.annotations.Nullable;

/**
 * The types a claim may have for an application (MicroProfile JWT 2.1 sections 6.2 and 7.2). A
 * claim of another type is not converted: a number is not read from a string, nor a string from a
 * number.
 */
final class ClaimTypes {
  private static final JsonProvider JSON = JsonProvider.provider();

  /** Converts a claim; empty where it is of another type. */
  @FunctionalInterface
  interface Reader {
    Optional<Object> read(Object claim);
  }

  private static final Map<String, Reader> READERS =
      Map.ofEntries(
          Map.entry("java.lang.String", only(String.class)),
          Map.entry("java.lang.Long", ClaimTypes::whole),
          Map.entry("long", ClaimTypes::whole),
          Map.entry("java.lang.Boolean", only(Boolean.class)),
          Map.entry("boolean", only(Boolean.class)),
          Map.entry("java.util.Set<java.lang.String>", ClaimTypes::strings),
          Map.entry(JsonValue.class.getName(), json(JsonValue.class)),
          Map.entry(JsonStructure.class.getName(), json(JsonStructure.class)),
          Map.entry(JsonString.class.getName(), json(JsonString.class)),
          Map.entry(JsonNumber.class.getName(), json(JsonNumber.class)),
          Map.entry(JsonArray.class.getName(), ClaimTypes::array),
          Map.entry(JsonObject.class.getName(), json(JsonObject.class)));

  private ClaimTypes() {}

  /** What reads claims of a type; empty where no claim has it. */
  static Optional<Reader> reader(String typeName) {
    return Optional.ofNullable(READERS.get(typeName));
  }

  /** A claim as {@code JsonWebToken.getClaim} returns it. */
  static Optional<Object> standard(String name, Object claim) {
    Optional<Class<?>> registered =
        Arrays.stream(Claims.values())
            .filter(known -> known != Claims.UNKNOWN && known.name().equals(name))
            .<Class<?>>map(Claims::getType)
            .findFirst();
    if (registered.isEmpty()) {
      boolean isPlain = claim instanceof String || claim instanceof Boolean;
      return Optional.of(isPlain ? claim : jsonValue(claim));
    }
    String type =
        registered.get() == Set.class
            ? "java.util.Set<java.lang.String>"
            : registered.get().getName();
    return reader(type).flatMap(reader -> reader.read(claim));
  }

  private static Reader only(Class<?> type) {
    return claim -> Optional.of(claim).filter(type::isInstance);
  }

  private static Reader json(Class<? extends JsonValue> type) {
    return claim -> Optional.<Object>of(jsonValue(claim)).filter(type::isInstance);
  }

  /** One string counts as an array of one, as for a set. */
  private static Optional<Object> array(Object claim) {
    return json(JsonArray.class).read(claim instanceof String ? List.of(claim) : claim);
  }

  private static Optional<Object> whole(Object claim) {
    try {
      return claim instanceof Number number
          ? Optional.of(new BigDecimal(number.toString()).longValue())
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** One string counts as a set of one, as for groups and audiences. */
  private static Optional<Object> strings(Object claim) {
    if (claim instanceof String one) {
      return Optional.of(Set.of(one));
    }
    return claim instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
        ? Optional.of(new LinkedHashSet<>(list))
        : Optional.empty();
  }

  private static JsonValue jsonValue(@Nullable Object claim) {
    if (claim == null) {
      return JsonValue.NULL;
    }
    if (claim instanceof String text) {
      return JSON.createValue(text);
    }
    if (claim instanceof Boolean flag) {
      return flag ? JsonValue.TRUE : JsonValue.FALSE;
    }
    if (claim instanceof Map<?, ?> map) {
      JsonObjectBuilder object = JSON.createObjectBuilder();
      map.forEach((name, member) -> object.add(String.valueOf(name), jsonValue(member)));
      return object.build();
    }
    if (claim instanceof Iterable<?> members) {
      JsonArrayBuilder array = JSON.createArrayBuilder();
      members.forEach(member -> array.add(jsonValue(member)));
      return array.build();
    }
    return number(claim.toString());
  }

  private static JsonValue number(String text) {
    BigDecimal number = new BigDecimal(text);
    return number.scale() <= 0 && number.precision() - number.scale() <= 18
        ? JSON.createValue(number.longValueExact())
        : JSON.createValue(number);
  }
}
