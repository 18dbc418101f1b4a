package dev.signet.jose;

import dev.signet.token.RefusalDetails;
import dev.signet.token.Rejection;
import dev.signet.token.TokenRejectedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tokens of an AWS Application Load Balancer. Their header is signed like the payload. All load
 * balancers of a region share the keys, so only "signer" identifies the load balancer.
 */
record AwsAlbProfile(Set<String> signers, Set<String> clients) implements TokenProfile {
  /** The members of the header that are checked for this profile alone. */
  static final Set<String> CHECKED_IN_HEADER = Set.of("iss", "exp", "signer", "client");

  private static final List<String> IN_HEADER = List.of("iss", "exp");

  @Override
  public boolean claimsInHeader() {
    return true;
  }

  /**
   * The payload with the claims of the header. Where both have a claim, the values must be equal
   * (RFC 7519 section 5.3).
   */
  @Override
  public Map<String, Object> claims(ParsedJws jws, Map<String, Object> payload)
      throws TokenRejectedException {
    Map<String, Object> claims = new LinkedHashMap<>(payload);
    for (String name : IN_HEADER) {
      Object inHeader = jws.headerMember(name);
      if (inHeader == null) {
        continue;
      }
      if (payload.containsKey(name) && !inHeader.equals(payload.get(name))) {
        throw new TokenRejectedException(
            Rejection.CLAIM_MALFORMED, name + " of the header and of the payload differ");
      }
      claims.put(name, inHeader);
    }
    return Collections.unmodifiableMap(claims);
  }

  @Override
  public void validateHeader(ParsedJws jws) throws TokenRejectedException {
    if (jws.header("signer").filter(signers::contains).isEmpty()) {
      throw new TokenRejectedException(
          Rejection.SIGNER_WRONG, "signer must be one of " + RefusalDetails.anyOf(signers));
    }
    if (jws.header("client").filter(clients::contains).isEmpty()) {
      throw new TokenRejectedException(
          Rejection.CLIENT_WRONG, "client must be one of " + RefusalDetails.anyOf(clients));
    }
  }
}
