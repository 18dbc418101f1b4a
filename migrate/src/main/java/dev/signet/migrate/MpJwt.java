package dev.signet.migrate;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Carries one {@code mpJwt} over. */
final class MpJwt {
  private static final String ELSEWHERE =
      "; where an application's microprofile-config.properties says it, write it here";

  private final Settings source;
  private final KeyStores keyStores;
  private final FilterConversion filters;
  private final IssuerSettings issuer;

  MpJwt(Settings source, KeyStores keyStores, FilterConversion filters) {
    this.source = source;
    this.keyStores = keyStores;
    this.filters = filters;
    this.issuer = new IssuerSettings(source);
  }

  /** Its definitions: one for each issuer it names. */
  List<Definition> convert() {
    issuer.put("inboundPropagation", "supported");
    place();
    List<String> issuers = issuers();
    issuer.audiences(
        source.list("audiences"),
        "unset there: not looked at (mpJwt-1.2 and later; mpJwt-1.1 refuses a token with aud)");
    issuer.algorithm(source.word("signatureAlgorithm").or(() -> Optional.of("RS256")));
    identity();
    issuer.clockSkew("5m");
    tokenAge();
    tokenReuse();
    Optional<JsonObject> filter = filters.of(source);
    keys();
    decryption();
    source.tellTheRest(NotCarried.ofMpJwt());
    return issuer.definitions(issuers, filter);
  }

  private void identity() {
    issuer.claim(
        "userNameAttribute", "userIdentifier", source.text("userNameAttribute").orElse("upn"));
    issuer.claim(
        "groupNameAttribute",
        "groupIdentifier",
        source.text("groupNameAttribute").orElse("groups"));
    issuer.registryMapping("mapToUserRegistry");
    if (!source.flag("ignoreApplicationAuthMethod", true)) {
      source.looser(
          "ignoreApplicationAuthMethod",
          "there only applications with the login method MP-JWT take tokens; here all do: name"
              + " them in applications");
    }
  }

  private void place() {
    String header = source.word("tokenHeader").orElse("Authorization");
    Optional<String> cookie = source.text("cookieName");
    if (header.equals("Cookie")) {
      issuer.place("cookieName", cookie.orElse("Bearer"));
    } else {
      issuer.place("headerName", "Authorization");
      cookie.ifPresent(
          name -> source.notCarried("cookieName", "counts only where tokenHeader is Cookie"));
    }
    String scheme = source.raw("authorizationHeaderScheme").orElse("Bearer");
    if (!scheme.equals("Bearer")) {
      source.stricter(
          "authorizationHeaderScheme", "in Authorization a token stands only behind Bearer here");
    }
  }

  private List<String> issuers() {
    List<String> issuers =
        source.text("issuer").stream()
            .flatMap(text -> Stream.of(text.split(",")))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList();
    if (issuers.isEmpty()) {
      throw source.refused(
          "issuer", "is missing: the exact value of iss has to be known" + ELSEWHERE);
    }
    if (issuers.contains("ALL_ISSUERS")) {
      throw source.refused("issuer", "ALL_ISSUERS: here every issuer has to be named");
    }
    source.toDo("issuer", "is the realm of users and groups too, as there; realmName changes it");
    return issuers;
  }

  private void keys() {
    Optional<String> keySet = source.text("jwksUri");
    Optional<String> alias = source.text("keyName");
    issuer.hostNameVerification();
    if (keySet.isPresent()) {
      issuer.remoteKeys("jwkEndpointUrl", keySet.get(), !keySet.get().startsWith("http:"));
      if (keySet.get().startsWith("http:")) {
        source.toDo(
            "jwksUri", "keys come without TLS, as there: anybody in between can forge them");
      }
      keyStores.ofKeyServers(source).ifPresent(id -> issuer.put("jwkTrustStoreRef", id));
      alias.ifPresent(a -> source.notCarried("keyName", "jwksUri comes first, as there"));
    } else if (alias.isPresent()) {
      issuer.put("trustStoreRef", keyStores.trusted(source));
      issuer.put("trustAliasName", alias.get());
    } else {
      throw source.refused(
          "keyName", "neither keyName nor jwksUri says which key it is" + ELSEWHERE);
    }
  }

  private void decryption() {
    Optional<String> alias = source.text("keyManagementKeyAlias");
    if (alias.isPresent()) {
      issuer.put("keyStoreRef", keyStores.own(source));
      issuer.put("keyManagementKeyAlias", alias.get());
    }
  }

  private void tokenAge() {
    Optional<String> age = source.text("tokenAge");
    Optional<DurationText> duration = age.flatMap(DurationText::parse);
    if (age.isPresent() && duration.isEmpty()) {
      throw source.refused("tokenAge", "is no duration such as 300s");
    }
    duration.filter(d -> d.millis() > 0).ifPresent(d -> issuer.put("maxTokenAge", d.text()));
  }

  private void tokenReuse() {
    if (!source.flag("tokenReuse", true)) {
      issuer.put("tokenReuse", JsonValue.FALSE);
      source.stricter("tokenReuse", "false, as there; here a token must have a jti");
    }
  }
}
