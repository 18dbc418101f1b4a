package dev.signet.config;

import dev.signet.crypto.OutboundTrust;
import dev.signet.settings.SettingsObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How keys are fetched over HTTP, and how long they are used.
 *
 * @param trust what vouches for the key server in TLS; empty for Java's own certificates
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for the whole answer
 * @param minRefreshInterval keys are not refreshed sooner, whatever the server asks for
 * @param maxRefreshInterval keys are refreshed at the latest after this time, whatever the server
 *     asks for
 * @param unknownKidInterval the least time between fetches because of unknown keys
 * @param maxStaleness how long keys are used while they cannot be refreshed
 * @param seed a file with the first keys, for a server that cannot be reached
 */
public record FetchSettings(
    Optional<OutboundTrust> trust,
    Duration connectTimeout,
    Duration readTimeout,
    Duration minRefreshInterval,
    Duration maxRefreshInterval,
    Duration unknownKidInterval,
    Duration maxStaleness,
    Optional<Path> seed) {

  private static final Duration MIN_MAX_REFRESH = Duration.ofSeconds(1);

  static FetchSettings read(
      SettingsObject settings, Optional<OutboundTrust> trust, Optional<Path> seed) {
    FetchSettings fetch =
        new FetchSettings(
            trust,
            timeout(settings, "jwkConnectTimeout", Duration.ofSeconds(2)),
            timeout(settings, "jwkReadTimeout", Duration.ofSeconds(5)),
            settings.duration("jwkMinRefreshInterval", Duration.ofSeconds(30)),
            settings.duration("jwkMaxRefreshInterval", Duration.ofMinutes(5)),
            settings.duration("jwkUnknownKidInterval", Duration.ofSeconds(10)),
            settings.duration("jwkMaxStaleness", Duration.ofHours(24)),
            seed);
    if (fetch.maxRefreshInterval.compareTo(fetch.minRefreshInterval) < 0
        || fetch.maxRefreshInterval.compareTo(MIN_MAX_REFRESH) < 0) {
      settings.problem(
          "jwkMaxRefreshInterval", "must be at least a second and jwkMinRefreshInterval");
    }
    if (fetch.maxStaleness.compareTo(fetch.maxRefreshInterval) < 0) {
      settings.problem("jwkMaxStaleness", "must be at least jwkMaxRefreshInterval");
    }
    return fetch;
  }

  private static Duration timeout(SettingsObject settings, String name, Duration otherwise) {
    Duration timeout = settings.duration(name, otherwise);
    if (timeout.isZero() || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
      settings.problem(name, "must be more than 0 and at most 60 seconds");
    }
    return timeout;
  }
}
