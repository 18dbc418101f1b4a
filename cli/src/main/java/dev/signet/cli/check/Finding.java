package dev.signet.cli.check;

/**
 * One line of a report.
 *
 * @param kind how serious it is
 * @param where the file, path, definition or address it is about; empty for all of them
 * @param text what there is to know, and what to do
 */
public record Finding(Kind kind, String where, String text) {

  /** How serious a finding is. */
  public enum Kind {
    /** Works as it should. */
    OK,
    /** Was not looked at, or is worth knowing. */
    NOTE,
    /** Works, and is less safe, or stops to work soon. */
    WARNING,
    /** Does not work. */
    MISTAKE
  }

  /**
   * A finding of this kind.
   *
   * @param where as in the record
   * @param text as in the record
   * @return the finding
   */
  public static Finding ok(String where, String text) {
    return new Finding(Kind.OK, where, text);
  }

  /**
   * A finding of this kind.
   *
   * @param where as in the record
   * @param text as in the record
   * @return the finding
   */
  public static Finding note(String where, String text) {
    return new Finding(Kind.NOTE, where, text);
  }

  /**
   * A finding of this kind.
   *
   * @param where as in the record
   * @param text as in the record
   * @return the finding
   */
  public static Finding warning(String where, String text) {
    return new Finding(Kind.WARNING, where, text);
  }

  /**
   * A finding of this kind.
   *
   * @param where as in the record
   * @param text as in the record
   * @return the finding
   */
  public static Finding mistake(String where, String text) {
    return new Finding(Kind.MISTAKE, where, text);
  }
}
