package dev.signet.attack;

import dev.signet.AuthenticationResult;
import dev.signet.JwtAuthenticator;
import dev.signet.config.ConfigException;
import dev.signet.config.SignetConfig;
import dev.signet.testing.HostileKeys;
import dev.signet.testing.HostileToken.Line;
import dev.signet.testing.HostileWorld;
import dev.signet.testing.KeyServer;
import dev.signet.testing.Requests;
import dev.signet.testing.SettableClock;
import dev.signet.testing.Tokens;
import dev.signet.token.VerificationUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The whole line in the hostile world, with a real key server. */
final class HostileLine implements AutoCloseable {
  private static final SettableClock CLOCK = new SettableClock();

  private final HostileWorld world;
  private final KeyServer keyServer;
  private final JwtAuthenticator authenticator;

  private HostileLine(HostileWorld world, KeyServer keyServer, JwtAuthenticator authenticator) {
    this.world = world;
    this.keyServer = keyServer;
    this.authenticator = authenticator;
  }

  /** With the signature provider that the run names, or with the platform's own. */
  static HostileLine start() {
    return start(System.getProperty("signet.signature-provider", ""));
  }

  /** With a signature provider; an empty text is the platform's own. */
  static HostileLine start(String signatureProvider) {
    HostileWorld world = new HostileWorld(HostileKeys.generate(), Tokens.NOW);
    KeyServer keyServer = KeyServer.start().publishes(world.publishedKey());
    try {
      Path directory = Files.createTempDirectory("hostile");
      Path file = world.configure(directory, keyServer.url(), signatureProvider);
      HostileLine line =
          new HostileLine(world, keyServer, JwtAuthenticator.of(SignetConfig.load(file), CLOCK));
      delete(directory);
      return line;
    } catch (IOException | ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Private keys stay on the disk no longer than it takes to read them. */
  private static void delete(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  Clock clock() {
    return CLOCK;
  }

  HostileWorld world() {
    return world;
  }

  AuthenticationResult authenticate(String header, String value)
      throws VerificationUnavailableException {
    return authenticate(List.of(new Line(header, value)));
  }

  AuthenticationResult authenticate(List<Line> lines) throws VerificationUnavailableException {
    Requests request = Requests.empty();
    for (Line line : lines) {
      int equals = line.value().indexOf('=');
      if (line.name().equals("Cookie")) {
        request.cookie(line.value().substring(0, equals), line.value().substring(equals + 1));
      } else {
        request.header(line.name(), line.value());
      }
    }
    return authenticator.authenticate(request.build());
  }

  /** A header and a good token in it, of each issuer. */
  List<List<String>> goodTokens() {
    return List.of(
        List.of("jwt", world.rsaToken().compact()),
        List.of("jwt", world.ecToken().compact()),
        List.of("jwt", world.jwksToken().compact()),
        List.of("Authorization", "Bearer " + world.bearerToken().compact()),
        List.of("jwt", world.sealed(world.innerToken(HostileWorld.CLOSED_ISSUER).compact())),
        List.of("jwt", world.agreed(world.innerToken(HostileWorld.AGREED_ISSUER).compact())));
  }

  @Override
  public void close() {
    authenticator.close();
    keyServer.close();
  }
}
