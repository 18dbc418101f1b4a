package dev.signet.config;

import dev.signet.crypto.KeyManagementKey;
import dev.signet.crypto.SignatureAlgorithm;
import dev.signet.mapping.IdentityRules;
import java.util.Optional;
import java.util.Set;

/**
 * One trusted issuer: whose tokens are believed, on what grounds, and what they say about a caller.
 * Everything in it has been checked; see {@code docs/CONFIGURATION.md} for the settings.
 *
 * @param id the name of this definition in messages
 * @param inboundPropagation whether a token is the only way in
 * @param arrival how its tokens come in
 * @param issuerIdentifier the exact value of {@code iss} (RFC 7519 section 4.1.1)
 * @param signatureAlgorithms the only algorithms accepted; none where the issuer is asked instead
 * @param keySource where the keys come from
 * @param allowsShortRsaKeys whether RSA keys under 2048 bits are let through
 * @param keyManagementKey the private key that decrypts tokens; where there is one, a token must be
 *     encrypted
 * @param introspection how the issuer is asked about its tokens, where it is
 * @param claims what a token must say
 * @param identity what it makes of the caller
 * @param preset what is special about the tokens of this kind of proxy
 */
public record IssuerConfig(
    String id,
    Propagation inboundPropagation,
    TokenSource arrival,
    String issuerIdentifier,
    Set<SignatureAlgorithm> signatureAlgorithms,
    KeySource keySource,
    boolean allowsShortRsaKeys,
    Optional<KeyManagementKey> keyManagementKey,
    Optional<IntrospectionSettings> introspection,
    ClaimRules claims,
    IdentityRules identity,
    Preset preset) {

  /** In {@code audiences}: a token for anybody is accepted. The name is Liberty's. */
  public static final String ALL_AUDIENCES = "ALL_AUDIENCES";

  /** Copies the set. */
  public IssuerConfig {
    signatureAlgorithms = Set.copyOf(signatureAlgorithms);
  }

  /**
   * Whether {@code aud} is left unchecked.
   *
   * @return true where the administrator said so in so many words, or the preset checks something
   *     else in its place
   */
  public boolean acceptsAllAudiences() {
    return claims.audiences().contains(ALL_AUDIENCES) || preset instanceof Preset.AwsAlb;
  }
}
