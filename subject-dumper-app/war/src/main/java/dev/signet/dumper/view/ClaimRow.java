package dev.signet.dumper.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One claim as a row of a table; an array's or object's members are the rows of a table in it. */
public record ClaimRow(String name, String type, @Nullable String text, List<ClaimRow> children) {
  public ClaimRow {
    children = List.copyOf(children);
  }

  static List<ClaimRow> of(Map<?, ? extends @Nullable Object> members) {
    List<ClaimRow> rows = new ArrayList<>();
    members.forEach((name, value) -> rows.add(row(String.valueOf(name), value)));
    return rows;
  }

  private static List<ClaimRow> of(List<? extends @Nullable Object> items) {
    List<ClaimRow> rows = new ArrayList<>();
    items.forEach(item -> rows.add(row(String.valueOf(rows.size()), item)));
    return rows;
  }

  private static ClaimRow row(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return new ClaimRow(name, "object", "{}", of(members));
    }
    if (value instanceof List<?> items) {
      return new ClaimRow(name, "array", "[]", of(items));
    }
    return new ClaimRow(name, type(value), value == null ? null : value.toString(), List.of());
  }

  private static String type(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    return value instanceof Number ? "number" : value instanceof Boolean ? "boolean" : "string";
  }
}
