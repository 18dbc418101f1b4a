package dev.signet.mapping;

import java.util.List;

/**
 * How the user of a token is mapped to a user of this server.
 *
 * @param source where the local user comes from
 * @param letterCase how the case of its letters is changed
 * @param noMatch what happens to a caller without a mapping in the source
 */
public record UserMapping(UserSource source, LetterCase letterCase, NoMatch noMatch) {
  /** Every caller has the name in the token. */
  static final UserMapping NONE =
      new UserMapping(
          new UserSource.ByTable(UserTable.EMPTY, List.of()), LetterCase.KEEP, NoMatch.KEEP);

  /** How the case of the letters of a local user is changed. */
  public enum LetterCase {
    /** They stay as they are. */
    KEEP,
    /** They become upper case, in the same way in every locale. */
    UPPER,
    /** They become lower case, in the same way in every locale. */
    LOWER
  }

  /** What happens to a caller without a row, rule or claim that gives a local user. */
  public enum NoMatch {
    /** The token is refused. */
    REFUSE,
    /** The name in the token is the local user. */
    KEEP
  }
}
