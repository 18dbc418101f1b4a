package dev.signet.cli.migrate;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Carries one {@code openidConnectClient} over. */
final class OpenidConnectClient {
  private static final String METADATA = "/.well-known/openid-configuration";
  private static final String ONCE =
      "false, as there: a token is good for one request, and here it must have a jti";
  private static final String SESSION_LONG =
      "a proxy that sends one token all session long gets 401: for such a proxy run this again with"
          + " --token-reuse=true";

  private final Settings source;
  private final KeyStores keyStores;
  private final FilterConversion filters;
  private final Optional<Boolean> reuse;
  private final Target target;
  private final IssuerSettings issuer;

  OpenidConnectClient(
      Settings source,
      KeyStores keyStores,
      FilterConversion filters,
      Optional<Boolean> reuse,
      Target target) {
    this.source = source;
    this.keyStores = keyStores;
    this.filters = filters;
    this.reuse = reuse;
    this.target = target;
    this.issuer = new IssuerSettings(source);
  }

  /** Its definitions: one for each issuer it names, and one more where the issuer is asked. */
  List<Definition> convert() {
    propagation();
    place();
    Introspection introspection = new Introspection(source, keyStores, target);
    List<String> issuers = issuers();
    new ClientIdentity(source, issuer).convert();
    issuer.clockSkew("300s");
    Optional<JsonObject> filter = filters.of(source);
    filter.ifPresent(f -> tellWhatFiltersDo());
    IssuerSettings asking = issuer.copy();
    List<Definition> definitions = new ArrayList<>();
    if (!introspection.isAskedAlone()) {
      verification(issuers);
      Optional<JsonObject> written =
          introspection.isAsked() ? Optional.of(Introspection.besideOther(filter)) : filter;
      definitions.addAll(issuer.definitions(issuers, written, filter.isPresent()));
    }
    if (introspection.isAsked()) {
      definitions.addAll(introspection.definitions(asking, issuers, filter));
    }
    source.tellTheRest(NotCarried.ofOpenidConnectClient());
    return definitions;
  }

  private void place() {
    Optional<String> header = source.text("headerName");
    issuer.place("headerName", header.orElse("Authorization"));
    if (header.orElse("Authorization").equalsIgnoreCase("Authorization")) {
      source.stricter(
          "headerName",
          "in Authorization a token stands only behind Bearer here; there it may stand alone");
    }
    if (header.isEmpty()) {
      source.stricter(
          "headerName", "the parameter access_token of a form is read there, and not here");
    }
  }

  /** How a JSON Web Token is verified. */
  private void verification(List<String> issuers) {
    issuer.audiences(
        source.list("audiences", ","),
        Finding.Kind.LOOSER,
        "unset there: an aud has to be the beginning of the request's URL, and a token without aud"
            + " is accepted");
    issuer.algorithm(source.word("signatureAlgorithm").or(() -> Optional.of("HS256")));
    tokenReuse();
    keys();
    if (issuers.size() > 1 && source.has("discoveryEndpointUrl")) {
      source.stricter(
          "issuerIdentifier",
          "metadata is for one issuer here: the tokens of the others find no keys");
    }
    decryption();
  }

  /** Seen on Open Liberty 26.0.0.3: where no filter fits, the token's issuer chooses after all. */
  private void tellWhatFiltersDo() {
    source.stricter(
        "authFilter",
        "a request that fits no filter at all is taken there, if its token names this issuer; here"
            + " it never is");
    source.stricter(
        "authFilter",
        "a request that does not fit may have another login there (Basic, a form); here it gets 401"
            + " without a token");
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
      source.stricter(
          "inboundPropagation",
          "a request without a token is sent to the issuer's login there; here it is anonymous, or"
              + " answered 401 on a protected page");
    }
  }

  private List<String> issuers() {
    List<String> named = source.list("issuerIdentifier", "[ ,]+");
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

  private void tokenReuse() {
    boolean isSet = source.has("tokenReuse");
    boolean isTrue = source.flag("tokenReuse", !isSet && reuse.orElse(false));
    issuer.put("tokenReuse", isTrue ? JsonValue.TRUE : JsonValue.FALSE);
    if (isTrue && !isSet) {
      source.looser(
          "tokenReuse",
          "true, by --token-reuse: a token is good for any number of requests; there one with a jti"
              + " is good for one");
    } else if (!isTrue && !isSet && reuse.isEmpty()) {
      source.first("tokenReuse", Finding.Kind.STRICTER, ONCE + "; " + SESSION_LONG);
    } else if (!isTrue) {
      source.stricter("tokenReuse", ONCE);
    }
  }
}
