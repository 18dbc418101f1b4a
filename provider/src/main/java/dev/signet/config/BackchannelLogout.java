package dev.signet.config;

import java.time.Duration;
import java.util.Set;

/**
 * Where an issuer announces that a login has ended (OpenID Connect Back-Channel Logout 1.0).
 *
 * @param path the path behind the context root of each application that is served; it begins with a
 *     slash, has no dot segment and no slash at its end
 * @param audiences values of which {@code aud} of a logout token must hold one; at least one
 */
public record BackchannelLogout(String path, Set<String> audiences) {
  /** How long after its {@code iat} a logout token is accepted, the clock skew aside. */
  public static final Duration MAX_AGE = Duration.ofMinutes(2);

  /** The type of a logout token (section 2.4), in lower case and without {@code application/}. */
  public static final String TYPE = "logout+jwt";

  /** Copies the set. */
  public BackchannelLogout {
    audiences = Set.copyOf(audiences);
  }
}
