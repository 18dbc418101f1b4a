package dev.signet.revocation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry as it is written.
 *
 * @param line the line of the file in which it begins
 * @param values the texts of its members
 */
public record RevokedRow(long line, Map<Field, String> values) {

  /** The members of an entry, and the columns of a table. */
  public enum Field {
    /** {@code issuerIdentifier} of a definition. */
    ISSUER("issuer"),
    /** The id of one token. */
    JTI("jti"),
    /** The id of a login at the proxy. */
    SESSION("session"),
    /** A user. */
    SUBJECT("subject"),
    /** A key. */
    KID("kid"),
    /** Every token of the issuer; {@code true} is the only value. */
    ALL("all"),
    /** Only tokens from before this time. */
    ISSUED_BEFORE("issuedBefore"),
    /** The end of the entry. */
    UNTIL("until"),
    /** Text for people. */
    REASON("reason");

    private static final List<String> NAMES = Arrays.stream(values()).map(Field::written).toList();

    private final String written;

    Field(String written) {
      this.written = written;
    }

    /**
     * The name of the member.
     *
     * @return such as {@code issuedBefore}
     */
    public String written() {
      return written;
    }

    static List<String> names() {
      return NAMES;
    }

    static Optional<Field> named(String name) {
      int i = NAMES.indexOf(name);
      return i < 0 ? Optional.empty() : Optional.of(values()[i]);
    }

    boolean isTime() {
      return this == ISSUED_BEFORE || this == UNTIL;
    }
  }

  /** Copies the values, in the order of the members. */
  public RevokedRow {
    Map<Field, String> copy = new EnumMap<>(Field.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /**
   * A member.
   *
   * @param field which one
   * @return its text, or empty where the entry does not have it
   */
  public Optional<String> get(Field field) {
    return Optional.ofNullable(values.get(field));
  }

  /** Says nothing of what is in it. */
  @Override
  public String toString() {
    return "RevokedRow[line " + line + "]";
  }
}
