package dev.signet.jose;

import dev.signet.channel.Channel;
import dev.signet.channel.ChannelAttribute;
import dev.signet.config.Confirmation;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/**
 * Checks that a token that is bound to a key comes from the client with that key: the claim {@code
 * cnf} (RFC 7800) has the thumbprint of the TLS client certificate (RFC 8705 section 3). A token
 * that is bound in any other way is refused, because that cannot be checked here.
 */
record ConfirmationCheck(Confirmation confirmation) {
  private static final String THUMBPRINT = "x5t#S256";

  void validate(Map<String, Object> claims, Channel channel) throws TokenRejectedException {
    if (!passes(claims, channel)) {
      boolean isBound = claims.containsKey("cnf");
      throw new TokenRejectedException(
          isBound ? Rejection.CONFIRMATION_MISMATCH : Rejection.HOLDER_MISSING,
          isBound
              ? mismatch(claims, channel)
              : "certificateBound is required, and claim cnf is missing");
    }
  }

  private static String mismatch(Map<String, Object> claims, Channel channel) {
    if (!(claims.get("cnf") instanceof Map<?, ?> cnf)
        || cnf.size() != 1
        || !(cnf.get(THUMBPRINT) instanceof String)) {
      return "cnf must have x5t#S256 and nothing else";
    }
    return channel.values(ChannelAttribute.CERTIFICATE_THUMBPRINT).isEmpty()
        ? "the server has no client certificate for the request"
        : "x5t#S256 of cnf is not that of the client certificate";
  }

  boolean passes(Map<String, Object> claims, Channel channel) {
    if (confirmation == Confirmation.IGNORED || !claims.containsKey("cnf")) {
      return confirmation != Confirmation.REQUIRED;
    }
    return claims.get("cnf") instanceof Map<?, ?> cnf
        && cnf.size() == 1
        && cnf.get(THUMBPRINT) instanceof String thumbprint
        && isHeldBy(channel.values(ChannelAttribute.CERTIFICATE_THUMBPRINT), thumbprint);
  }

  private static boolean isHeldBy(List<String> certificates, String thumbprint) {
    return certificates.size() == 1
        && MessageDigest.isEqual(
            certificates.get(0).getBytes(StandardCharsets.UTF_8),
            thumbprint.getBytes(StandardCharsets.UTF_8));
  }
}
