package dev.signet.mapping;

import java.util.List;

/**
 * How the user that a token names becomes a user of this server.
 *
 * @param source where the local user comes from
 * @param letterCase what happens to its letters
 * @param noMatch what becomes of a caller the source does not know
 */
public record UserMapping(UserSource source, LetterCase letterCase, NoMatch noMatch) {
  /** Everybody has the name that is in the token. */
  static final UserMapping NONE =
      new UserMapping(
          new UserSource.ByTable(UserTable.EMPTY, List.of()), LetterCase.KEEP, NoMatch.KEEP);

  /** What happens to the letters of a local user. */
  public enum LetterCase {
    /** They stay as they are. */
    KEEP,
    /** They become capitals, in the same way in every language. */
    UPPER,
    /** They become small letters, in the same way in every language. */
    LOWER
  }

  /** What becomes of a caller whom no row, rule or claim gives a local user. */
  public enum NoMatch {
    /** The token is refused. */
    REFUSE,
    /** The name in the token is the local user. */
    KEEP
  }
}
