package dev.signet;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.NotAttempted;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.channel.Channel;
import dev.signet.config.SignetConfig;
import dev.signet.identity.CallerIdentity;
import dev.signet.identity.IdentityMapper;
import dev.signet.jose.JwtVerifier;
import dev.signet.jose.VerifiedJwt;
import dev.signet.keys.KeyStatus;
import dev.signet.token.CompactJwt;
import dev.signet.token.RequestChannel;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.TokenResolver;
import dev.signet.token.VerificationUnavailableException;
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
  private final RequestChannel channels;
  private final JwtVerifier verifier;
  private final IdentityMapper identityMapper;
  private final RememberedTokens remembered;
  private final UsedTokens used;
  private final Clock clock;

  private JwtAuthenticator(
      SignetConfig config, Clock clock, JwtVerifier verifier, UsedTokens used) {
    this.tokenResolver =
        TokenResolver.of(
            config.issuers().stream()
                .map(issuer -> issuer.arrival().transports())
                .flatMap(Set::stream)
                .toList());
    this.channels = RequestChannel.trusting(config.proxies());
    this.verifier = verifier;
    this.identityMapper = IdentityMapper.of(config);
    this.remembered = new RememberedTokens(config.maxRememberedTokens(), clock);
    this.used = used;
    this.clock = clock;
  }

  /**
   * Builds the line for a configuration.
   *
   * @param config the configuration
   * @param clock what tells the time
   * @return the line; close it
   * @throws IllegalArgumentException where this server, or a file as it is now, cannot do what the
   *     configuration asks; the message says what is missing
   */
  public static JwtAuthenticator of(SignetConfig config, Clock clock) {
    // first what may refuse the configuration: a verifier has begun to fetch
    UsedTokens used = UsedTokens.of(config, clock);
    return build(config, clock, JwtVerifier.of(config, clock), used);
  }

  /**
   * Builds the line for a configuration that takes this one's place. It knows the keys that have
   * not changed and the tokens that are used up, and remembers no other token: each is verified
   * under the new configuration first.
   *
   * @param config the new configuration
   * @return the line; close both, this one when no request needs it any more
   * @throws IllegalArgumentException as in {@link #of}
   */
  public JwtAuthenticator successor(SignetConfig config) {
    UsedTokens usedBefore = used.successor(config);
    return build(config, clock, verifier.successor(config), usedBefore);
  }

  /** What a try has begun ends with it: an error as well must leave no threads behind. */
  private static JwtAuthenticator build(
      SignetConfig config, Clock clock, JwtVerifier verifier, UsedTokens used) {
    try {
      return new JwtAuthenticator(config, clock, verifier, used);
    } catch (Throwable e) {
      verifier.close();
      throw e;
    }
  }

  /**
   * Authenticates a request.
   *
   * @param request the request as the container has it
   * @return the result; a refused token is one
   * @throws VerificationUnavailableException where nobody can say, because the issuer's keys, or
   *     the memory of used tokens, are out of reach
   */
  public AuthenticationResult authenticate(HttpServletRequest request)
      throws VerificationUnavailableException {
    try {
      Optional<CompactJwt> token = tokenResolver.resolve(request);
      if (token.isEmpty()) {
        return new NotAttempted();
      }
      Authenticated authenticated = identify(token.get(), channels.of(request));
      used.use(authenticated.jwt(), request);
      return authenticated;
    } catch (TokenRejectedException e) {
      return new Rejected(e.rejection());
    }
  }

  private Authenticated identify(CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    TokenDigest digest = TokenDigest.of(token);
    for (Authenticated known : remembered.find(digest)) {
      if (verifier.isStillValid(known.jwt(), token, channel)) {
        return known;
      }
    }
    VerifiedJwt jwt = verifier.verify(token, channel);
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
