package dev.signet.config;

import dev.signet.settings.SettingsObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What is written down of callers and of claims, which nothing is unless an administrator asks.
 *
 * @param audit where logins and refusals are written for auditors
 * @param valuesUntil until when refusals show values of claims
 */
public record Disclosure(Optional<AuditSettings> audit, Optional<Instant> valuesUntil) {
  /** Nothing is written down. */
  public static final Disclosure NONE = new Disclosure(Optional.empty(), Optional.empty());

  static Disclosure read(SettingsObject root, Path baseDirectory) {
    return new Disclosure(
        root.object("audit").flatMap(settings -> AuditSettings.read(settings, baseDirectory)),
        root.object("diagnostics").flatMap(Disclosure::valuesUntil));
  }

  private static Optional<Instant> valuesUntil(SettingsObject settings) {
    String text =
        settings.requiredText(
            "valuesUntil", "the end of the time in which values are shown, at most 24 hours ahead");
    Optional<Instant> until =
        text.isEmpty()
            ? Optional.empty()
            : settings.checked("valuesUntil", () -> Disclosure.instant(text));
    settings.refuseUnknownNames();
    return until;
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be a time in UTC such as \"2027-01-31T16:00:00Z\"", e);
    }
  }
}
