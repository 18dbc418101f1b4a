package dev.signet.junction.proxy;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.junction.command.LifetimeConverter;
import dev.signet.junction.mint.MintCommand;
import dev.signet.junction.mint.RichClaims;
import dev.signet.junction.mint.SigningKeys;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what the proxy's tokens hold and how long they and their keys last. */
final class TokenOptions {
  @Option(
      names = "--issuer",
      paramLabel = "URL",
      defaultValue = MintCommand.DEFAULT_ISSUER,
      description = "The claim iss, unless --mapping has one (default: ${DEFAULT-VALUE}).")
  private String issuer = MintCommand.DEFAULT_ISSUER;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description =
          "The mapping rule: a JSON object with the claims, in which $${user}, $${groups}, $${session}"
              + " and the names of a user's own claims stand for their values (default: iss, sub,"
              + " groups, sess).")
  private @Nullable Path mapping;

  @Option(
      names = "--lifetime",
      paramLabel = "TIME",
      converter = LifetimeConverter.class,
      defaultValue = MintCommand.DEFAULT_LIFETIME,
      description = "From iat to exp: seconds, or 5m, 1h30m (default: ${DEFAULT-VALUE}).")
  private Duration lifetime = Duration.ofHours(1);

  @Option(
      names = "--renewal-window",
      paramLabel = "TIME",
      converter = LifetimeConverter.class,
      defaultValue = "60",
      description = "How long before its end a token is replaced (default: ${DEFAULT-VALUE}).")
  private Duration renewalWindow = Duration.ofSeconds(60);

  @Option(
      names = "--one-time-token",
      description =
          "Each request gets a token of its own, with a jti, instead of one for each login.")
  private boolean oneTimeToken;

  @Option(
      names = "--publish-ahead",
      paramLabel = "TIME",
      converter = LifetimeConverter.class,
      defaultValue = "5m",
      description =
          "In a roll, the time from publishing the new key to signing with it: at least the time that"
              + " readers take to fetch the keys again (default: ${DEFAULT-VALUE}).")
  private Duration publishAhead = Duration.ofMinutes(5);

  @Option(
      names = "--kid",
      paramLabel = "SCHEME",
      defaultValue = "x5t#S256",
      description = "x5t#S256, label, x5t or thumbprint (default: ${DEFAULT-VALUE}).")
  private KeyIdScheme keyIdScheme = KeyIdScheme.X5T_S256;

  KeyIdScheme keyIdScheme() {
    return keyIdScheme;
  }

  SessionTokens.Policy policy() {
    return new SessionTokens.Policy(lifetime, renewalWindow, oneTimeToken);
  }

  SigningKeys.Times rollTimes() {
    return new SigningKeys.Times(publishAhead, lifetime);
  }

  ClaimsTemplate mapping() {
    if (mapping == null) {
      return ClaimsTemplate.of(issuer);
    }
    try {
      return new ClaimsTemplate(RichClaims.object(mapping));
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException(mapping, String.valueOf(e.getMessage()), e);
    }
  }
}
