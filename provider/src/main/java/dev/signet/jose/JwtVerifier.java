package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.http.KeyThreads;
import dev.signet.jose.IssuerSelector.Selection;
import dev.signet.keys.IssuersKeys;
import dev.signet.keys.KeyStatus;
import dev.signet.token.CompactJwt;
import dev.signet.token.RefusalDetails;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies tokens of the trusted issuers: the issuer, the key, the signature and the claims, in
 * this order. Thread-safe. It uses the keys that are fetched over HTTP until it is closed.
 */
public final class JwtVerifier implements AutoCloseable {
  private final Clock clock;
  private final Decryption decryption;
  private final IssuerSelector issuers;
  private final SignatureVerifier signatures;
  private final Map<String, LogoutValidation> logouts;
  private final IssuersKeys keys;
  private final Runnable endOfWatch;

  private JwtVerifier(
      Clock clock,
      Decryption decryption,
      Map<String, List<TrustedIssuer>> issuers,
      SignatureVerifier signatures,
      Map<String, LogoutValidation> logouts,
      IssuersKeys keys) {
    this.clock = clock;
    this.decryption = decryption;
    this.issuers = new IssuerSelector(issuers);
    this.signatures = signatures;
    this.logouts = Map.copyOf(logouts);
    this.keys = keys;
    this.endOfWatch = decryption.watch(KeyThreads.FILES);
  }

  /**
   * Builds a verifier, and begins to fetch keys over HTTP and to watch those in files.
   *
   * @param config the configuration
   * @param clock the clock for the time of day
   * @return the verifier; to be closed
   * @throws IllegalArgumentException where a file of the configuration has changed since the check
   *     and can no longer be used; the message names it
   */
  public static JwtVerifier of(SignetConfig config, Clock clock) {
    return build(config, clock, IssuersKeys.of(config, clock));
  }

  /**
   * Builds a verifier for a configuration that replaces this one. Keys of the same origin are
   * reused, so that no request waits for a key server.
   *
   * @param config the new configuration
   * @return the verifier; both are to be closed
   * @throws IllegalArgumentException as in {@link #of}
   */
  public JwtVerifier successor(SignetConfig config) {
    return build(config, clock, keys.successor(config));
  }

  private static JwtVerifier build(SignetConfig config, Clock clock, IssuersKeys keys) {
    try {
      Map<String, List<TrustedIssuer>> issuers = new LinkedHashMap<>();
      Map<String, LogoutValidation> logouts = new HashMap<>();
      SignatureVerifier signatures =
          SignatureVerifier.of(
              config.signatureProviders(),
              config.issuers().stream().flatMap(i -> i.signatureAlgorithms().stream()).toList());
      for (int i = 0; i < config.issuers().size(); i++) {
        IssuerConfig issuer = config.issuers().get(i);
        TrustedIssuer trusted = TrustedIssuer.of(issuer, keys.get(i), signatures, clock);
        issuers.computeIfAbsent(issuer.issuerIdentifier(), name -> new ArrayList<>()).add(trusted);
        issuer
            .backchannelLogout()
            .ifPresent(
                logout ->
                    logouts.put(
                        logout.path(), LogoutValidation.of(issuer, logout, trusted, clock)));
      }
      return new JwtVerifier(
          clock, new Decryption(config.issuers()), issuers, signatures, logouts, keys);
    } catch (Throwable e) {
      // without this they would never be closed
      keys.close();
      throw e;
    }
  }

  /**
   * Verifies a token.
   *
   * @param token the token as it arrived
   * @param channel the attributes of the request
   * @return the proof
   * @throws TokenRejectedException where the token does not meet the configuration
   * @throws VerificationUnavailableException where its issuer's keys or answer are unavailable
   */
  public VerifiedJwt verify(CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    try {
      return UnverifiedJwt.isOpaque(token.value())
          ? verifyOpaque(token, channel)
          : verify(UnverifiedJwt.read(token.value(), decryption), token, channel);
    } catch (TokenRejectedException e) {
      throw described(e, token);
    }
  }

  /**
   * The definition whose logout tokens are taken at a path.
   *
   * @param path a path behind the context root
   * @return the {@code id} of the definition; empty where no logouts are taken there
   */
  public Optional<String> logoutAt(String path) {
    return Optional.ofNullable(logouts.get(path)).map(logout -> logout.issuer().id());
  }

