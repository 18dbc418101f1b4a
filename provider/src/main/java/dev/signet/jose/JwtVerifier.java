package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.config.IssuerConfig;
import dev.signet.config.SignetConfig;
import dev.signet.http.KeyThreads;
import dev.signet.jose.IssuerSelector.Selection;
import dev.signet.keys.IssuersKeys;
import dev.signet.keys.KeyStatus;
import dev.signet.token.CompactJwt;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Verifies tokens of the trusted issuers: the issuer, the key, the signature, the claims, in this
 * order. Thread-safe. It holds the keys that are fetched over HTTP until it is closed.
 */
public final class JwtVerifier implements AutoCloseable {
  private final Clock clock;
  private final Decryption decryption;
  private final IssuerSelector issuers;
  private final IssuersKeys keys;
  private final Runnable endOfWatch;

  private JwtVerifier(
      Clock clock,
      Decryption decryption,
      Map<String, List<TrustedIssuer>> issuers,
      IssuersKeys keys) {
    this.clock = clock;
    this.decryption = decryption;
    this.issuers = new IssuerSelector(issuers);
    this.keys = keys;
    this.endOfWatch = decryption.watch(KeyThreads.FILES);
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
            .add(TrustedIssuer.of(issuer, keys.get(i), clock));
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
    if (UnverifiedJwt.isOpaque(token.value())) {
      Selection selection = issuers.selectForOpaque(token, channel);
      return selection.issuer().validation().validateOpaque(selection, token, channel);
    }
    UnverifiedJwt jwt = UnverifiedJwt.read(token.value(), decryption);
    Selection selection = issuers.select(jwt, token, channel);
    return selection.issuer().validation().validate(jwt, selection, token, channel);
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

  /** Stops fetching and watching keys. */
  @Override
  public void close() {
    endOfWatch.run();
    keys.close();
  }
}
