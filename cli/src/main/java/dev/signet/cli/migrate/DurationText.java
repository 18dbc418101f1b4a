package dev.signet.cli.migrate;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration as Liberty writes it.
 *
 * @param text the same for signet.json
 * @param millis the same in milliseconds
 */
record DurationText(String text, long millis) {
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private static final long[] FACTORS = {86_400_000, 3_600_000, 60_000, 1000, 1};

  /** A number alone is milliseconds there. */
  static Optional<DurationText> parse(String text) {
    String compact = text.replace(" ", "").toLowerCase(Locale.ROOT);
    String units = compact.matches("\\d{1,9}") ? compact + "ms" : compact;
    Matcher parts = PARTS.matcher(units);
    if (units.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    long millis = 0;
    for (int i = 0; i < FACTORS.length; i++) {
      String part = parts.group(i + 1);
      millis += part == null ? 0 : Long.parseLong(part) * FACTORS[i];
    }
    return Optional.of(new DurationText(units, millis));
  }
}
