package dev.signet.cli.migrate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why attributes that are known have no counterpart in signet.json. */
final class NotCarried {
  private static final String LOGIN =
      "belongs to the login at the issuer's pages, which Signet does not do";
  private static final String SESSION =
      "every request is known by its own token here, with no session or cookie of Signet's";
  private static final String REMOTE =
      "counts only where the issuer is asked about tokens; this definition asks about none";
  private static final String KEY_SERVER =
      "keys are fetched without a login here; the key server must give them to anybody";

  private static final List<String> OF_LOGIN =
      List.of(
          "authContextClassReference",
          "authenticationTimeLimit",
          "authorizationEndpointUrl",
          "authzParameter",
          "clientId",
          "clientSecret",
          "createSession",
          "forwardLoginParameter",
          "grantType",
          "initialStateCacheCapacity",
          "isClientSideRedirectSupported",
          "keyAliasName",
          "nonceEnabled",
          "oidcclientRequestParameterSupported",
          "pkceCodeChallengeMethod",
          "prompt",
          "reAuthnCushion",
          "reAuthnOnAccessTokenExpire",
          "redirectJunctionPath",
          "redirectToRPHostAndPort",
          "resource",
          "responseType",
          "scope",
          "tokenEndpointAuthMethod",
          "tokenEndpointAuthSigningAlgorithm",
          "tokenEndpointUrl",
          "tokenOrderToFetchCallerClaims",
          "tokenParameter",
          "tokenRequestOriginHeader",
          "useAccessTokenAsIdToken",
          "userInfoEndpointEnabled",
          "userInfoEndpointUrl",
          "userinfoParameter");

  private NotCarried() {}

  static Map<String, String> ofOpenidConnectClient() {
    Map<String, String> reasons = new HashMap<>();
    OF_LOGIN.forEach(name -> reasons.put(name, LOGIN));
    addThoseOfSessions(reasons);
    addThoseOfAsking(reasons);
    return reasons;
  }

  private static void addThoseOfSessions(Map<String, String> reasons) {
    List.of(
            "accessTokenCacheEnabled",
            "accessTokenCacheTimeout",
            "accessTokenInLtpaCookie",
            "allowCustomCacheKey",
            "authnSessionDisabled",
            "disableLtpaCookie",
            "includeCustomCacheKeyInSubject",
            "includeIdTokenInSubject")
        .forEach(name -> reasons.put(name, SESSION));
  }

  private static void addThoseOfAsking(Map<String, String> reasons) {
    List.of(
            "introspectionTokenTypeHint",
            "requireExpClaimForIntrospection",
            "requireIatClaimForIntrospection",
            "validateAccessTokenLocally",
            "validationEndpointUrl",
            "validationMethod")
        .forEach(name -> reasons.put(name, REMOTE));
    List.of("jwkClientId", "jwkClientSecret", "jwkParameter")
        .forEach(name -> reasons.put(name, KEY_SERVER));
    reasons.put(
        "discoveryPollingRate",
        "the metadata is read anew with the keys: jwkMaxRefreshInterval says how often");
    reasons.put("sharedKey", "HMAC is not supported");
    reasons.put(
        "useSystemPropertiesForHttpClientConnections", "Signet has no settings for a proxy");
  }

  static Map<String, String> ofMpJwt() {
    return Map.of(
        "keyManagementKeyAlgorithm",
        "the algorithms in docs/CONFIGURATION.md are accepted, and no other",
        "sharedKey",
        "HMAC is not supported",
        "useSystemPropertiesForHttpClientConnections",
        "Signet has no settings for a proxy");
  }
}
