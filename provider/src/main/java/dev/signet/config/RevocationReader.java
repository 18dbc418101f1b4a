package dev.signet.config;

import dev.signet.revocation.LoadedRevocations;
import dev.signet.revocation.RevocationSettings;
import dev.signet.settings.SettingsObject;
import dev.signet.settings.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code revocations}, and the file it names. */
final class RevocationReader {
  private static final String SETTING = "revocations";

  /** Beside the configuration; it need not be there. */
  private static final String DEFAULT_FILE = "revoked.json";

  private final Path baseDirectory;

  RevocationReader(Path baseDirectory) {
    this.baseDirectory = baseDirectory;
  }

  /** Empty where there was a mistake, which is recorded. */
  Optional<LoadedRevocations> read(SettingsObject root, List<IssuerConfig> issuers) {
    Optional<String> named = root.text(SETTING);
    boolean isWrong = named.isEmpty() && root.has(SETTING);
    Optional<LoadedRevocations> loaded =
        isWrong
            ? Optional.empty()
            : root.checked(
                SETTING,
                () ->
                    LoadedRevocations.read(
                        new RevocationSettings(
                            Texts.path(baseDirectory, named.orElse(DEFAULT_FILE)),
                            named.isPresent(),
                            longest(issuers))));
    loaded.flatMap(LoadedRevocations::warning).ifPresent(warning -> root.warn(SETTING, warning));
    return loaded;
  }

  private static Map<String, Optional<Duration>> longest(List<IssuerConfig> issuers) {
    Map<String, Optional<Duration>> longest = new HashMap<>();
    for (IssuerConfig issuer : issuers) {
      longest.merge(
          issuer.issuerIdentifier(),
          longest(issuer.claims()),
          (one, other) -> one.flatMap(a -> other.map(b -> a.compareTo(b) < 0 ? b : a)));
    }
    return longest;
  }

  /** The clocks may differ twice: when the token is issued, and when it ends. */
  private static Optional<Duration> longest(ClaimRules rules) {
    return Stream.of(rules.maxLifetime(), rules.maxAge())
        .flatMap(Optional::stream)
        .min(Duration::compareTo)
        .map(limit -> limit.plus(rules.clockSkew().multipliedBy(2)));
  }
}
