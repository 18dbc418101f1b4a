package dev.signet.revocation;

import dev.signet.revocation.RevokedRow.Field;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks one entry as it is written. */
public final class RevokedEntry {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

  /** The last second of the year 9999: a later number is one of milliseconds. */
  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);

  private RevokedEntry() {}

  /**
   * An entry, as far as it can be checked without a configuration.
   *
   * @param row the entry as it is written
   * @return the entry
   * @throws IllegalArgumentException with the first mistake, which the message says without a value
   */
  public static Revocation of(RevokedRow row) {
    String issuer = row.get(Field.ISSUER).orElse("");
    if (issuer.isEmpty()) {
      throw new IllegalArgumentException(
          "issuer: is missing: the issuerIdentifier of a definition");
    }
    RevokedKind kind = kind(row);
    String value = row.get(kind.field()).orElse("");
    boolean isWhole = kind == RevokedKind.ISSUER;
    if (value.isEmpty() || (isWhole && !value.equals("true"))) {
      throw new IllegalArgumentException(kind + (isWhole ? ": must be true" : ": is empty"));
    }
    return new Revocation(
        kind, issuer, isWhole ? "" : value, time(row, Field.ISSUED_BEFORE), time(row, Field.UNTIL));
  }

  private static RevokedKind kind(RevokedRow row) {
    List<RevokedKind> kinds =
        Arrays.stream(RevokedKind.values())
            .filter(kind -> row.values().containsKey(kind.field()))
            .toList();
    if (kinds.size() != 1) {
      throw new IllegalArgumentException(
          (kinds.isEmpty() ? "has none" : "has more than one")
              + " of jti, session, subject, kid and all: it needs exactly one");
    }
    return kinds.get(0);
  }

  private static Optional<Instant> time(RevokedRow row, Field field) {
    return row.get(field).map(text -> time(text, field.written()));
  }

  /**
   * A time.
   *
   * @param text as in RFC 3339, with its offset from UTC, or seconds since 1970
   * @param name what the message names
   * @return the time
   * @throws IllegalArgumentException where it is neither
   */
  public static Instant time(String text, String name) {
    try {
      if (!SECONDS.matcher(text).matches()) {
        return OffsetDateTime.parse(text).toInstant();
      }
      BigDecimal seconds = new BigDecimal(text);
      if (seconds.compareTo(LAST_SECOND) <= 0) {
        return Instant.ofEpochSecond(
            seconds.longValue(), seconds.remainder(BigDecimal.ONE).movePointRight(9).intValue());
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw new IllegalArgumentException(
        name + ": must be a time such as 2026-01-31T12:00:00Z, or seconds since 1970");
  }
}
