package dev.signet.cli.liberty;

import java.util.Locale;

/** What becomes of an included element whose id is there already; Liberty's words. */
public enum OnConflict {
  /** Both together; the later attribute wins. */
  MERGE,
  /** The included one takes the place of the other. */
  REPLACE,
  /** The included one is passed over. */
  IGNORE;

  /** Whatever is none of the three means {@code MERGE}, as there. */
  static OnConflict of(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return upper.equals("REPLACE") ? REPLACE : upper.equals("IGNORE") ? IGNORE : MERGE;
  }
}
