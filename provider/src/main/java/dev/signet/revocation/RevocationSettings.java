package dev.signet.revocation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where the entries of a configuration are, and how long its tokens last.
 *
 * @param file the file
 * @param isNamed whether the configuration names it; otherwise it need not be there
 * @param longest for the issuer of each definition: how long after its {@code iat} a token is
 *     accepted at most, by this server's clock; empty where no setting limits that
 */
public record RevocationSettings(
    Path file, boolean isNamed, Map<String, Optional<Duration>> longest) {

  /** Copies the table. */
  public RevocationSettings {
    longest = Map.copyOf(longest);
  }

  /**
   * An entry with an end: its own, or else the time when the last token has ended that it can hit.
   *
   * @param entry an entry without one
   * @return the same where it has an end, or where no end follows
   */
  public Revocation withEnd(Revocation entry) {
    if (entry.until().isPresent() || entry.issuedBefore().isEmpty()) {
      return entry;
    }
    return new Revocation(
        entry.kind(),
        entry.issuer(),
        entry.value(),
        entry.issuedBefore(),
        endOfTokens(entry.issuer(), entry.issuedBefore().get()));
  }

  /**
   * When the last token has ended that an issuer has issued by a moment.
   *
   * @param issuer the {@code issuerIdentifier}
   * @param moment the moment
   * @return empty where {@code maxTokenLifetime} and {@code maxTokenAge} of its definitions do not
   *     say it
   */
  public Optional<Instant> endOfTokens(String issuer, Instant moment) {
    return longest.getOrDefault(issuer, Optional.empty()).map(moment::plus);
  }

  /**
   * Whether a definition has this issuer.
   *
   * @param issuer an {@code issuerIdentifier}
   * @return whether an entry with it can refuse anything
   */
  public boolean isKnown(String issuer) {
    return longest.containsKey(issuer);
  }
}
