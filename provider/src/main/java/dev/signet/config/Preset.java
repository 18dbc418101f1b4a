package dev.signet.config;

import java.util.Set;

/**
 * The special format of one kind of proxy's tokens, and the checks that it requires. A preset only
 * adds checks and changes no other setting.
 */
public sealed interface Preset {

  /** Tokens as RFC 7519 has them. */
  record None() implements Preset {}

  /**
   * AWS Application Load Balancer: {@code iss} and {@code exp} are in the JOSE header, beside
   * "signer" and "client" of the load balancer; the parts are base64url with padding, which is
   * signed as well. There is no {@code aud}, and the keys sign for every customer of a region:
   * "signer" and "client" are checked instead.
   *
   * @param signers the load balancers' ARNs, of which "signer" must be one
   * @param clients the OpenID Connect client ids, of which "client" must be one
   */
  record AwsAlb(Set<String> signers, Set<String> clients) implements Preset {
    /** Copies. */
    public AwsAlb {
      signers = Set.copyOf(signers);
      clients = Set.copyOf(clients);
    }
  }

  /**
   * Cloudflare Access: other tokens of the same team are signed by the same keys, so the claim
   * {@code type} must be {@code app}; and a service token's {@code sub} is empty, so it must not
   * be.
   */
  record CloudflareAccess() implements Preset {}
}
