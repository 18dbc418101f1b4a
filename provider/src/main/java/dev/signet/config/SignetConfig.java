package dev.signet.config;

import dev.signet.revocation.LoadedRevocations;
import dev.signet.settings.ConfigProblem;
import dev.signet.settings.FileState;
import dev.signet.settings.TextFile;
import dev.signet.settings.Unreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration, checked. An instance is the proof that every setting is known and
 * consistent with the others, and that every local key could be read.
 *
 * @param source the file it was read from, as messages name it
 * @param files that file and the tables it names, as they were read: a change of one is a change of
 *     the configuration
 * @param issuers the trusted issuers that are not switched off; at least one
 * @param applications which applications are served
 * @param proxies the proxies that are trusted to report where a request came from
 * @param replayCache the name of the JCache cache that remembers used tokens; empty where this
 *     server does so itself
 * @param revocations the tokens that are taken back before their end
 * @param maxRememberedTokens how many verified tokens are remembered at most
 * @param warnings the checks that an administrator has relaxed, each with its path, for the log
 */
public record SignetConfig(
    String source,
    FileState files,
    List<IssuerConfig> issuers,
    ServedApplications applications,
    TrustedProxies proxies,
    Optional<String> replayCache,
    LoadedRevocations revocations,
    long maxRememberedTokens,
    List<ConfigProblem> warnings) {

  /** Copies the collections. */
  public SignetConfig {
    issuers = List.copyOf(issuers);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads and checks a file. Relative locations in it are relative to its folder.
   *
   * @param file a JSON file in UTF-8
   * @return the configuration
   * @throws ConfigException with every mistake in the file
   */
  public static SignetConfig load(Path file) throws ConfigException {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      return new ConfigReader(absolute).read(TextFile.read(absolute));
    } catch (IOException e) {
      throw new ConfigException(
          absolute.toString(),
          List.of(new ConfigProblem("", "the file " + Unreadable.why(absolute, e))),
          FileState.of(List.of(absolute)));
    }
  }

  /**
   * Checks settings that are not in a file, exactly as those of a file.
   *
   * @param settings the content of the JSON object: strings, numbers, booleans, lists and maps
   * @param source the place of the settings, for messages
   * @param baseDirectory the folder to which locations in them are relative
   * @return the configuration
   * @throws ConfigException with every mistake in them
   */
  public static SignetConfig of(Map<String, Object> settings, String source, Path baseDirectory)
      throws ConfigException {
    return new ConfigReader(source, baseDirectory).read(settings);
  }

  /**
   * The realm that challenges name (RFC 6750 section 3): the first issuer's.
   *
   * @return never empty
   */
  public String challengeRealm() {
    return issuers.get(0).identity().realm().forChallenges();
  }
}
