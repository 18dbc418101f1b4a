package dev.signet;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.NotAttempted;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.identity.CallerIdentity;
import dev.signet.identity.IdentityMapper;
import dev.signet.jose.JwtVerifier;
import dev.signet.jose.KeyStatus;
import dev.signet.jose.VerifiedJwt;
import dev.signet.token.CompactJwt;
import dev.signet.token.KeysUnavailableException;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.TokenResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From a request to who the caller is. Thread-safe; it keeps nothing of a request but the verified
 * tokens it remembers, since a proxy sends the same token all session long.
 */
public final class JwtAuthenticator implements AutoCloseable {
  private final TokenResolver tokenResolver;
  private final JwtVerifier verifier;
  private final IdentityMapper identityMapper;
  private final RememberedTokens remembered;

  private JwtAuthenticator(
      TokenResolver tokenResolver,
      JwtVerifier verifier,
      IdentityMapper identityMapper,
      RememberedTokens remembered) {
    this.tokenResolver = tokenResolver;
    this.verifier = verifier;
    this.identityMapper = identityMapper;
    this.remembered = remembered;
  }

  /**
   * Builds the line for a configuration.
   *
   * @param config the configuration
   * @param clock what tells the time
   * @return the line; close it
   */
  public static JwtAuthenticator of(SignetConfig config, Clock clock) {
    return new JwtAuthenticator(
        TokenResolver.of(
            config.issuers().stream().map(IssuerConfig::transports).flatMap(Set::stream).toList()),
        JwtVerifier.of(config, clock),
        IdentityMapper.of(config),
        new RememberedTokens(config.maxRememberedTokens(), clock));
  }

  /**
   * Authenticates a request.
   *
   * @param request the request as the container has it
   * @return the result; a refused token is one
   * @throws KeysUnavailableException where nobody can say, because the issuer's keys are out of
   *     reach
   */
  public AuthenticationResult authenticate(HttpServletRequest request)
      throws KeysUnavailableException {
    try {
      Optional<CompactJwt> token = tokenResolver.resolve(request);
      return token.isPresent() ? identify(token.get()) : new NotAttempted();
    } catch (TokenRejectedException e) {
      return new Rejected(e.rejection());
    }
  }

  private Authenticated identify(CompactJwt token)
      throws TokenRejectedException, KeysUnavailableException {
    TokenDigest digest = TokenDigest.of(token);
    Optional<Authenticated> known =
        remembered.find(digest).filter(a -> verifier.isStillGood(a.jwt(), token));
    if (known.isPresent()) {
      return known.get();
    }
    VerifiedJwt jwt = verifier.verify(token);
    CallerIdentity identity = identityMapper.map(jwt);
    return remembered.add(digest, identity, jwt);
  }

  /**
   * How the keys of each issuer are.
   *
   * @return one for each definition, in their order
   */
  public List<KeyStatus> keyStatuses() {
    return verifier.keyStatuses();
  }

  /** Stops fetching keys and forgets the remembered tokens. */
  @Override
  public void close() {
    verifier.close();
    remembered.clear();
  }
}
