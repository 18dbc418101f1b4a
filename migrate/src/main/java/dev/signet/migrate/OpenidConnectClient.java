package dev.signet.migrate;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Carries one {@code openidConnectClient} over. */
final class OpenidConnectClient {
  private static final String METADATA = "/.well-known/openid-configuration";

  private final Settings source;
  private final KeyStores keyStores;
  private final FilterConversion filters;
  private final IssuerSettings issuer;

  OpenidConnectClient(Settings source, KeyStores keyStores, FilterConversion filters) {
    this.source = source;
    this.keyStores = keyStores;
    this.filters = filters;
    this.issuer = new IssuerSettings(source);
  }

  /** Its definitions: one for each issuer it names. */
  List<Definition> convert() {
    propagation();
    validation();
    issuer.place("headerName", source.text("headerName").orElse("Authorization"));
    List<String> issuers = issuers();
    issuer.audiences(
        source.list("audiences"),
        "unset there: a token with aud is accepted where that is the beginning of the request's"
            + " URL, a token without always");
    issuer.algorithm(source.word("signatureAlgorithm").or(() -> Optional.of("HS256")));
    identity();
    issuer.clockSkew("300s");
    tokenReuse();
    Optional<JsonObject> filter = filters.of(source);
    filter.ifPresent(f -> tellWhatFiltersDo());
    keys();
    if (issuers.size() > 1 && source.has("discoveryEndpointUrl")) {
      source.stricter(
          "issuerIdentifier",
          "metadata is for one issuer here: the tokens of the others find no keys");
    }
    decryption();
    source.tellTheRest(NotCarried.ofOpenidConnectClient());
    return issuer.definitions(issuers, filter);
  }

  /** Seen on Open Liberty 26.0.0.3: where no filter fits, the token's issuer chooses after all. */
  private void tellWhatFiltersDo() {
    source.stricter(
        "authFilter",
        "a request that fits no filter at all is taken there, if its token names this issuer; here"
            + " it never is");
  }

  private void propagation() {
    String propagation = source.word("inboundPropagation").orElse("none");
    if (!propagation.matches("required|supported")) {
      throw source.refused(
          "inboundPropagation",
          (source.has("inboundPropagation") ? "is none" : "is none unless it is set")
              + ": it logs browsers in at the issuer and takes no token from a proxy");
    }
    issuer.put("inboundPropagation", propagation);
    if (propagation.equals("supported")) {
      source.notCarried(
          "inboundPropagation",
          "a request without a token is sent to the issuer's login there; here it is anonymous, or"
              + " answered 401 on a protected page");
    }
  }

  /** Where the issuer is asked about each token, the signature alone is not what was trusted. */
  private void validation() {
    String remote = source.word("jwtAccessTokenRemoteValidation").orElse("none");
    if (remote.equals("require")) {
      throw source.refused(
          "jwtAccessTokenRemoteValidation",
          "has every token validated by the issuer; Signet verifies signatures and asks nobody");
    }
    if (remote.equals("allow")) {
      source.stricter(
          "jwtAccessTokenRemoteValidation",
          "a token that only the issuer's own validation accepts is refused here");
    }
    if (source.flag("disableIssChecking", false)) {
      throw source.refused(
          "disableIssChecking", "has tokens without iss; here a token must have it");
    }
  }

  private List<String> issuers() {
    List<String> named =
        source.text("issuerIdentifier").stream()
            .flatMap(text -> Stream.of(text.split("[ ,]+")))
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList();
    if (!named.isEmpty()) {
      return named;
    }
    String metadata = source.text("discoveryEndpointUrl").orElse("");
    if (!metadata.endsWith(METADATA) || metadata.length() == METADATA.length()) {
      throw source.refused(
          "issuerIdentifier", "is missing: the exact value of iss has to be known");
    }
    source.toDo(
        "issuerIdentifier",
        "is missing: taken from discoveryEndpointUrl; it must be exactly what iss says");
    return List.of(metadata.substring(0, metadata.length() - METADATA.length()));
  }

  private void keys() {
    Optional<String> metadata = source.text("discoveryEndpointUrl");
    Optional<String> keySet = source.text("jwkEndpointUrl");
    Optional<String> alias = source.text("trustAliasName");
    Optional<String> store = source.word("trustStoreRef");
    boolean https = source.flag("httpsRequired", true);
    if (!https) {
      source.toDo("httpsRequired", "false, as there: keys may come without TLS; for tests only");
    }
    issuer.hostNameVerification();
    if (metadata.isPresent() || keySet.isPresent()) {
      String setting = metadata.isPresent() ? "discoveryEndpointUrl" : "jwkEndpointUrl";
      issuer.remoteKeys(setting, metadata.or(() -> keySet).orElse(""), https);
      keyStores.ofKeyServers(source).ifPresent(id -> issuer.put("jwkTrustStoreRef", id));
      if (metadata.isPresent() && keySet.isPresent()) {
        source.notCarried("jwkEndpointUrl", "discoveryEndpointUrl says where the keys are");
      }
      String first = setting + " comes first, as there";
      alias.ifPresent(a -> source.notCarried("trustAliasName", first));
      store.ifPresent(s -> source.notCarried("trustStoreRef", first));
      return;
    }
    if (alias.isEmpty()) {
      throw source.refused(
          "trustAliasName",
          "neither trustAliasName nor jwkEndpointUrl nor discoveryEndpointUrl says which key it is");
    }
    issuer.put(
        "trustStoreRef",
        store
            .map(id -> keyStores.named(source, "trustStoreRef", id))
            .orElseGet(() -> keyStores.trusted(source)));
    issuer.put("trustAliasName", alias.get());
    source.word("sslRef");
  }

  private void decryption() {
    Optional<String> alias = source.text("keyManagementKeyAlias");
    if (alias.isPresent()) {
      issuer.put("keyStoreRef", keyStores.own(source));
      issuer.put("keyManagementKeyAlias", alias.get());
      source.stricter("keyManagementKeyAlias", "a token that is not encrypted is refused here");
    }
  }

  private void identity() {
    realm();
    Optional<String> older = source.text("userIdentityToCreateSubject");
    Optional<String> user = source.text("userIdentifier");
    String attribute = user.isPresent() ? "userIdentifier" : "userIdentityToCreateSubject";
    issuer.claim(attribute, "userIdentifier", user.or(() -> older).orElse("sub"));
    issuer.claim(
        "groupIdentifier", "groupIdentifier", source.text("groupIdentifier").orElse("groupIds"));
    issuer.registryMapping("mapIdentityToRegistryUser");
  }

  private void realm() {
    Optional<String> name = source.text("realmName");
    Optional<String> claim = source.text("realmIdentifier");
    if (name.isPresent()) {
      issuer.realm("realmName", name.get());
      claim.ifPresent(c -> source.notCarried("realmIdentifier", "realmName comes first, as there"));
    } else if (claim.isPresent()) {
      source.notCarried(
          "realmIdentifier",
          "needs the list of realms this issuer may speak for; until you write realmIdentifier and"
              + " realms in place of realmName, the realm is the issuer");
    } else {
      source.stricter(
          "realmName",
          "unset there: the claim realmName says it, else the issuer; here it is the issuer");
    }
  }

  private void tokenReuse() {
    boolean reuse = source.flag("tokenReuse", false);
    issuer.put("tokenReuse", reuse ? JsonValue.TRUE : JsonValue.FALSE);
    if (!reuse) {
      source.stricter(
          "tokenReuse",
          "false, as there: a token is good for one request, and here it must have a jti; a proxy"
              + " that sends one token all session long needs true");
    }
  }
}
