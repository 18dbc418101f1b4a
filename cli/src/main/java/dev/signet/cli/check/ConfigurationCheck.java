package dev.signet.cli.check;

import dev.signet.JwtAuthenticator;
import dev.signet.config.ConfigException;
import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.Mode;
import dev.signet.config.SignetConfig;
import dev.signet.settings.ConfigProblem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server would say of a configuration at its start, by the server's own reader and the
 * server's own code that loads keys. No network is used.
 */
public final class ConfigurationCheck {
  private final List<Finding> findings = new ArrayList<>();
  private final Clock clock;

  private final boolean fetchesLater;

  private ConfigurationCheck(Clock clock, boolean fetchesLater) {
    this.clock = clock;
    this.fetchesLater = fetchesLater;
  }

  /**
   * What came out.
   *
   * @param config the configuration; empty where it cannot be used
   * @param mode what it is for, also where it cannot be used
   * @param findings in the order of the file
   */
  public record Result(Optional<SignetConfig> config, Mode mode, List<Finding> findings) {
    /** Copies the list. */
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Checks a file.
   *
   * @param file the {@code signet.json}
   * @param clock what tells the time, for certificates
   * @param fetchesLater whether the keys behind URLs are looked at after this
   * @return what came out
   */
  public static Result of(Path file, Clock clock, boolean fetchesLater) {
    return new ConfigurationCheck(clock, fetchesLater).check(file);
  }

  private Result check(Path file) {
    SignetConfig config;
    try {
      config = SignetConfig.load(file);
    } catch (ConfigException e) {
      e.problems()
          .forEach(problem -> findings.add(Finding.mistake(problem.path(), problem.message())));
      return new Result(Optional.empty(), e.mode(), findings);
    }
    for (ConfigProblem warning : config.warnings()) {
      findings.add(Finding.warning(warning.path(), warning.message()));
    }
    config
        .cache()
        .ifPresent(
            cache ->
                findings.add(
                    Finding.note(
                        "cache",
                        "whether the servers share a cache \""
                            + cache.name()
                            + "\" is not checked")));
    loadLocalKeys(config);
    return new Result(Optional.of(config), config.mode(), findings);
  }

  /** As the server does, but for the definitions whose keys would have to be fetched. */
  private void loadLocalKeys(SignetConfig config) {
    List<IssuerConfig> local = new ArrayList<>();
    for (IssuerConfig issuer : config.issuers()) {
      if (!(issuer.keySource() instanceof KeySource.Remote)) {
        local.add(issuer);
      } else if (!fetchesLater) {
        findings.add(Finding.note(issuer.id(), "its keys are fetched: --online tries that"));
      }
    }
    if (local.isEmpty()) {
      return;
    }
    try (SignetLog log = SignetLog.open();
        JwtAuthenticator authenticator = JwtAuthenticator.of(only(config, local), clock)) {
      authenticator
          .keyStatuses()
          .forEach(status -> findings.add(Finding.ok(status.issuerId(), keys(status.keys()))));
      findings.addAll(log.take());
    } catch (IllegalArgumentException e) {
      findings.add(Finding.mistake("", String.valueOf(e.getMessage())));
    }
  }

  static String keys(int number) {
    return switch (number) {
      case 0 -> "has no keys of its own: its tokens are checked by introspection";
      case 1 -> "has 1 key";
      default -> "has " + number + " keys";
    };
  }

  /** Without the cache of a cluster, which is the server's. */
  static SignetConfig only(SignetConfig config, List<IssuerConfig> issuers) {
    return new SignetConfig(
        config.source(),
        config.files(),
        config.mode(),
        issuers,
        config.applications(),
        config.proxies(),
        config.passesForeignTokens(),
        Optional.empty(),
        config.revocations(),
        config.signatureProviders(),
        config.maxRememberedTokens(),
        config.disclosure(),
        config.warnings());
  }
}
