package dev.signet.dumper.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of the two forms of a page a client prefers (RFC 9110, section 12.5.1). */
record AcceptHeader(List<Range> ranges) {
  private static final Range NOT_ACCEPTED = new Range("", 0);

  static AcceptHeader parse(@Nullable String value) {
    return new AcceptHeader(
        value == null
            ? List.of()
            : Arrays.stream(value.split(",", -1))
                .map(Range::parse)
                .flatMap(Optional::stream)
                .toList());
  }

  /** JSON only when asked for: HTML wins when both are equally welcome. */
  boolean prefersJson() {
    Range json = best("application/json");
    Range html = best("text/html");
    return json.quality > html.quality
        || (json.quality == html.quality && json.quality > 0 && json.rank() > html.rank());
  }

  /** The most specific range that covers the type decides, not the one with the highest quality. */
  private Range best(String type) {
    return ranges.stream()
        .filter(range -> range.covers(type))
        .max(Comparator.comparingInt(Range::rank))
        .orElse(NOT_ACCEPTED);
  }

  /** One media range, its quality in thousandths. */
  record Range(String type, int quality) {

    /** Empty for a range that cannot be read: it accepts nothing. */
    static Optional<Range> parse(String text) {
      String[] parts = text.toLowerCase(Locale.ROOT).split(";", -1);
      try {
        return Optional.of(new Range(parts[0].strip(), quality(parts)));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }

    private static int quality(String[] parts) {
      for (int i = 1; i < parts.length; i++) {
        String parameter = parts[i].strip();
        if (parameter.startsWith("q=")) {
          double quality = Double.parseDouble(parameter.substring(2));
          return (int) Math.round(Math.max(0, Math.min(1, quality)) * 1000);
        }
      }
      return 1000;
    }

    private boolean covers(String wanted) {
      return type.equals(wanted)
          || type.equals("*/*")
          || (type.endsWith("/*") && wanted.startsWith(type.substring(0, type.length() - 1)));
    }

    private int rank() {
      return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
    }
  }
}
