package dev.signet.jose;

import dev.signet.config.Preset;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.Map;

/** The special rules for the tokens of one kind of proxy, beyond RFC 7515 and RFC 7519. */
interface TokenProfile {

  static TokenProfile of(Preset preset) {
    if (preset instanceof Preset.AwsAlb alb) {
      return new AwsAlbProfile(alb.signers(), alb.clients());
    }
    return preset instanceof Preset.CloudflareAccess ? new CloudflareProfile() : new PlainProfile();
  }

  /** Whether {@code iss} and {@code exp} may be in the JOSE header instead of the payload. */
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
      throw new TokenRejectedException(
          Rejection.TOKEN_MALFORMED,
          "base64url with padding is accepted with preset aws-alb alone");
    }
    return payload;
  }

  /**
   * Validates the header members of this profile before a key is resolved: a token that is refused
   * anyway must not cause a fetch. The signature has not been verified.
   */
  default void validateHeader(ParsedJws jws) throws TokenRejectedException {}

  /** Validates the claims of this profile; the signature has been verified. */
  default void validate(ParsedJws jws, Map<String, Object> claims) throws TokenRejectedException {}

  /** Tokens without special rules. */
  record PlainProfile() implements TokenProfile {}

  /** Application tokens of Cloudflare Access. */
  record CloudflareProfile() implements TokenProfile {
    @Override
    public void validate(ParsedJws jws, Map<String, Object> claims) throws TokenRejectedException {
      if (!"app".equals(claims.get("type"))) {
        throw new TokenRejectedException(Rejection.KIND_WRONG, "claim type must be app");
      }
      if (!(claims.get("sub") instanceof String subject) || subject.isBlank()) {
        throw new TokenRejectedException(
            Rejection.USER_MISSING, "claim sub is missing, empty or not a string");
      }
    }
  }
}
