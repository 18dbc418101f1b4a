package dev.signet.identity;

import dev.signet.log.Messages;
import dev.signet.settings.LineLimit;
import dev.signet.settings.MonotonicTime;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Counts the invalid groups and scopes in the tokens of one definition, and logs at a limited rate
 * what was wrong and how often: one line in ten seconds. No value of a token is shown. Thread-safe.
 */
final class GroupOddities {
  private static final Logger LOG = Messages.logger(GroupOddities.class);

  private final String issuerId;
  private final Map<Oddity, Long> counts = new EnumMap<>(Oddity.class);
  private final LineLimit limit = new LineLimit(MonotonicTime.ofSystem());

  GroupOddities(String issuerId) {
    this.issuerId = issuerId;
  }

  /** The kinds of invalid entries: the entry is left out, or the token is refused. */
  enum Oddity {
    /** Null or a number among the entries. */
    NO_STRING("not a string, left out"),
    /** An empty string in an array. */
    EMPTY("empty, left out"),
    /** A name that would look like another one. */
    BLANKS("with blanks around it or in a scope, left out"),
    /** A name that could forge log lines. */
    CONTROL_CHARACTERS("an entry with control characters, token refused"),
    /** A type that is never a group. */
    OTHER_ENTRY("an entry that is a boolean, an array or an object, token refused"),
    /** Brackets and quotes of a list are not part of a name. */
    LIST_IN_ENTRY("a list or an object written into a string, left out"),
    /** The same as the whole claim. */
    LIST_IN_CLAIM("the claim is a list or an object written into a string, token refused"),
    /** The names of its members may or may not be groups. */
    OBJECT("the claim is an object, token refused"),
    /** A number, a boolean, or a string that is not a name. */
    OTHER_CLAIM("the claim is neither a name nor an array of names, token refused");

    private final String description;

    Oddity(String description) {
      this.description = description;
    }

    String description() {
      return description;
    }
  }

  synchronized void add(Oddity oddity) {
    counts.merge(oddity, 1L, Long::sum);
    if (limit.next().isPresent()) {
      LOG.log(
          Level.WARNING,
          "SIGNET0132W: issuer definition {0}: invalid groups or scopes in its tokens: {1}",
          issuerId,
          counts.entrySet().stream()
              .map(count -> count.getKey().description + " (" + count.getValue() + ")")
              .collect(Collectors.joining("; ")));
      counts.clear();
    }
  }
}
