package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.http.KeyThreads;
import dev.signet.jose.IssuerSelector.Selection;
import dev.signet.keys.IssuersKeys;
import dev.signet.keys.KeyRefresher;
import dev.signet.keys.KeyStatus;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies tokens of the trusted issuers: the issuer, the key, the signature and the claims, in
 * this order. Thread-safe. It uses the keys that are fetched over HTTP until it is closed.
 */
public final class JwtVerifier implements AutoCloseable {
  private static final int JWS_DOTS = 2;
  private static final int JWE_DOTS = 4;
  private static final String MEDIA_TYPE = "application/";

  private final Clock clock;
  private final Decryption decryption;
  private final IssuerSelector issuers;
  private final IssuersKeys keys;
  private final KeyRefresher decryptionKeys;

  private JwtVerifier(
      Clock clock,
      Decryption decryption,
      Map<String, List<TrustedIssuer>> issuers,
      IssuersKeys keys) {
    this.clock = clock;
    this.decryption = decryption;
    this.issuers = new IssuerSelector(issuers);
    this.keys = keys;
    this.decryptionKeys = KeyRefresher.start(KeyThreads.FILES, List.of(decryption::refreshWhenDue));
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
      for (int i = 0; i < config.issuers().size(); i++) {
        IssuerConfig issuer = config.issuers().get(i);
        issuers
            .computeIfAbsent(issuer.issuerIdentifier(), name -> new ArrayList<>())
            .add(TrustedIssuer.of(issuer, keys.get(i)));
      }
      return new JwtVerifier(clock, new Decryption(config.issuers()), issuers, keys);
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
    int dots = StrictParts.dots(token.value());
    Optional<Selection> toAsk =
        dots == JWS_DOTS || dots == JWE_DOTS
            ? Optional.empty()
            : issuers.selectIntrospecting(token, channel);
    if (toAsk.isPresent()) {
      Introspection.checkOpaque(token);
      return ask(toAsk.get(), token, channel, Instant.MAX);
    }
    boolean isEncrypted = dots == JWE_DOTS;
    Decryption.Opened opened =
        isEncrypted
            ? decryption.open(token.value())
            : Decryption.Opened.plain(ParsedJws.parse(token.value()));
    ParsedJws jws = opened.jws();
    Map<String, Object> payload = jws.claims();
    Selection selection =
        issuers.select(payload.get("iss"), jws.headerMember("iss"), token, channel);
    TrustedIssuer issuer = selection.issuer();
    if (issuer.introspectionOnly()) {
      Instant ownEnd = issuer.claimChecks().refuseExpired(payload, clock.instant());
      return ask(selection, token, channel, ownEnd);
    }
    checkEncryption(issuer, isEncrypted, opened);
    Map<String, Object> claims = issuer.profile().claims(jws, payload);
    VerificationKey key = verifySignature(jws, issuer, channel);
    issuer.profile().validate(jws, claims);
    TokenTimes times = issuer.claimChecks().validate(claims, clock.instant());
    issuer.confirmationCheck().validate(claims, channel);
    if (issuer.introspection().isPresent()) {
      var unused = issuer.introspection().get().claims(token, channel);
      times = times.askedAt(clock.instant(), issuer.introspection().get().cacheTime());
    }
    return new VerifiedJwt(selection, Optional.of(key), opened.key(), claims, times);
  }

  /** Verifies a token by its issuer's answer instead of a signature. */
  private VerifiedJwt ask(Selection selection, CompactJwt token, Channel channel, Instant ownEnd)
      throws TokenRejectedException, VerificationUnavailableException {
    TrustedIssuer issuer = selection.issuer();
    Introspection introspection = issuer.introspection().orElseThrow();
    Map<String, Object> claims = introspection.claims(token, channel);
    Instant now = clock.instant();
    TokenTimes times = issuer.claimChecks().validate(claims, now);
    issuer.confirmationCheck().validate(claims, channel);
    return new VerifiedJwt(
        selection,
        Optional.empty(),
        Optional.empty(),
        claims,
        times.askedAt(now, introspection.cacheTime()).atMostUntil(ownEnd));
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
   * A token must be decrypted with a key of its issuer, and must be encrypted where its issuer
   * requires it.
   */
  private static void checkEncryption(
      TrustedIssuer issuer, boolean isEncrypted, Decryption.Opened opened)
      throws TokenRejectedException {
    if (issuer.isEncrypting() && !isEncrypted) {
      throw new TokenRejectedException(Rejection.ENCRYPTION_MISSING);
    }
    if (isEncrypted && !opened.issuerIds().contains(issuer.id())) {
      throw new TokenRejectedException(Rejection.DECRYPTION_FAILED);
    }
  }

  public static SignatureAlgorithm checkHeader(
      ParsedJws jws, Set<SignatureAlgorithm> pinned, Set<String> types)
      throws TokenRejectedException {
    if (jws.hasHeader("crit") || jws.hasHeader("b64")) {
      throw new TokenRejectedException(Rejection.HEADER_CRITICAL);
    }
    if (!types.contains(type(jws))) {
      throw new TokenRejectedException(Rejection.TYPE_NOT_ALLOWED);
    }
    if (jws.headerMember("kid") != null && jws.header("kid").isEmpty()) {
      throw new TokenRejectedException(Rejection.TOKEN_MALFORMED);
    }
    Optional<SignatureAlgorithm> algorithm =
        jws.header("alg").flatMap(SignatureAlgorithm::named).filter(pinned::contains);
    return algorithm.orElseThrow(() -> new TokenRejectedException(Rejection.ALGORITHM_NOT_ALLOWED));
  }

  /** A media type without its prefix, in lower case (RFC 7515 section 4.1.9). */
  private static String type(ParsedJws jws) {
    if (jws.headerMember("typ") == null) {
      return "jwt";
    }
    String type = jws.header("typ").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith(MEDIA_TYPE) ? type.substring(MEDIA_TYPE.length()) : type;
  }

  private static VerificationKey verifySignature(
      ParsedJws jws, TrustedIssuer issuer, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    SignatureAlgorithm algorithm = checkHeader(jws, issuer.algorithms(), issuer.types());
    issuer.profile().validateHeader(jws);
    for (VerificationKey key : issuer.keys().resolveKeys(keyName(jws), algorithm, channel)) {
      if (jws.isSignedBy(key)) {
        return key;
      }
    }
    throw new TokenRejectedException(Rejection.SIGNATURE_INVALID);
  }

  /**
   * The key id in a token. Keys in a token or its addresses of keys (jwk, x5c, jku, x5u) are not
   * read.
   */
  public static Optional<String> keyName(ParsedJws jws) {
    return jws.header("kid").or(() -> jws.header("x5t#S256")).or(() -> jws.header("x5t"));
  }

  /** Stops fetching and watching keys. */
  @Override
  public void close() {
    decryptionKeys.close();
    keys.close();
  }
}
