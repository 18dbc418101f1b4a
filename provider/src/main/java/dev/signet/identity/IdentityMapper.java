package dev.signet.identity;

import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.jose.VerifiedJwt;
import dev.signet.token.TokenRejectedException;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps a verified token to the identity of the caller. Implementations are thread-safe. */
@FunctionalInterface
public interface IdentityMapper {

  /**
   * Maps a token.
   *
   * @param jwt a verified token
   * @return the caller
   * @throws TokenRejectedException where the token has no valid user, groups or realm
   */
  CallerIdentity map(VerifiedJwt jwt) throws TokenRejectedException;

  /**
   * The mapper that reads names and groups from the claims that each issuer's definition names.
   *
   * @param config the configuration
   * @return the mapper
   */
  static IdentityMapper of(SignetConfig config) {
    Map<String, IdentityMapper> byIssuer =
        config.issuers().stream()
            .collect(Collectors.toUnmodifiableMap(IssuerConfig::id, ClaimsIdentityMapper::of));
    return jwt -> {
      IdentityMapper mapper = byIssuer.get(jwt.issuerId());
      if (mapper == null) {
        throw new IllegalArgumentException("a token of an issuer of another configuration");
      }
      return mapper.map(jwt);
    };
  }
}
