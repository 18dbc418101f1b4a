package dev.signet.config;

import dev.signet.crypto.KeyManagementKey;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.hop.TokenPropagation;
import dev.signet.mapping.IdentityRules;
import java.util.Optional;
import java.util.Set;

/**
 * One trusted issuer: which tokens are accepted, how they are verified, and how they are mapped to
 * a caller. Everything in it has been checked; see {@code docs/CONFIGURATION.md} for the settings.
 *
 * @param id the name of this definition in messages
 * @param inboundPropagation whether a token is the only accepted authentication
 * @param tokenSource where its tokens are accepted
 * @param issuerIdentifier the exact value of {@code iss} (RFC 7519 section 4.1.1)
 * @param signatureAlgorithms the only algorithms accepted; empty where the issuer is asked instead
 * @param keySource the source of the keys
 * @param allowsShortRsaKeys whether RSA keys under 2048 bits are accepted
 * @param keyManagementKey the private key that decrypts tokens; where there is one, a token must be
 *     encrypted
 * @param introspection how the issuer is asked about its tokens, where it is
 * @param claims the requirements on a token's claims
 * @param identity how a token is mapped to a caller
 * @param backchannelLogout where the issuer announces that a login has ended
 * @param propagation whether a token stays with its request; empty where it does not
 * @param preset what is special about the tokens of this kind of proxy
 */
public record IssuerConfig(
    String id,
    Propagation inboundPropagation,
    TokenSource tokenSource,
    String issuerIdentifier,
    Set<SignatureAlgorithm> signatureAlgorithms,
    KeySource keySource,
    boolean allowsShortRsaKeys,
    Optional<KeyManagementKey> keyManagementKey,
    Optional<IntrospectionSettings> introspection,
    ClaimRules claims,
    IdentityRules identity,
    Optional<BackchannelLogout> backchannelLogout,
    Optional<TokenPropagation> propagation,
    Preset preset) {

  /** In {@code audiences}: a token for any audience is accepted. The name is Liberty's. */
  public static final String ALL_AUDIENCES = "ALL_AUDIENCES";

  /** Copies the set. */
  public IssuerConfig {
    signatureAlgorithms = Set.copyOf(signatureAlgorithms);
  }

  /**
   * Whether {@code aud} is left unchecked.
   *
   * @return true where the configuration says so explicitly, or the preset checks something else
   *     instead
   */
  public boolean acceptsAllAudiences() {
    return claims.audiences().contains(ALL_AUDIENCES) || preset instanceof Preset.AwsAlb;
  }
}
