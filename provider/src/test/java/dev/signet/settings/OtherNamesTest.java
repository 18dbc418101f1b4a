package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signet.config.ConfigException;
import dev.signet.testing.Configs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who writes the name that another product has for a setting learns Signet's. */
class OtherNamesTest {
  @TempDir Path directory;

  private static List<String> mistakes(Configs config) {
    return Assertions.assertThrows(ConfigException.class, config::tryLoad).problems().stream()
        .map(ConfigProblem::toString)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "jwksUri, jwkEndpointUrl",
    "jwks_uri, jwkEndpointUrl",
    "jwk-set-uri, jwkEndpointUrl",
    "spring.security.oauth2.resourceserver.jwt.jwk-set-uri, jwkEndpointUrl",
    "issuer, issuerIdentifier",
    "iss, issuerIdentifier",
    "mp.jwt.verify.issuer, issuerIdentifier",
    "issuer-uri, issuerIdentifier\" or \"discoveryEndpointUrl",
    "audience, audiences",
    "aud, audiences",
    "mp.jwt.verify.audiences, audiences",
    "publicKey, publicKeyLocation",
    "public-key-location, publicKeyLocation",
    "mp.jwt.verify.publickey.location, publicKeyLocation",
    "keyName, trustAliasName",
    "algorithm, signatureAlgorithm",
    "alg, signatureAlgorithm",
    "jws-algorithms, signatureAlgorithm",
    "mp.jwt.token.header, headerName",
    "mp.jwt.token.cookie, cookieName",
    "fromHeaders, headerName",
    "userNameAttribute, userIdentifier",
    "principal-claim-name, userIdentifier",
    "groupNameAttribute, groupIdentifier",
    "authorities-claim-name, groupIdentifier",
    "mapToUserRegistry, mapIdentityToRegistryUser",
    "authFilterRef, authFilter",
    "leeway, clockSkew",
    "tokenAge, maxTokenAge",
    "introspection-uri, validationEndpointUrl",
    "client-id, clientId"
  })
  void aNameOfAnotherProductIsAHint(String name, String meant) {
    assertEquals(
        List.of("issuers[0]." + name + ": is not a setting; did you mean \"" + meant + "\"?"),
        mistakes(Configs.in(directory).issuer(name, "x")));
  }

  @Test
  void theHintIsANameOfThePlaceWhereItIsGiven() {
    assertEquals(
        List.of(
            "issuer: is not a setting; did you mean \"issuers\"?",
            "truststore: is not a setting; did you mean \"keyStores\"?"),
        mistakes(Configs.in(directory).root("issuer", "x").root("truststore", "x")));
    assertEquals(List.of(), OtherNames.of("jwksUri", List.of("issuers", "keyStores")));
  }
}
