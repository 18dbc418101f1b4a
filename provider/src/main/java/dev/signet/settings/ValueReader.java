package dev.signet.settings;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads single values of a configuration. A value of the wrong kind reads as absent and becomes a
 * mistake, in one list for the whole configuration. Warnings have such a list as well.
 */
final class ValueReader {
  private final List<ConfigProblem> problems;
  private final List<ConfigProblem> warnings;
  private final Placeholders placeholders;
  private final ValueKind.Asked asked;

  private ValueReader(
      List<ConfigProblem> problems,
      List<ConfigProblem> warnings,
      Placeholders placeholders,
      ValueKind.Asked asked) {
    this.problems = problems;
    this.warnings = warnings;
    this.placeholders = placeholders;
    this.asked = asked;
  }

  ValueReader(Placeholders placeholders, ValueKind.Asked asked) {
    this(new ArrayList<>(), new ArrayList<>(), placeholders, asked);
  }

  /** With the values of one row of a table, and the same lists. */
  ValueReader with(Table.Row row) {
    return new ValueReader(problems, warnings, placeholders.with(row), asked);
  }

  void isAsked(String path, String name, ValueKind kind) {
    asked.isAsked(path, name, kind);
  }

  List<ConfigProblem> problems() {
    return List.copyOf(problems);
  }

  List<ConfigProblem> warnings() {
    return List.copyOf(warnings);
  }

  void problem(String path, String message) {
    problems.add(new ConfigProblem(path, message));
  }

  void warn(String path, String message) {
    warnings.add(new ConfigProblem(path, message));
  }

  <T> Optional<T> wrongKind(String path, String expected, JsonValue actual) {
    String kind = actual.getValueType().name().toLowerCase(Locale.ROOT);
    problem(path, "must be " + expected + ", not " + kind);
    return Optional.empty();
  }

  Optional<String> text(String path, JsonValue value) {
    return text(path, value, placeholders::resolve);
  }

  Optional<String> template(String path, JsonValue value) {
    return text(path, value, placeholders::resolveInTemplate);
  }

  private Optional<String> text(String path, JsonValue value, UnaryOperator<String> resolver) {
    if (!(value instanceof JsonString string)) {
      return wrongKind(path, "a string", value);
    }
    try {
      String text = resolver.apply(string.getString());
      if (text.isBlank()) {
        problem(path, "is empty");
        return Optional.empty();
      }
      return Optional.of(text);
    } catch (IllegalArgumentException e) {
      problem(path, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  Optional<Boolean> flag(String path, JsonValue value) {
    if (value instanceof ElementText element) {
      return text(path, element).flatMap(text -> flag(path, text));
    }
    return switch (value.getValueType()) {
      case TRUE -> Optional.of(true);
      case FALSE -> Optional.of(false);
      default -> wrongKind(path, "true or false", value);
    };
  }

  private Optional<Boolean> flag(String path, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      problem(path, "must be true or false");
      return Optional.empty();
    }
    return Optional.of(text.equals("true"));
  }

  Optional<Long> number(String path, JsonValue value) {
    if (value instanceof ElementText element) {
      return text(path, element).flatMap(text -> number(path, text));
    }
    return value instanceof JsonNumber number && number.isIntegral()
        ? Optional.of(number.longValue())
        : wrongKind(path, "a whole number", value);
  }

  private Optional<Long> number(String path, String text) {
    if (!text.matches("-?[0-9]{1,18}")) {
      problem(path, "must be a whole number");
      return Optional.empty();
    }
    return Optional.of(Long.valueOf(text));
  }
}
