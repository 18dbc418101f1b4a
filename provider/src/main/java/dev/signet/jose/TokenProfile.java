package dev.signet.jose;

import dev.signet.config.Preset;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.Map;

/** What is special about one kind of proxy's tokens, beyond RFC 7515 and RFC 7519. */
interface TokenProfile {

  static TokenProfile of(Preset preset) {
    if (preset instanceof Preset.AwsAlb alb) {
      return new AwsAlbProfile(alb.signers(), alb.clients());
    }
    return preset instanceof Preset.CloudflareAccess ? new CloudflareProfile() : new PlainProfile();
  }

  /** Whether {@code iss} and {@code exp} may stand in the JOSE header instead of the payload. */
  default boolean claimsInHeader() {
    return false;
  }

  /**
   * The claims of a token that is not verified yet.
   *
   * @throws TokenRejectedException where the token's form is not this profile's
   */
  default Map<String, Object> claims(ParsedJws jws, Map<String, Object> payload)
      throws TokenRejectedException {
    if (jws.isPadded()) {
      throw new TokenRejectedException(Rejection.TOKEN_MALFORMED);
    }
    return payload;
  }

  /**
   * Validates what only this profile's header has, before a key is looked for: a token that is
   * refused anyway must not cause a fetch. The signature has not been verified.
   */
  default void validateHeader(ParsedJws jws) throws TokenRejectedException {}

  /** Validates what only this profile has; the signature has been verified. */
  default void validate(ParsedJws jws, Map<String, Object> claims) throws TokenRejectedException {}

  /** Tokens as the RFCs have them. */
  record PlainProfile() implements TokenProfile {}

  /** Application tokens of Cloudflare Access. */
  record CloudflareProfile() implements TokenProfile {
    @Override
    public void validate(ParsedJws jws, Map<String, Object> claims) throws TokenRejectedException {
      if (!"app".equals(claims.get("type"))) {
        throw new TokenRejectedException(Rejection.KIND_WRONG);
      }
      if (!(claims.get("sub") instanceof String subject) || subject.isBlank()) {
        throw new TokenRejectedException(Rejection.USER_MISSING);
      }
    }
  }
}
