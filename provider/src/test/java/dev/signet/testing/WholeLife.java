package dev.signet.testing;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.JwtAuthenticator;
import dev.signet.config.SignetConfig;
import dev.signet.token.VerificationUnavailableException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** All that an application does with its copy of Signet, from its start to its end. */
public final class WholeLife implements BiFunction<Path, String, Boolean> {
  /** Found by its name in a copy. */
  public WholeLife() {}

  /**
   * Fetches keys, lets a token in twice, refuses another, and ends.
   *
   * @param directory has {@code signet.json}
   * @param token a good one
   * @return whether the token was let in
   */
  @Override
  public Boolean apply(Path directory, String token) {
    try (JwtAuthenticator authenticator =
        JwtAuthenticator.of(
            SignetConfig.load(directory.resolve("signet.json")), new SettableClock())) {
      boolean isIn = false;
      for (int i = 0; i < 100 && !isIn; i++) {
        isIn = isIn(authenticator, token);
        Thread.sleep(20);
      }
      return isIn && isIn(authenticator, token) && !isIn(authenticator, token + "x");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isIn(JwtAuthenticator authenticator, String token) {
    try {
      return authenticator.authenticate(Requests.withJwt(token)) instanceof Authenticated;
    } catch (VerificationUnavailableException e) {
      return false;
    }
  }
}
