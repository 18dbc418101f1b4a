package dev.signet.mechanism;

import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.settings.ConfigProblem;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of an annotation as the JSON object they stand for, so that one reader checks both.
 * A mistake is named by the annotation's member.
 */
final class AnnotatedSettings {
  private static final Set<String> DURATIONS =
      Set.of("clockSkew", "maxTokenLifetime", "maxTokenAge");

  private final String source;
  private final Expressions expressions;
  private final Map<String, Object> members;
  private final List<ConfigProblem> problems = new ArrayList<>();

  /** Evaluates the members of an annotation that is placed on a class. */
  AnnotatedSettings(
      JwtHeaderAuthenticationMechanismDefinition definition, String on, Expressions expressions) {
    this.source = "@" + definition.annotationType().getSimpleName() + " on " + on;
    this.expressions = expressions;
    this.members = read(definition, "");
  }

  /** Where a file is named instead of members. */
  Optional<String> file() throws ConfigException {
    refuseMistakes();
    Optional<String> file = Optional.ofNullable((String) members.get("config"));
    if (file.isPresent() && members.size() > 1) {
      throw wrong(
          List.of(
              new ConfigProblem("config", "stands beside other members: say one or the other")));
    }
    return file;
  }

  /** Whether nothing is set. */
  boolean isEmpty() {
    return members.isEmpty() && problems.isEmpty();
  }

  SignetConfig load(Path baseDirectory) throws ConfigException {
    refuseMistakes();
    Map<String, Object> issuer = new LinkedHashMap<>(members);
    Map<String, Object> root = new LinkedHashMap<>();
    Optional.ofNullable(issuer.remove("keyStores")).ifPresent(s -> root.put("keyStores", s));
    root.put("issuers", List.of(issuer));
    try {
      return SignetConfig.of(root, source, baseDirectory);
    } catch (ConfigException e) {
      throw wrong(e.problems().stream().map(AnnotatedSettings::ofMember).toList());
    }
  }

  private static ConfigProblem ofMember(ConfigProblem problem) {
    return new ConfigProblem(
        problem.path().replaceFirst("^issuers\\[0]\\.?", ""), problem.message());
  }

  private void refuseMistakes() throws ConfigException {
    if (!problems.isEmpty()) {
      throw wrong(problems);
    }
  }

  private ConfigException wrong(List<ConfigProblem> all) {
    return new ConfigException(source, all);
  }

  /** The members that are not at their default. */
  private Map<String, Object> read(Annotation annotation, String path) {
    Map<String, Object> read = new LinkedHashMap<>();
    Method[] all = annotation.annotationType().getDeclaredMethods();
    Arrays.sort(all, Comparator.comparing(Method::getName));
    for (Method member : all) {
      Object value = value(annotation, member);
      if (!equal(value, member.getDefaultValue())) {
        setting(path + member.getName(), value).ifPresent(v -> read.put(member.getName(), v));
      }
    }
    return read;
  }

  private static boolean equal(Object value, Object otherwise) {
    return Arrays.deepEquals(new Object[] {value}, new Object[] {otherwise});
  }

  private static Object value(Annotation annotation, Method member) {
    try {
      return member.invoke(annotation);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("an annotation that cannot be read", e);
    }
  }

  private Optional<Object> setting(String path, Object value) {
    if (value instanceof Annotation[] nested) {
      return Optional.of(
          Stream.iterate(0, i -> i < nested.length, i -> i + 1)
              .map(i -> read(nested[i], path + "[" + i + "]."))
              .toList());
    }
    if (value instanceof String[] texts) {
      return Optional.of(
          Arrays.stream(texts).flatMap(text -> evaluated(path, text).stream()).toList());
    }
    if (value instanceof String text) {
      List<Object> values = evaluated(path, text);
      return values.size() == 1 ? Optional.of(asNumber(path, values.get(0))) : Optional.of(values);
    }
    return Optional.of(value);
  }

  private static Object asNumber(String path, Object value) {
    return DURATIONS.contains(path) && value instanceof String text && text.matches("\\d{1,9}")
        ? Long.valueOf(text)
        : value;
  }

  private List<Object> evaluated(String path, String text) {
    try {
      Object value = expressions.evaluate(text);
      return value instanceof Collection<?> several
          ? several.stream().map(each -> (Object) String.valueOf(each)).toList()
          : List.of(value);
    } catch (IllegalArgumentException e) {
      problems.add(new ConfigProblem(path, String.valueOf(e.getMessage())));
      return List.of();
    }
  }
}
