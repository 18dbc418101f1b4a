package dev.signet.cli.migrate;

import dev.signet.cli.liberty.Variables;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * How an {@code openidConnectClient} asks its issuer about tokens. There a JSON Web Token is
 * verified with keys, and the issuer is asked about all other tokens. Here one definition does
 * either, so it becomes two where it does both.
 */
final class Introspection {
  /** What an issuer's answer is not compared with. */
  private static final List<String> OF_KEYS =
      List.of(
          "audiences",
          "signatureAlgorithm",
          "jwkEndpointUrl",
          "discoveryEndpointUrl",
          "trustAliasName",
          "trustStoreRef",
          "tokenReuse");

  private final Settings source;
  private final KeyStores keyStores;
  private final Target target;
  private final boolean isAsked;
  private final boolean isAskedAlone;

  Introspection(Settings source, KeyStores keyStores, Target target) {
    this.source = source;
    this.target = target;
    this.keyStores = keyStores;
    String method = source.word("validationMethod").orElse("introspect");
    String remote = source.word("jwtAccessTokenRemoteValidation").orElse("none");
    boolean isWanted = method.equals("introspect") && source.has("validationEndpointUrl");
    Optional<String> obstacle = isWanted ? obstacle() : Optional.empty();
    this.isAskedAlone = isWanted && (remote.equals("require") || !hasKeys());
    this.isAsked = isAskedAlone || (isWanted && obstacle.isEmpty());
    obstacle.ifPresent(this::tellObstacle);
    if (!isWanted) {
      tellNotAsked(method);
    }
    refuseUnlikeJwts(remote);
    if (isAskedAlone && !remote.equals("require")) {
      source.looser(
          "validationMethod",
          "the issuer is asked about JSON Web Tokens too; there they need a key, and none is carried over");
    }
  }

  /** Why the issuer cannot be asked as the element says. */
  private Optional<String> obstacle() {
    boolean https = source.flag("httpsRequired", true);
    if (https && source.text("validationEndpointUrl").orElse("").startsWith("http:")) {
      return Optional.of("is not https while httpsRequired is true");
    }
    boolean isNamed = source.has("clientId") && source.has("clientSecret");
    return isNamed
        ? Optional.empty()
        : Optional.of("the issuer is asked with clientId and clientSecret, and one is missing");
  }

  private void tellObstacle(String why) {
    if (isAskedAlone) {
      throw source.refused("validationEndpointUrl", why);
    }
    source.stricter("validationEndpointUrl", why + ": an opaque token is refused");
  }

  private boolean hasKeys() {
    String algorithm = source.word("signatureAlgorithm").orElse("HS256");
    boolean isNamed =
        source.has("jwkEndpointUrl")
            || source.has("discoveryEndpointUrl")
            || source.has("trustAliasName");
    return isNamed && algorithm.matches("[RE]S.*");
  }

  private void tellNotAsked(String method) {
    boolean hasEndpoint = source.has("validationEndpointUrl");
    if (method.equals("userinfo") && hasEndpoint) {
      source.stricter(
          "validationMethod",
          "userinfo: an opaque token is shown to the user info endpoint there; here it is refused,"
              + " unless the issuer can be asked by introspection");
    } else if (!hasEndpoint && source.has("discoveryEndpointUrl")) {
      source.stricter(
          "validationEndpointUrl",
          "is found in the metadata there, for opaque tokens; here it is not looked for, and they"
              + " are refused");
    }
  }

  private void refuseUnlikeJwts(String remote) {
    if (remote.equals("require") && !isAsked) {
      throw source.refused(
          "jwtAccessTokenRemoteValidation",
          "has every token validated by the issuer, and validationEndpointUrl does not say where");
    }
    if (remote.equals("allow")) {
      source.stricter(
          "jwtAccessTokenRemoteValidation",
          "a JSON Web Token that no key verifies is refused, whatever the issuer says of it");
    }
    if (source.flag("disableIssChecking", false) && !isAskedAlone) {
      throw source.refused(
          "disableIssChecking", "has tokens without iss; here a token must have it");
    }
  }