  /**
   * Verifies a logout token. No other token is one, and it is no identity.
   *
   * @param path where it arrived, a path with a definition
   * @param compact its compact serialization, unchecked
   * @param channel the attributes of the request
   * @return the proof that a login has ended
   * @throws TokenRejectedException where it is not valid
   * @throws VerificationUnavailableException where its issuer's keys are unavailable
   */
  public LogoutToken verifyLogout(String path, String compact, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    LogoutValidation logout =
        Optional.ofNullable(logouts.get(path)).orElseThrow(IllegalArgumentException::new);
    return logout.validate(compact, decryption, channel);
  }

  private VerifiedJwt verifyOpaque(CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    Selection selection = issuers.selectForOpaque(token, channel);
    try {
      return selection.issuer().validation().validateOpaque(selection, token, channel);
    } catch (TokenRejectedException e) {
      throw e.byDefinition(selection.issuer().id());
    }
  }

  private VerifiedJwt verify(UnverifiedJwt jwt, CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    try {
      Selection selection = issuers.select(jwt, token, channel);
      return validate(jwt, selection, token, channel);
    } catch (TokenRejectedException e) {
      throw e.withHeader(jwt.jws().header());
    }
  }

  private static VerifiedJwt validate(
      UnverifiedJwt jwt, Selection selection, CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    try {
      return selection.issuer().validation().validate(jwt, selection, token, channel);
    } catch (TokenRejectedException e) {
      throw e.byDefinition(selection.issuer().id());
    }
  }

  /**
   * A refusal with what the token's header says, where its details have no header yet. Of an
   * encrypted token it is the header around it.
   *
   * @param refusal why the token is refused
   * @param token the token as it arrived
   * @return the refusal to throw instead
   */
  public static TokenRejectedException described(TokenRejectedException refusal, CompactJwt token) {
    return refusal.details().hasHeader()
        ? refusal
        : refusal.withHeader(UnverifiedJwt.outerHeader(token.value()));
  }

  /**
   * The same for the details of a refusal.
   *
   * @param details what is wrong
   * @param token the token as it arrived
   * @return these details where they have the header already
   */
  public static RefusalDetails described(RefusalDetails details, CompactJwt token) {
    return details.hasHeader()
        ? details
        : details.withHeader(UnverifiedJwt.outerHeader(token.value()));
  }

  /**
   * The unverified claims of a token: for the log of an administrator who has asked for them, and
   * never for a decision. With them are the members of the header that the presets check.
   *
   * @param token the token as it arrived
   * @return empty where the token is opaque or cannot be read
   */
  public Map<String, Object> unverifiedClaims(CompactJwt token) {
    if (UnverifiedJwt.isOpaque(token.value())) {
      return Map.of();
    }
    try {
      UnverifiedJwt jwt = UnverifiedJwt.read(token.value(), decryption);
      Map<String, Object> claims = new HashMap<>(jwt.jws().header());
      claims.keySet().retainAll(AwsAlbProfile.CHECKED_IN_HEADER);
      claims.putAll(jwt.claims());
      return claims;
    } catch (TokenRejectedException e) {
      return Map.of();
    }
  }

  /**
   * Whether a token that was verified before is valid for another request. The definition that
   * verified it must be the one selected for this request. The request must prove the token's
   * confirmation key. The token must not have expired, and neither its key nor the decryption key
   * may have been withdrawn. The result for a request is then the same as for a new token.
   *
   * @param jwt the result of the earlier verification
   * @param token the same token, as it arrived with this request
   * @param channel the attributes of the request
   * @return false where the token must be verified again
   */
  public boolean isStillValid(VerifiedJwt jwt, CompactJwt token, Channel channel) {
    return jwt.times().include(clock.instant())
        && jwt.selection().takes(token, channel)
        && jwt.issuer().confirmationCheck().passes(jwt.claims(), channel)
        && jwt.key().map(jwt.issuer().keys()::stillHolds).orElse(true)
        && jwt.openedWith().map(decryption::stillHolds).orElse(true);
  }

  /**
   * The state of the keys of each issuer.
   *
   * @return one for each definition, in their order; each state is that of the time when it is read
   *     from the list
   */
  public List<KeyStatus> keyStatuses() {
    return keys.statuses();
  }

  /**
   * Who verifies the signatures of which algorithms.
   *
   * @return empty where the configuration names no provider for them
   */
  public Optional<String> signatureNotice() {
    return signatures.notice();
  }

  /** Stops fetching and watching keys. */
  @Override
  public void close() {
    endOfWatch.run();
    keys.close();
  }
}
