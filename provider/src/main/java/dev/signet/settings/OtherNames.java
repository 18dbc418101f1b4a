package dev.signet.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names that other products have for the settings of Signet: MicroProfile JWT and Liberty's
 * mpJwt and openidConnectClient, Spring Security, Elytron, Envoy, and the members of tokens and
 * metadata. They are compared without their case and without anything but letters and digits.
 */
final class OtherNames {
  /** A setting, and behind it its names elsewhere. */
  private static final List<String> LINES =
      List.of(
          "issuers issuer trustedIssuers providers openidConnectClient mpJwt issuerIdentifier",
          "keyStores keyStore trustStore trustStores",
          "trustedProxies proxies proxy internalProxies",
          "forwardedHeader remoteIpHeader",
          "issuerIdentifier issuer iss issuerUri issuerUrl mpJwtVerifyIssuer",
          "discoveryEndpointUrl issuerUri discovery discoveryUri discoveryUrl metadataUrl wellKnown"
              + " openidConfiguration providerUri metadataUri",
          "audiences audience aud mpJwtVerifyAudiences clientIds",
          "headerName header tokenHeader fromHeaders mpJwtTokenHeader headerNames jwtHeader",
          "cookieName cookie tokenCookie fromCookies mpJwtTokenCookie",
          "signatureAlgorithm alg algs algorithm algorithms jwsAlgorithm jwsAlgorithms"
              + " mpJwtVerifyPublickeyAlgorithm idTokenSigningAlgValuesSupported",
          "jwkEndpointUrl jwksUri jwksUrl jwkSetUri jwkSetUrl jwks jwkUri jwkUrl keySetUrl"
              + " remoteJwks jwksEndpoint jwkEndpoint jku",
          "publicKeyLocation publicKey publicKeyFile publicKeyPath publicKeyUri pem pemFile pemPath"
              + " certificateFile certificateLocation mpJwtVerifyPublickey"
              + " mpJwtVerifyPublickeyLocation",
          "trustAliasName keyName keyAlias alias aliases certificateAlias trustAlias certificate",
          "trustStoreRef keyStoreName trustStore trustStoreName",
          "jwkTrustStoreRef clientSslContext sslContext",
          "jwkSeedLocation localJwks jwksFile jwkSetFile",
          "keyManagementKeyAlias mpJwtDecryptKeyLocation decryptionKey decryptKey",
          "userIdentifier userNameAttribute userIdentityToCreateSubject uniqueUserIdentifier"
              + " principalClaim principalClaimName userClaim userNameClaim preferredUsername sub"
              + " subject user principal",
          "groupIdentifier groupNameAttribute authoritiesClaimName groupsClaim rolesClaim groups"
              + " roles groupClaim roleClaim",
          "groupSeparator authoritiesClaimDelimiter",
          "scopeGroupPrefix authorityPrefix",
          "groupToRoles roleMapping roleMappings",
          "mapIdentityToRegistryUser mapToUserRegistry",
          "realmName realm",
          "realmIdentifier realmClaim",
          "authFilter authFilterRef filter requestMatcher",
          "clockSkew leeway clockTolerance allowedClockSkew skew mpJwtVerifyClockSkew"
              + " clockSkewSeconds",
          "maxTokenAge tokenAge mpJwtVerifyTokenAge maxAge",
          "maxTokenLifetime maxLifetime lifetime expiration expiresIn",
          "validationEndpointUrl introspectionUri introspectionUrl introspectionEndpoint"
              + " introspectionEndpointUrl validationUrl",
          "validationMethod introspection jwtAccessTokenRemoteValidation",
          "introspectionCacheTime accessTokenCacheTimeout",
          "tokenTypes typ type tokenType",
          "requiredClaims claims requireClaims",
          "location path file fileName",
          "password passwd pass storePassword keyStorePassword trustStorePassword",
          "id name ref");

  private static final Map<String, List<String>> SETTINGS = settings();

  private OtherNames() {}

  private static Map<String, List<String>> settings() {
    Map<String, List<String>> settings = new HashMap<>();
    for (String line : LINES) {
      List<String> words = List.of(line.split(" "));
      for (String other : words.subList(1, words.size())) {
        settings.merge(key(other), words.subList(0, 1), OtherNames::both);
      }
    }
    return settings;
  }

  private static List<String> both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /**
   * The settings that a name stands for elsewhere.
   *
   * @param typed the name, alone or behind a prefix with dots, as in {@code spring.….issuer-uri}
   * @param known the settings that may be meant
   * @return those of them that may be meant, the most likely one first
   */
  static List<String> of(String typed, Collection<String> known) {
    String last = typed.substring(typed.lastIndexOf('.') + 1);
    List<String> whole = SETTINGS.getOrDefault(key(typed), List.of());
    List<String> meant = whole.isEmpty() ? SETTINGS.getOrDefault(key(last), List.of()) : whole;
    return meant.stream().filter(known::contains).toList();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
