package dev.signet.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One trusted issuer: whose tokens are believed, on what grounds, and what they say about a caller.
 * Everything in it has been checked; see {@code docs/CONFIGURATION.md} for the settings.
 *
 * @param id the name of this definition in messages
 * @param inboundPropagation whether a token is the only way in
 * @param transports where the token is looked for; at least one place
 * @param issuerIdentifier the exact value of {@code iss} (RFC 7519 section 4.1.1)
 * @param audiences values of which {@code aud} must hold one, or only {@link #ALL_AUDIENCES}; none
 *     where the preset has something else in its place
 * @param signatureAlgorithms the only algorithms accepted; at least one
 * @param keySource where the keys come from
 * @param allowsShortRsaKeys whether RSA keys under 2048 bits are let through
 * @param keyManagementKey the private key that decrypts tokens; where there is one, a token must be
 *     encrypted
 * @param realmName the realm of users and groups
 * @param userIdentifier the claim with the caller's name
 * @param groupIdentifier the claim with the caller's groups
 * @param groupSeparator what stands between the groups where one string holds several
 * @param sessionIdentifier the claim that names the login at the proxy
 * @param clockSkew by how much the clocks may differ
 * @param groupToRoles roles a group brings on servers that cannot map groups themselves
 * @param preset what is special about the tokens of this kind of proxy
 */
public record IssuerConfig(
    String id,
    Propagation inboundPropagation,
    Set<TokenTransport> transports,
    String issuerIdentifier,
    Set<String> audiences,
    Set<SignatureAlgorithm> signatureAlgorithms,
    KeySource keySource,
    boolean allowsShortRsaKeys,
    Optional<KeyManagementKey> keyManagementKey,
    String realmName,
    ClaimPath userIdentifier,
    ClaimPath groupIdentifier,
    Optional<String> groupSeparator,
    ClaimPath sessionIdentifier,
    Duration clockSkew,
    Map<String, List<String>> groupToRoles,
    Preset preset) {

  /** In {@code audiences}: a token for anybody is accepted. The name is Liberty's. */
  public static final String ALL_AUDIENCES = "ALL_AUDIENCES";

  /** Copies the collections. */
  public IssuerConfig {
    transports = Set.copyOf(transports);
    audiences = Set.copyOf(audiences);
    signatureAlgorithms = Set.copyOf(signatureAlgorithms);
    groupToRoles = Map.copyOf(groupToRoles);
  }

  /**
   * Whether {@code aud} is left unchecked.
   *
   * @return true where the administrator said so in so many words, or the preset checks something
   *     else in its place
   */
  public boolean acceptsAllAudiences() {
    return audiences.contains(ALL_AUDIENCES) || preset instanceof Preset.AwsAlb;
  }
}
