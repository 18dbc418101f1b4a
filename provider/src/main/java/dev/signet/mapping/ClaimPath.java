package dev.signet.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The path of a claim in a claims set: names separated by dots, each the name of a member of a
 * nested object. A name that has a dot itself is written in double quotes: {@code
 * resource_access."client.id".roles}.
 *
 * @param names the names, the outermost first; at least one, none of them empty
 */
public record ClaimPath(List<String> names) {

  /** Copies and checks the names. */
  public ClaimPath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.contains("")) {
      throw new IllegalArgumentException("a claim path needs names between its dots");
    }
  }

  /**
   * Reads a path.
   *
   * @param text the path as in the configuration
   * @return the path
   * @throws IllegalArgumentException where a name is empty or a quote is not closed
   */
  public static ClaimPath parse(String text) {
    List<String> names = new ArrayList<>();
    int begin = 0;
    while (begin <= text.length()) {
      boolean isQuoted = text.startsWith("\"", begin);
      int end = isQuoted ? endOfQuoted(text, begin) : endOfPlain(text, begin);
      names.add(isQuoted ? text.substring(begin + 1, end - 1) : text.substring(begin, end));
      begin = end + 1;
    }
    return new ClaimPath(names);
  }

  private static int endOfPlain(String text, int begin) {
    int dot = text.indexOf('.', begin);
    return dot < 0 ? text.length() : dot;
  }

  private static int endOfQuoted(String text, int begin) {
    int end = text.indexOf('"', begin + 1) + 1;
    if (end == 0) {
      throw new IllegalArgumentException("a quote in the claim path is not closed");
    }
    if (end < text.length() && text.charAt(end) != '.') {
      throw new IllegalArgumentException("a dot is missing after a quoted name");
    }
    return end;
  }

  /**
   * The value this path leads to.
   *
   * @param claims a claims set: strings, numbers, booleans, lists and maps
   * @return the value, or empty where a step is missing, null, or not an object
   */
  public Optional<Object> valueIn(Map<String, Object> claims) {
    Object value = claims;
    for (String name : names) {
      if (!(value instanceof Map<?, ?> object)) {
        return Optional.empty();
      }
      value = object.get(name);
    }
    return Optional.ofNullable(value);
  }

  @Override
  public String toString() {
    return names.stream()
        .map(n -> n.contains(".") ? '"' + n + '"' : n)
        .collect(Collectors.joining("."));
  }
}
