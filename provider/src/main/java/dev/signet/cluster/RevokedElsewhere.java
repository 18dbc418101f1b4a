package dev.signet.cluster;

import dev.signet.revocation.ServerRevocations;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The entries that servers share, as one text: a cache compares texts as a whole, whatever engine
 * has it. Its first line has a number that grows each time when all entries are taken back. Without
 * that number, an entry that a cluster has lost would look like one that was taken back. Digests
 * alone are in it.
 *
 * @param takenBack how often all entries were taken back
 * @param ends the end of each entry, in seconds since 1970, by {@link ServerRevocations#ends}
 */
record RevokedElsewhere(long takenBack, Map<String, Long> ends) {
  private static final String FORMAT = "signet revocations 1 ";
  private static final Pattern FIRST_LINE = Pattern.compile(FORMAT + "(\\d{1,18})");
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{32}:-?\\d{1,19}) (\\d{1,19})");

  RevokedElsewhere {
    ends = Map.copyOf(ends);
  }

  /** Before the first exchange. */
  static final RevokedElsewhere NOTHING = new RevokedElsewhere(0, Map.of());

  /**
   * Reads what {@link #text} gave.
   *
   * @throws IllegalArgumentException where it is something else, or too long
   */
  static RevokedElsewhere parse(String text) {
    String[] lines = text.split("\n", ServerRevocations.MAX_ENTRIES + 2);
    Matcher first = FIRST_LINE.matcher(lines[0]);
    if (!first.matches() || lines.length > ServerRevocations.MAX_ENTRIES + 1) {
      throw new IllegalArgumentException("not a list of revocations");
    }
    Map<String, Long> ends = new HashMap<>();
    for (int i = 1; i < lines.length; i++) {
      Matcher line = LINE.matcher(lines[i]);
      if (!line.matches()) {
        throw new IllegalArgumentException("not a list of revocations");
      }
      ends.put(line.group(1), Long.valueOf(line.group(2)));
    }
    return new RevokedElsewhere(Long.parseLong(first.group(1)), ends);
  }

  /** The same for the same entries. */
  String text() {
    return FORMAT
        + takenBack
        + new TreeMap<>(ends)
            .entrySet().stream()
                .map(entry -> "\n" + entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining());
  }

  /**
   * What comes of an exchange.
   *
   * @param known what came of the one before, at this server
   * @param here the entries of this server
   * @param now entries that have ended by then are left out
   */
  RevokedElsewhere with(RevokedElsewhere known, Map<String, Long> here, Instant now) {
    Map<String, Long> all = new HashMap<>(here);
    if (takenBack > known.takenBack) {
      all.keySet().removeAll(known.ends.keySet());
      return new RevokedElsewhere(takenBack, later(all, inForceAt(now)));
    }
    Map<String, Long> knownInForce = known.inForceAt(now);
    if (!here.keySet().containsAll(knownInForce.keySet())) {
      Map<String, Long> addedThere = inForceAt(now);
      addedThere.keySet().removeAll(knownInForce.keySet());
      return new RevokedElsewhere(known.takenBack + 1, later(all, addedThere));
    }
    return new RevokedElsewhere(known.takenBack, later(all, inForceAt(now)));
  }

  private static Map<String, Long> later(Map<String, Long> all, Map<String, Long> others) {
    others.forEach((key, end) -> all.merge(key, end, Math::max));
    return all;
  }

  private Map<String, Long> inForceAt(Instant now) {
    Map<String, Long> left = new HashMap<>(ends);
    left.values().removeIf(end -> end <= now.getEpochSecond());
    return left;
  }

  /** Says how many. */
  @Override
  public String toString() {
    return ends.size() + " revocations";
  }
}
