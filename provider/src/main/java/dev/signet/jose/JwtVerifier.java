package dev.signet.jose;

import dev.signet.config.Channel;
import dev.signet.config.IssuerConfig;
import dev.signet.config.KeySource;
import dev.signet.config.SignatureAlgorithm;
import dev.signet.config.SignetConfig;
import dev.signet.token.CannotDecideException;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
  private final Map<KeyOrigin, IssuerKeys> keys;
  private final KeyRefresher refresher;

  private JwtVerifier(
      Clock clock,
      Decryption decryption,
      Map<String, List<TrustedIssuer>> issuers,
      Map<KeyOrigin, IssuerKeys> keys) {
    this.clock = clock;
    this.decryption = decryption;
    this.issuers = new IssuerSelector(issuers);
    this.keys = Collections.unmodifiableMap(keys);
    this.refresher = KeyRefresher.start(List.copyOf(keys.values()));
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
    return build(config, clock, Map.of());
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
    return build(config, clock, keys);
  }

  private static JwtVerifier build(
      SignetConfig config, Clock clock, Map<KeyOrigin, IssuerKeys> known) {
    Map<String, List<TrustedIssuer>> issuers = new LinkedHashMap<>();
    Map<KeyOrigin, IssuerKeys> keys = new LinkedHashMap<>();
    for (IssuerConfig issuer : config.issuers()) {
      KeyOrigin origin = KeyOrigin.of(issuer);
      IssuerKeys ofIssuer = known.containsKey(origin) ? known.get(origin) : keys(issuer, clock);
      keys.put(origin, ofIssuer);
      issuers
          .computeIfAbsent(issuer.issuerIdentifier(), i -> new ArrayList<>())
          .add(TrustedIssuer.of(issuer, ofIssuer));
    }
    return new JwtVerifier(clock, new Decryption(config.issuers()), issuers, keys);
  }

  private static IssuerKeys keys(IssuerConfig issuer, Clock clock) {
    if (issuer.keySource() instanceof KeySource.NoKeys) {
      return new NoKeys(issuer.id());
    }
    return issuer.keySource() instanceof KeySource.Local local
        ? new LocalKeys(issuer, local, clock)
        : RemoteKeys.of(issuer, (KeySource.Remote) issuer.keySource(), clock);
  }

  /**
   * Verifies a token.
   *
   * @param token the token as it arrived
   * @param channel what the request says about itself
   * @return the proof
   * @throws TokenRejectedException where anything about the token is not as the configuration asks
   * @throws CannotDecideException where its issuer's keys are out of reach
   */
  public VerifiedJwt verify(CompactJwt token, Channel channel)
      throws TokenRejectedException, CannotDecideException {
    int dots = StrictParts.dots(token.value());
    Optional<TrustedIssuer> toAsk =
        dots == JWS_DOTS || dots == JWE_DOTS
            ? Optional.empty()
            : issuers.selectToAsk(token, channel);
    if (toAsk.isPresent()) {
      Introspection.checkOpaque(token);
      return ask(toAsk.get(), token, channel);
    }
    boolean isEncrypted = dots == JWE_DOTS;
    Decryption.Opened opened =
        isEncrypted
            ? decryption.open(token.value())
            : new Decryption.Opened(ParsedJws.parse(token.value()), Set.of());
    ParsedJws jws = opened.jws();
    Map<String, Object> payload = jws.claims();
    TrustedIssuer issuer =
        issuers.select(payload.get("iss"), jws.headerMember("iss"), token, channel);
    if (issuer.isAskedAlone()) {
      issuer.claimChecks().refuseExpired(payload, clock.instant());
      return ask(issuer, token, channel);
    }
    checkEncryption(issuer, isEncrypted, opened);
    Map<String, Object> claims = issuer.profile().claims(jws, payload);
    VerificationKey key = verifySignature(jws, issuer);
    issuer.profile().validate(jws, claims);
    Instant end = issuer.claimChecks().validate(claims, clock.instant());
    issuer.holderCheck().validate(claims, channel);
    Instant goodUntil = end;
    if (issuer.introspection().isPresent()) {
      var unused = issuer.introspection().get().claims(token, channel);
      goodUntil = soonest(end, issuer.introspection().get());
    }
    return new VerifiedJwt(issuer, Optional.of(key), claims, end, goodUntil);
  }

  /** The issuer's word in the place of its signature. */
  private VerifiedJwt ask(TrustedIssuer issuer, CompactJwt token, Channel channel)
      throws TokenRejectedException, CannotDecideException {
    Introspection introspection = issuer.introspection().orElseThrow();
    Map<String, Object> claims = introspection.claims(token, channel);
    Instant end = issuer.claimChecks().validate(claims, clock.instant());
    issuer.holderCheck().validate(claims, channel);
    return new VerifiedJwt(issuer, Optional.empty(), claims, end, soonest(end, introspection));
  }

  private Instant soonest(Instant end, Introspection introspection) {
    Instant asked = clock.instant().plus(introspection.cacheTime());
    return end.isBefore(asked) ? end : asked;
  }

  /**
   * Whether a token that was verified before is good for one more request: it came the way its
   * issuer sends it, from its holder, its time is not over and its key has not been withdrawn.
   *
   * @param jwt the proof from before
   * @param token the same token, as it arrived now
   * @param channel what the request says about itself
   * @return false where the token has to be verified anew
   */
  public boolean isStillGood(VerifiedJwt jwt, CompactJwt token, Channel channel) {
    return clock.instant().isBefore(jwt.goodUntil())
        && jwt.issuer().isSentBy(token, channel)
        && jwt.issuer().holderCheck().passes(jwt.claims(), channel)
        && jwt.key().map(jwt.issuer().keys()::stillHolds).orElse(true);
  }

  /**
   * How the keys of each issuer are.
   *
   * @return one for each definition, in their order
   */
  public List<KeyStatus> keyStatuses() {
    return keys.values().stream().map(IssuerKeys::status).toList();
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

  static SignatureAlgorithm checkHeader(
      ParsedJws jws, Set<SignatureAlgorithm> pinned, Set<String> types)
      throws TokenRejectedException {
    if (jws.hasHeader("crit") || jws.hasHeader("b64")) {
      throw new TokenRejectedException(Rejection.HEADER_CRITICAL);
    }
    if (!types.contains(type(jws))) {
      throw new TokenRejectedException(Rejection.TYPE_NOT_ALLOWED);
    }
    if (jws.hasHeader("kid") && jws.header("kid").isEmpty()) {
      throw new TokenRejectedException(Rejection.TOKEN_MALFORMED);
    }
    Optional<SignatureAlgorithm> algorithm =
        jws.header("alg").flatMap(SignatureAlgorithm::named).filter(pinned::contains);
    return algorithm.orElseThrow(() -> new TokenRejectedException(Rejection.ALGORITHM_NOT_ALLOWED));
  }

  /** A media type without its prefix, in any case (RFC 7515 section 4.1.9). */
  private static String type(ParsedJws jws) {
    if (!jws.hasHeader("typ")) {
      return "jwt";
    }
    String type = jws.header("typ").orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith(MEDIA_TYPE) ? type.substring(MEDIA_TYPE.length()) : type;
  }

  private static VerificationKey verifySignature(ParsedJws jws, TrustedIssuer issuer)
      throws TokenRejectedException, CannotDecideException {
    SignatureAlgorithm algorithm = checkHeader(jws, issuer.algorithms(), issuer.types());
    for (VerificationKey key : issuer.keys().resolveKeys(keyName(jws), algorithm)) {
      if (jws.isSignedBy(key)) {
        return key;
      }
    }
    throw new TokenRejectedException(Rejection.SIGNATURE_INVALID);
  }

  /**
   * What a token calls its key. What it says of the key itself (jwk, x5c, jku, x5u) is not read.
   */
  static Optional<String> keyName(ParsedJws jws) {
    return jws.header("kid").or(() -> jws.header("x5t#S256")).or(() -> jws.header("x5t"));
  }

  /** Stops fetching and watching keys. */
  @Override
  public void close() {
    refresher.close();
  }
}
