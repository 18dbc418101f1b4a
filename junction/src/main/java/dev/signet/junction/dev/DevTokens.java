package dev.signet.junction.dev;

import dev.signet.cli.jwks.KeyIdScheme;
import dev.signet.cli.jwks.NamedCertificate;
import dev.signet.cli.jwks.PublicJwk;
import dev.signet.cli.jwks.PublishedKeys;
import dev.signet.cli.jwks.SignatureAlgorithm;
import dev.signet.cli.jwks.SigningKey;
import dev.signet.junction.keys.SelfSignedCertificate;
import dev.signet.junction.mint.TokenMint;
import dev.signet.junction.proxy.ClaimsTemplate;
import dev.signet.junction.proxy.SessionTokens;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tokens say, how long they last, and the settings of a server that accepts them.
 *
 * @param issuer {@code iss}
 * @param audience {@code aud}
 * @param header the request header
 * @param lifetime from {@code iat} to {@code exp}
 */
record DevTokens(String issuer, String audience, String header, Duration lifetime) {
  private static final String ALIAS = "dev";
  private static final SignatureAlgorithm ALGORITHM = SignatureAlgorithm.RS256;
  private static final KeyIdScheme KEY_ID = KeyIdScheme.X5T_S256;

  /** Names of the mapping rule that are no claims of the token. */
  private static final Set<String> OF_THE_RULE = Set.of("user", "session");

  private static final String NOTICE =
      "// For development on this machine, never for production: everyone who reaches the proxy is"
          + " any user.\n";

  /** A key that exists in this process alone. */
  static SigningKey newKey() {
    try {
      return SelfSignedCertificate.forTokens(ALIAS).make(ALIAS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM makes RSA keys", e);
    }
  }

  static PublishedKeys published(SigningKey key) {
    NamedCertificate named = new NamedCertificate(key.alias(), key.certificate());
    String keyId = KEY_ID.keyId(key).orElseThrow();
    return PublishedKeys.of(
        List.of(PublicJwk.of(named).json(keyId, Optional.of(ALGORITHM)).build()), List.of());
  }

  /**
   * The tokens of every login, with the users' own claims of these names.
   *
   * @throws IllegalArgumentException where one is set by the proxy
   */
  SessionTokens signedBy(SigningKey key, Set<String> claims) {
    TokenMint mint = new TokenMint(key, ALGORITHM, KEY_ID, InstantSource.system());
    SessionTokens.Policy policy = new SessionTokens.Policy(lifetime, lifetime.dividedBy(2), false);
    return new SessionTokens(mapping(claims), policy, () -> mint, InstantSource.system());
  }

  private ClaimsTemplate mapping(Set<String> claims) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("iss", issuer);
    rule.put("aud", audience);
    rule.put("sub", "${user}");
    rule.put("groups", "${groups}");
    rule.put("sess", "${session}");
    for (String name : claims) {
      if (OF_THE_RULE.contains(name) || rule.putIfAbsent(name, "${" + name + "}") != null) {
        throw new IllegalArgumentException("--claim: '" + name + "' is set by the proxy");
      }
    }
    return new ClaimsTemplate(Json.createObjectBuilder(rule).build());
  }

  /** The {@code signet.json} of a server behind, with the keys of this address. */
  String settings(URI keySet) {
    JsonObject definition =
        Json.createObjectBuilder()
            .add("id", "signet-dev")
            .add("issuerIdentifier", issuer)
            .add("audiences", audience)
            .add("headerName", header)
            .add("signatureAlgorithm", ALGORITHM.toString())
            .add("jwkEndpointUrl", keySet.toString())
            .add("httpsRequired", false)
            // the next run has another key
            .add("jwkMinRefreshInterval", 1)
            .add("jwkUnknownKidInterval", 1)
            .add("realmName", "defaultRealm")
            .add("maxTokenLifetime", lifetime.toSeconds())
            .build();
    StringWriter text = new StringWriter();
    try (var writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.write(
          Json.createObjectBuilder()
              .add("issuers", Json.createArrayBuilder().add(definition))
              .build());
    }
    return NOTICE + text.toString().strip() + "\n";
  }
}
