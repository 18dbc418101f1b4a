package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.crypto.VerificationKey;
import dev.signet.jose.IssuerSelector.Selection;
import dev.signet.token.CompactJwt;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import dev.signet.token.VerificationUnavailableException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies the signature with the issuer's keys, then validates the claims. A token that has ended
 * is refused before its signature costs anything, with the same answer for a forged one.
 */
record LocalValidation(Clock clock) implements Validation {

  @Override
  public VerifiedJwt validate(
      UnverifiedJwt jwt, Selection selection, CompactJwt token, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    TrustedIssuer issuer = selection.issuer();
    ParsedJws jws = jwt.jws();
    checkEncryption(issuer, jwt.opened());
    Map<String, Object> claims = issuer.profile().claims(jws, jwt.claims());
    SignatureAlgorithm algorithm = checkHeader(jws, issuer, issuer.types());
    issuer.claimChecks().refuseEnded(claims, clock.instant());
    VerificationKey key = verifySignature(jws, issuer, algorithm, channel);
    issuer.profile().validate(jws, claims);
    TokenTimes times = issuer.claimChecks().validate(claims, clock.instant());
    issuer.confirmationCheck().validate(claims, channel);
    UsedKeys keys = new UsedKeys(Optional.of(key), jws.keyName(), jwt.opened().key());
    return new VerifiedJwt(selection, keys, claims, times);
  }

  /**
   * A token must be decrypted with a key of its issuer, and must be encrypted where its issuer
   * requires it.
   */
  static void checkEncryption(TrustedIssuer issuer, Decryption.Opened opened)
      throws TokenRejectedException {
    boolean isEncrypted = opened.key().isPresent();
    if (issuer.isEncrypting() && !isEncrypted) {
      throw new TokenRejectedException(
          Rejection.ENCRYPTION_MISSING,
          "keyManagementKeyAlias is set, so tokens must be encrypted");
    }
    if (isEncrypted && !opened.issuerIds().contains(issuer.id())) {
      throw new TokenRejectedException(
          Rejection.DECRYPTION_FAILED,
          "the token is encrypted for a key that is not the keyManagementKeyAlias of this"
              + " definition");
    }
  }

  /** The algorithm of a token of one of these types. */
  static SignatureAlgorithm checkHeader(ParsedJws jws, TrustedIssuer issuer, Set<String> types)
      throws TokenRejectedException {
    SignatureAlgorithm algorithm = jws.checkHeader(issuer.algorithms(), types);
    issuer.profile().validateHeader(jws);
    return algorithm;
  }

  /** The key of the issuer that verifies a token with the algorithm that its header has. */
  static VerificationKey verifySignature(
      ParsedJws jws, TrustedIssuer issuer, SignatureAlgorithm algorithm, Channel channel)
      throws TokenRejectedException, VerificationUnavailableException {
    List<VerificationKey> keys = issuer.keys().resolveKeys(jws.keyName(), algorithm, channel);
    for (VerificationKey key : keys) {
      if (jws.isSignedBy(key, issuer.signatures())) {
        return key;
      }
    }
    throw new TokenRejectedException(Rejection.SIGNATURE_INVALID, "keys tried: " + keys.size());
  }
}
