package dev.signet.identity;

import dev.signet.settings.LineLimit;
import dev.signet.settings.MonotonicTime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts what is odd about the groups and scopes in one definition's tokens, and says at a limited
 * rate what it was and how often: one line in ten seconds. No value of a token is shown.
 * Thread-safe.
 */
final class GroupOddities {
  private static final Logger LOG = System.getLogger(GroupOddities.class.getName());

  private final String issuerId;
  private final Map<Oddity, Long> counts = new EnumMap<>(Oddity.class);
  private final LineLimit limit = new LineLimit(MonotonicTime.ofSystem());

  GroupOddities(String issuerId) {
    this.issuerId = issuerId;
  }

  /** What can be odd: one entry, which is left out, or what refuses the token. */
  enum Oddity {
    /** Null or a number among the entries. */
    NO_STRING("no string, left out"),
    /** An empty string as a member of an array. */
    EMPTY("empty, left out"),
    /** It would look like another name. */
    BLANKS("with blanks around it or in a scope, left out"),
    /** It would forge lines of logs. */
    CONTROL_CHARACTERS("an entry with control characters, token refused"),
    /** What no issuer means by a group. */
    OTHER_ENTRY("an entry that is a boolean, an array or an object, token refused"),
    /** Its brackets and quotes are part of no name. */
    LIST_IN_ENTRY("a list or an object written into a string, left out"),
    /** The same as the whole claim. */
    LIST_IN_CLAIM("the claim is a list or an object written into a string, token refused"),
    /** The names of its members may be groups, or something else. */
    OBJECT("the claim is an object, token refused"),
    /** A number, a boolean, or a string that is no name. */
    OTHER_CLAIM("the claim is no name and no array of names, token refused");

    private final String description;

    Oddity(String description) {
      this.description = description;
    }
  }

  synchronized void add(Oddity oddity) {
    counts.merge(oddity, 1L, Long::sum);
    if (limit.next().isPresent()) {
      LOG.log(
          Level.WARNING,
          "issuer definition {0}: groups or scopes in its tokens that cannot be used: {1}",
          issuerId,
          counts.entrySet().stream()
              .map(count -> count.getKey().description + " (" + count.getValue() + ")")
              .collect(Collectors.joining("; ")));
      counts.clear();
    }
  }
}