  /** Whether the issuer is asked about any token. */
  boolean isAsked() {
    return isAsked;
  }

  /** Whether it is asked about all of them, so that no key is needed. */
  boolean isAskedAlone() {
    return isAskedAlone;
  }

  /**
   * The filter of the definition with keys, where one for other tokens follows it: of two
   * definitions with one issuer and one filter the second would be a mistake.
   */
  static JsonObject besideOther(Optional<JsonObject> filter) {
    JsonObject any =
        Json.BUILDERS
            .createObjectBuilder()
            .add("urlPattern", "://")
            .add("matchType", "contains")
            .build();
    JsonObjectBuilder both =
        filter
            .map(Json.BUILDERS::createObjectBuilder)
            .orElseGet(Json.BUILDERS::createObjectBuilder);
    Optional<JsonValue> before = filter.map(f -> f.get("requestUrl"));
    if (before.isEmpty()) {
      return both.add("requestUrl", any).build();
    }
    JsonArrayBuilder all =
        before.get() instanceof jakarta.json.JsonArray array
            ? Json.BUILDERS.createArrayBuilder(array)
            : Json.BUILDERS.createArrayBuilder().add(before.get());
    return both.add("requestUrl", all.add(any)).build();
  }

  /** The definitions that ask. */
  List<Definition> definitions(
      IssuerSettings issuer, List<String> issuers, Optional<JsonObject> filter) {
    boolean https = source.flag("httpsRequired", true);
    String endpoint = source.text("validationEndpointUrl").orElse("");
    issuer.put("audiences", "ALL_AUDIENCES");
    issuer.put("validationMethod", "introspect");
    issuer.remoteKeys("validationEndpointUrl", endpoint, https);
    issuer.put("clientId", source.text("clientId").orElse(""));
    issuer.put("clientSecret", secret());
    keyStores.ofKeyServers(source).ifPresent(id -> issuer.put("jwkTrustStoreRef", id));
    tellTheDifference();
    if (isAskedAlone) {
      OF_KEYS.stream()
          .filter(source::has)
          .forEach(name -> source.notCarried(name, "the issuer's answer alone counts, as there"));
    } else {
      source.toDo(
          "validationMethod",
          "becomes two definitions: one for JSON Web Tokens, whose condition about requestUrl fits"
              + " every request and lets the other one stand behind it, and one that asks the issuer"
              + " about all other tokens");
    }
    if (issuers.size() > 1) {
      source.stricter(
          "issuerIdentifier",
          "an opaque token is asked about once, in the name of the first issuer; the answer must not"
              + " name another one");
    }
    return issuer.definitions(issuers.subList(0, 1), filter);
  }

  /** In server.xml it stays as it is written, encoded or not. */
  private String secret() {
    Optional<String> written = source.raw("clientSecret");
    if (target == Target.SERVER_XML) {
      return written.orElse("");
    }
    Optional<String> known = written.flatMap(Variables::environmentVariable);
    String id = source.element().id().orElse("OPENID_CONNECT_CLIENT");
    String variable = known.orElseGet(() -> Variables.secretName(id, "CLIENT_SECRET"));
    if (known.isEmpty()) {
      source.toDo(
          "clientSecret", "is not copied: set the environment variable " + variable + " to it");
    }
    return "${env." + variable + "}";
  }

  private void tellTheDifference() {
    source.looser(
        "validationEndpointUrl",
        "the issuer's answer may lack iat and iss here, which it needs there");
    if (!source.flag("requireExpClaimForIntrospection", true)) {
      source.stricter(
          "requireExpClaimForIntrospection", "false there: the issuer's answer must have exp here");
    }
    source.flag("requireIatClaimForIntrospection", true);
    if (!source.word("tokenEndpointAuthMethod").orElse("post").equals("basic")) {
      source.toDo(
          "tokenEndpointAuthMethod",
          "the issuer is asked with HTTP Basic here: let it accept that from this client");
    }
  }
}
