package dev.signet.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds the known name that is meant by an unknown one: another spelling of it, the name that
 * another product has for it, or else the nearest one by the Levenshtein distance.
 */
public final class NearestName {
  private NearestName() {}

  /** What is said behind the mistake; empty where no name is near enough. */
  public static String hint(String typed, Collection<String> known) {
    List<String> meant = to(typed, known);
    return meant.isEmpty() ? "" : "; did you mean \"" + String.join("\" or \"", meant) + "\"?";
  }

  /** The names that may be meant, the most likely one first; none where no name is near enough. */
  static List<String> to(String typed, Collection<String> known) {
    List<String> elsewhere = OtherNames.of(typed, known);
    if (!elsewhere.isEmpty()) {
      return elsewhere;
    }
    int limit = Math.max(2, typed.length() / 3);
    return known.stream()
        .filter(name -> distance(typed, name) <= limit)
        .min(Comparator.comparingInt(name -> distance(typed, name)))
        .stream()
        .toList();
  }

  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
