package dev.signet.cli.migrate;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A definition of an issuer for signet.json.
 *
 * @param source the element it is made of
 * @param issuer its issuerIdentifier
 * @param places where its tokens are looked for
 * @param filter its authFilter; empty for every request
 * @param isFiltered whether that keeps any request away
 * @param settings all of it, but for {@code id}
 */
record Definition(
    Element source,
    String issuer,
    Set<String> places,
    Optional<JsonObject> filter,
    boolean isFiltered,
    Map<String, JsonValue> settings) {

  /** Whether no request is left for the other one, as Signet's own reader sees it. */
  boolean takesAllOf(Definition other) {
    return issuer.equals(other.issuer)
        && places.containsAll(other.places)
        && (filter.isEmpty() || filter.equals(other.filter));
  }

  /** Whether the issuer is asked about tokens that cannot be read. */
  boolean asks() {
    return settings.containsKey("validationEndpointUrl");
  }

  /** Whether it refers to a key store. */
  boolean needs(JsonValue keyStoreId) {
    return Stream.of("trustStoreRef", "jwkTrustStoreRef", "keyStoreRef")
        .anyMatch(name -> keyStoreId.equals(settings.get(name)));
  }
}
