package dev.signet.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads one of a fixed list of words as an enum constant. */
final class Choice {
  private Choice() {}

  /**
   * The constant whose name in lower case is the word.
   *
   * @throws IllegalArgumentException with a message that lists all words
   */
  static <E extends Enum<E>> E of(Class<E> words, String word) {
    return Arrays.stream(words.getEnumConstants())
        .filter(constant -> word(constant).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("must be one of " + String.join(", ", words(words))));
  }

  static <E extends Enum<E>> List<String> words(Class<E> words) {
    return Arrays.stream(words.getEnumConstants()).map(Choice::word).toList();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
