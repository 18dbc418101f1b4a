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
 * Verifies tokens of the trusted issuers: the issuer, the key, the signature, the claims, in this
 * order. Thread-safe. It holds the keys that are fetched over HTTP until it is closed.
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
   * Builds a verifier and begins to fetch the keys that come over HTTP and to watch those in files.
   *
   * @param config the configuration
   * @param clock what tells the time
   * @return the verifier; close it
   * @throws IllegalArgumentException where a file of the configuration has changed since it was
   *     checked and cannot be used any more; the message names it
   */
  public static JwtVerifier of(SignetConfig config, Clock clock) {
    return build(config, clock, IssuersKeys.of(config, clock));
  }

  /**
   * Builds a verifier for a configuration that takes this one's place. Keys whose origin is the
   * same are taken over as they are, so that nothing waits for a key server.
   *
   * @param config the new configuration
   * @return the verifier; close both
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
      // nobody would close them
      keys.close();
      throw e;
    }
  }

  /**
   * Verifies a token.
   *
   * @param token the token as it arrived
   * @param channel what the request says about itself
   * @return the proof
   * @throws TokenRejectedException where anything about the token is not as the configuration asks
   * @throws VerificationUnavailableException where its issuer's keys are out of reach
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

  /** The issuer's word in the place of its signature. */
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
   * Whether a token that was verified before is good for one more request: the definition that
   * vouched for it is the one that takes this request, it came from its holder, its time is not
   * over, and neither its key nor the one that opened it has been withdrawn. The answer to a
   * request is then the same as for a token never seen before.
   *
   * @param jwt the proof from before
   * @param token the same token, as it arrived now
   * @param channel what the request says about itself
   * @return false where the token has to be verified anew
   */
  public boolean isStillValid(VerifiedJwt jwt, CompactJwt token, Channel channel) {
    return jwt.times().include(clock.instant())
        && jwt.selection().takes(token, channel)
        && jwt.issuer().confirmationCheck().passes(jwt.claims(), channel)
        && jwt.key().map(jwt.issuer().keys()::stillHolds).orElse(true)
        && jwt.openedWith().map(decryption::stillHolds).orElse(true);
  }

  /**
   * How the keys of each issuer are.
   *
   * @return one for each definition, in their order, as it is when it is read from the list
   */
  public List<KeyStatus> keyStatuses() {
    return keys.statuses();
  }

  /** A token is opened with its own issuer's key, and is closed where its issuer closes them. */
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

  /** A media type without its prefix, in any case (RFC 7515 section 4.1.9). */
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
   * What a token calls its key. What it says of the key itself (jwk, x5c, jku, x5u) is not read.
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
