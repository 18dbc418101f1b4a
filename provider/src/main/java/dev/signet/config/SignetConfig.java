package dev.signet.config;

import dev.signet.crypto.GivenKeys;
import dev.signet.crypto.ServerParts;
import dev.signet.crypto.SignatureProviders;
import dev.signet.revocation.LoadedRevocations;
import dev.signet.settings.ConfigProblem;
import dev.signet.settings.FileState;
import dev.signet.settings.GivenDocument;
import dev.signet.settings.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The whole configuration, checked. An instance is the proof that every setting is known and
 * consistent with the others, and that every local key could be read.
 *
 * @param source the file it was read from, as messages name it
 * @param files that file and the tables it names, as they were read: a change of one is a change of
 *     the configuration
 * @param mode whether Signet acts, or only reports what it would do
 * @param issuers the trusted issuers that are not switched off; at least one
 * @param applications which applications are served
 * @param proxies the proxies that are trusted to report where a request came from
 * @param passesForeignTokens whether an open page counts a bearer token that no definition could
 *     take as absent, in the header {@code Authorization}
 * @param cache what this server shares with others; empty where each remembers used tokens alone
 * @param revocations the tokens that are taken back before their end
 * @param signatureProviders what verifies signatures before the providers of the Java runtime do
 * @param maxRememberedTokens how many verified tokens are remembered at most
 * @param disclosure what is written down of callers and of claims
 * @param warnings the checks that an administrator has relaxed, each with its path, for the log
 */
public record SignetConfig(
    String source,
    FileState files,
    Mode mode,
    List<IssuerConfig> issuers,
    ServedApplications applications,
    TrustedProxies proxies,
    boolean passesForeignTokens,
    Optional<CacheSettings> cache,
    LoadedRevocations revocations,
    SignatureProviders signatureProviders,
    long maxRememberedTokens,
    Disclosure disclosure,
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
      throw ConfigReader.unreadable(absolute, e);
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
    return new ConfigReader(source, baseDirectory, Optional.empty(), ServerParts.NONE)
        .read(settings);
  }

  /**
   * The same for settings that a server has in a form of its own, with a file beside them.
   *
   * @param document the settings
   * @param server what of the server they may name
   * @return the configuration
   * @throws ConfigException with every mistake in them
   */
  public static SignetConfig of(GivenDocument document, ServerParts server) throws ConfigException {
    Path folder = document.file().map(file -> file.resolveSibling(".")).orElse(document.folder());
    return new ConfigReader(document.source(), folder, Optional.empty(), server).read(document);
  }

  /**
   * The same for settings of one definition that bring its keys along.
   *
   * @param settings as above, without the place of a key that is given
   * @param source the place of the settings, for messages
   * @param baseDirectory the folder to which locations in them are relative
   * @param keys the keys
   * @return the configuration; whether the keys fit its algorithms shows when it is put in force
   * @throws ConfigException with every mistake in the settings
   */
  public static SignetConfig of(
      Map<String, Object> settings, String source, Path baseDirectory, GivenKeys keys)
      throws ConfigException {
    return new ConfigReader(source, baseDirectory, Optional.of(keys), ServerParts.NONE)
        .read(settings);
  }

  /**
   * Where the tokens of all issuers are looked for.
   *
   * @return the headers and cookies
   */
  public Set<TokenLocation> tokenLocations() {
    return issuers.stream()
        .flatMap(issuer -> issuer.tokenSource().locations().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The same without what is shared with other servers, for a program that must not join them.
   *
   * @return with the same issuers
   */
  public SignetConfig alone() {
    return new SignetConfig(
        source,
        files,
        mode,
        issuers,
        applications,
        proxies,
        passesForeignTokens,
        Optional.empty(),
        revocations,
        signatureProviders,
        maxRememberedTokens,
        disclosure,
        warnings);
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
