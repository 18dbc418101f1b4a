package dev.signet.dumper.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claims made fit to be shown: copied, tokens and secrets masked, and of bounded depth. */
final class ShownClaims {
  private static final int MAX_DEPTH = 24;

  private ShownClaims() {}

  static @Nullable Map<String, @Nullable Object> of(
      @Nullable Map<?, ? extends @Nullable Object> claims) {
    return claims == null ? null : object(claims, 0);
  }

  private static Map<String, @Nullable Object> object(
      Map<?, ? extends @Nullable Object> members, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    members.forEach((name, value) -> copy.put(String.valueOf(name), member(name, value, depth)));
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object member(@Nullable Object name, @Nullable Object value, int depth) {
    return value instanceof String text && Mask.isSecretName(String.valueOf(name))
        ? Mask.of(text)
        : value(value, depth + 1);
  }

  private static @Nullable Object value(@Nullable Object value, int depth) {
    if (value == null || value instanceof Boolean || value instanceof Number) {
      return value;
    }
    if (depth > MAX_DEPTH) {
      return "nested too deeply to be shown";
    }
    if (value instanceof Map<?, ?> members) {
      return object(members, depth);
    }
    return value instanceof List<?> items ? array(items, depth) : Mask.token(value.toString());
  }

  private static List<@Nullable Object> array(List<?> items, int depth) {
    List<@Nullable Object> copy = new ArrayList<>();
    items.forEach(item -> copy.add(value(item, depth + 1)));
    return Collections.unmodifiableList(copy);
  }
}
