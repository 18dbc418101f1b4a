package dev.signet;

import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.NotAttempted;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.channel.Channel;
import dev.signet.config.SignetConfig;
import dev.signet.http.KeyThreads;
import dev.signet.identity.CallerIdentity;
import dev.signet.identity.CallerNames;
import dev.signet.identity.IdentityMapper;
import dev.signet.identity.RealmNames;
import dev.signet.identity.ServerNames;
import dev.signet.jose.JwtVerifier;
import dev.signet.jose.LogoutToken;
import dev.signet.jose.VerifiedJwt;
import dev.signet.keys.KeyStatus;
import dev.signet.revocation.Revocations;
import dev.signet.revocation.RevokedKind;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.RequestChannel;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.TokenResolver;
import dev.signet.token.VerificationUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Authenticates requests: from the token in a request to who the caller is. It knows no container.
 * Thread-safe. Of a request it keeps nothing but the verified token, which it remembers, since a
 * proxy sends the same token for the whole session.
 */
public final class JwtAuthenticator implements AutoCloseable {
  private static final ServerNames WITHOUT_REALMS = ServerNames.withoutRealms(List.of());

  private final TokenResolver tokenResolver;
  private final boolean passesForeignTokens;
  private final RequestChannel channels;
  private final JwtVerifier verifier;
  private final IdentityMapper identityMapper;
  private final RealmNames realms;
  private final RememberedTokens remembered;
  private final UsedTokens used;
  private final RefusalDescriptions descriptions;
  private final Revocations revocations;
  private final Logouts logouts;
  private final Clock clock;

  private JwtAuthenticator(
      SignetConfig config, Clock clock, JwtVerifier verifier, UsedTokens used) {
    this.tokenResolver = TokenResolver.of(config.tokenLocations());
    this.passesForeignTokens = config.passesForeignTokens();
    this.channels = RequestChannel.trusting(config.proxies());
    this.verifier = verifier;
    this.identityMapper = IdentityMapper.of(config);
    this.realms = RealmNames.of(config);
    this.remembered = new RememberedTokens(config.maxRememberedTokens(), clock);
    this.used = used;
    this.descriptions = RefusalDescriptions.of(config, tokenResolver, verifier, clock);
    this.clock = clock;
    this.logouts = Logouts.of(config, clock);
    // last: it follows a file until it is closed
    this.revocations =
        Revocations.of(
            config.revocations(),
            KeyThreads.FILES,
            clock,
            server -> SharedRevocations.of(config, server, clock));
  }

  /**
   * An authenticator for a configuration.
   *
   * @param config the configuration
   * @param clock tells the time of day
   * @return the authenticator; close it
   * @throws IllegalArgumentException where this server, or a file in its present state, does not
   *     provide what the configuration needs; the message says what is missing
   */
  public static JwtAuthenticator of(SignetConfig config, Clock clock) {
    // first: it may refuse the configuration, and a verifier begins to fetch keys at once
    UsedTokens used = UsedTokens.of(config, clock);
    return build(config, clock, () -> JwtVerifier.of(config, clock), used);
  }

  /**
   * An authenticator for a configuration that replaces this one's. It takes over the keys that have
   * not changed and the tokens that are used up. It remembers no other token: each is verified
   * under the new configuration first.
   *
   * @param config the new configuration
   * @return the authenticator; close both, this one when no request needs it any more
   * @throws IllegalArgumentException as in {@link #of}
   */
  public JwtAuthenticator successor(SignetConfig config) {
    UsedTokens usedBefore = used.successor(config);
    return build(config, clock, () -> verifier.successor(config), usedBefore);
  }

  /**
   * Where this fails, by an error too, the threads of the verifier end, and the cluster is left.
   */
  private static JwtAuthenticator build(
      SignetConfig config, Clock clock, Supplier<JwtVerifier> verifiers, UsedTokens used) {
    try {
      return build(config, clock, verifiers.get(), used);
    } catch (Throwable e) {
      used.close();
      throw e;
    }
  }

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
   * Authenticates a request, for a server that knows no realms.
   *
   * @param request the request as the container has it
   * @return the result; a refused token is one
   * @throws VerificationUnavailableException as in {@link #authenticate(HttpServletRequest,
   *     ServerNames)}
   */
  public AuthenticationResult authenticate(HttpServletRequest request)
      throws VerificationUnavailableException {
    return authenticate(request, WITHOUT_REALMS);
  }

  /**
   * Authenticates a request. A caller whom the server would take for another is refused.
   *
   * @param request the request as the container has it
   * @param server how the server names callers and groups
   * @return the result; a refused token is one
   * @throws VerificationUnavailableException where the token cannot be verified at the moment,
   *     because the issuer's keys, or the memory of used tokens, are unavailable
   */
  public AuthenticationResult authenticate(HttpServletRequest request, ServerNames server)
      throws VerificationUnavailableException {
    try {
      Optional<CompactJwt> token = tokenResolver.resolveUnchecked(request);
      if (token.isEmpty()) {
        return new NotAttempted();
      }
      return use(identify(token.get(), channels.of(request), server), token.get(), request);
    } catch (TokenRejectedException e) {
      Rejected refused = Rejected.of(e);
      return passesForeignTokens && e.isForeign() ? refused.foreign() : refused;
    }
  }

  /** A remembered token is refused here alone. */
  private AuthenticationResult use(
      Authenticated caller, CompactJwt token, HttpServletRequest request)
      throws VerificationUnavailableException {
    try {
      used.use(caller.jwt(), request);
      return caller;
    } catch (TokenRejectedException e) {
      return Rejected.of(JwtVerifier.described(e, token), caller);
    }
  }

  private Authenticated identify(CompactJwt token, Channel channel, ServerNames server)
      throws TokenRejectedException, VerificationUnavailableException {
    TokenDigest place = TokenDigest.of(token.signatureDigest());
    for (Authenticated known : remembered.find(place)) {
      if (token.hasBeforeSignature(known.beforeSignature())
          && known.names().by().equals(server)
          && verifier.isStillValid(known.jwt(), token, channel)) {
        refuseRevoked(known.jwt(), token);
        return known;
      }
    }
    VerifiedJwt jwt = verifier.verify(token.checked(), channel);
    refuseRevoked(jwt, token);
    try {
      CallerIdentity identity = identityMapper.map(jwt);
      CallerNames names = server.of(identity, realms);
      String before = token.beforeSignature();
      TokenDigest digest = before.isEmpty() ? place : TokenDigest.of(token.digest());
      Authenticated caller =
          Authenticated.of(identity, names, jwt, remembered.key(digest), before, new Admission());
      return remembered.add(place, caller);
    } catch (TokenRejectedException e) {
      throw JwtVerifier.described(e.byDefinition(jwt.issuerId()), token);
    }
  }

  /** Each request asks, and of a token that is good otherwise: a forger learns nothing. */
  private void refuseRevoked(VerifiedJwt jwt, CompactJwt token) throws TokenRejectedException {
    Optional<RevokedKind> kind = revocations.revoking(jwt.revocable());
    if (kind.isPresent()) {
      throw JwtVerifier.described(
          new TokenRejectedException(
                  Rejection.REVOKED, "an entry of the revocations names its " + kind.get().named())
              .byDefinition(jwt.issuerId()),
          token);
    }
  }

  /**
   * The entries that refuse tokens, and HTTP sessions of such tokens.
   *
   * @return those in force; closed with this authenticator
   */
  public Revocations revocations() {
    return revocations;
  }

  /**
   * The same token for a caller to whom the application gives another name or other groups. It is
   * not remembered.
   *
   * @param caller a caller of this authenticator
   * @param identity who the caller is to the application
   * @return the caller with a cache key of their own, or refused where the server would take them
   *     for another
   */
  public AuthenticationResult rename(Authenticated caller, CallerIdentity identity) {
    try {
      CallerNames names = caller.names().by().of(identity, realms);
      return caller.renamed(identity, names);
    } catch (TokenRejectedException e) {
      return Rejected.of(e, caller);
    }
  }

  /**
   * A refusal with what the log shows of the token: its header, which is read again where the
   * details do not have it, and the values of its claims while {@code diagnostics} shows them.
   *
   * @param refused a refusal of a request
   * @param request the request
   * @return with these details; the same where the request has no token that can be read
   */
  public Rejected describe(Rejected refused, HttpServletRequest request) {
    return descriptions.of(refused, request);
  }

  /**
   * Whether the details of refusals have values of claims now ({@code diagnostics}).
   *
   * @return false as soon as the end is reached
   */
  public boolean showsValues() {
    return descriptions.haveValues();
  }

  /**
   * What the log says of {@code diagnostics} when the configuration takes effect.
   *
   * @return empty where it is not set
   */
  public Optional<String> diagnosticsNotice() {
    return descriptions.notice();
  }

  /**
   * What the log says of {@code signatureProvider} when the configuration takes effect.
   *
   * @return empty where it is not set
   */
  public Optional<String> signatureNotice() {
    return verifier.signatureNotice();
  }

  /**
   * Whether issuers announce here that logins have ended.
   *
   * @return false where no definition has a path for it
   */
  public boolean hasLogouts() {
    return logouts.areTaken();
  }

  /**
   * The definition whose logout tokens are taken at a path.
   *
   * @param path a path behind the context root
   * @return the {@code id} of the definition; empty where no logouts are taken there
   */
  public Optional<String> logoutAt(String path) {
    return verifier.logoutAt(path);
  }

  /**
   * Ends the logins that a logout token names, in every application of this server: from the next
   * request on their tokens are refused.
   *
   * @param path where the token arrived, a path with a definition
   * @param token its compact serialization, unchecked
   * @param channel the attributes of the request
   * @return what has ended
   * @throws TokenRejectedException where the token is not valid or was seen before
   * @throws VerificationUnavailableException where it cannot be verified, or what it ends cannot be
   *     written down, at the moment
   */
  public LogoutToken logOut(String path, String token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    LogoutToken logout = verifier.verifyLogout(path, token, channel);
    logouts.end(logout, revocations);
    return logout;
  }

  /**
   * The state of each issuer's keys.
   *
   * @return one for each definition, in the order of the configuration
   */
  public List<KeyStatus> keyStatuses() {
    return verifier.keyStatuses();
  }

  /**
   * How many tokens are remembered.
   *
   * @return an estimate
   */
  public long rememberedTokens() {
    return remembered.size();
  }

  /**
   * How many single-use tokens this server remembers as used, those of its other applications
   * included.
   *
   * @return 0 where no definition has single-use tokens
   */
  public long usedTokens() {
    return used.size();
  }

  /**
   * Stops fetching keys and following files, forgets the remembered tokens, and leaves a cluster.
   */
  @Override
  public void close() {
    verifier.close();
    revocations.close();
    used.close();
    remembered.clear();
  }
}
