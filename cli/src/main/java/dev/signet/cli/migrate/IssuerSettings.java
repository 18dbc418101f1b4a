package dev.signet.cli.migrate;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code openidConnectClient} and {@code mpJwt} have in common, and the JSON that grows. */
final class IssuerSettings {
  private static final Set<String> ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512");

  private static final long LONGEST_SKEW = 600;

  private final Settings source;
  private final Map<String, JsonValue> json = new LinkedHashMap<>();
  private final Set<String> places = new LinkedHashSet<>();

  IssuerSettings(Settings source) {
    this.source = source;
  }

  /** Another one that goes on from here. */
  IssuerSettings copy() {
    IssuerSettings copy = new IssuerSettings(source);
    copy.json.putAll(json);
    copy.places.addAll(places);
    return copy;
  }

  void put(String name, String value) {
    json.put(name, Json.string(value));
  }

  void put(String name, JsonValue value) {
    json.put(name, value);
  }

  void place(String name, String value) {
    put(name, value);
    places.add(name + " " + (name.equals("headerName") ? value.toLowerCase(Locale.ROOT) : value));
  }

  void algorithm(Optional<String> named) {
    String algorithm = named.orElse("");
    if (algorithm.startsWith("HS")) {
      throw source.refused(
          "signatureAlgorithm",
          algorithm
              + (source.has("signatureAlgorithm") ? "" : ", which it is there unless it is set,")
              + " is not supported: a shared secret can sign as well as verify; let the proxy sign"
              + " with a private key");
    }
    if (!ALGORITHMS.contains(algorithm)) {
      throw source.refused("signatureAlgorithm", "is none of RS256 to RS512 and ES256 to ES512");
    }
    put("signatureAlgorithm", algorithm);
  }

  /** Keys behind a URL. */
  void remoteKeys(String setting, String url, boolean https) {
    if (https && url.startsWith("http:")) {
      throw source.refused(setting, "is not https while httpsRequired is true: no key comes there");
    }
    put(setting, url);
    if (!https) {
      put("httpsRequired", JsonValue.FALSE);
    }
  }

  /**
   * The audiences.
   *
   * @param audiences as they are named; where there are none, any will do
   * @param kind how that differs from what happens there
   * @param thereWithout what happens there
   */
  void audiences(List<String> audiences, Finding.Kind kind, String thereWithout) {
    if (audiences.isEmpty()) {
      put("audiences", "ALL_AUDIENCES");
      source.tell(
          "audiences",
          kind,
          thereWithout
              + "; written as ALL_AUDIENCES, which accepts tokens for anybody: name yours");
      return;
    }
    boolean all = audiences.contains("ALL_AUDIENCES");
    put("audiences", Json.strings(all ? List.of("ALL_AUDIENCES") : audiences));
    if (all) {
      source.toDo("audiences", "accepts tokens for anybody, as there: name your own audience");
    }
  }

  void realm(String attribute, String realm) {
    checkRealm(attribute, realm);
    put("realmName", realm);
  }

  /** A realm gets into access ids and challenges. */
  private void checkRealm(String attribute, String realm) {
    if (!realm.contains("${") && !realm.matches("[^\\s\\p{Cntrl}\"\\\\]+")) {
      throw source.refused(attribute, "a realm with a blank or a quote in it is not possible here");
    }
  }

  /** There a claim's name is one name; here a dot goes into an object unless it is quoted. */
  void claim(String attribute, String setting, String name) {
    if (name.contains("\"")) {
      throw source.refused(attribute, "a claim with a quote in its name cannot be named here");
    }
    boolean plain = name.contains("${") || !name.contains(".");
    put(setting, plain ? name : '"' + name + '"');
  }

  void clockSkew(String otherwise) {
    String skew = source.duration("clockSkew").orElse(otherwise);
    if (skew.contains("${")) {
      put("clockSkew", skew);
      return;
    }
    Optional<DurationText> duration = DurationText.parse(skew);
    if (skew.matches("[0-9]+")) {
      source.toDo("clockSkew", "a number without a unit is milliseconds there, and written so");
    }
    if (duration.isEmpty()) {
      source.notCarried("clockSkew", "is no duration such as 300s; Signet's own 60s counts");
    } else if (duration.get().millis() > LONGEST_SKEW * 1000) {
      put("clockSkew", LONGEST_SKEW + "s");
      source.stricter("clockSkew", "more than " + LONGEST_SKEW + "s is not possible here");
    } else {
      put("clockSkew", duration.get().text());
    }
  }

  void hostNameVerification() {
    if (!source.flag("hostNameVerificationEnabled", true)) {
      source.stricter(
          "hostNameVerificationEnabled", "the name of the key server is always verified here");
    }
  }

  void registryMapping(String attribute) {
    if (source.flag(attribute, false)) {
      put("mapIdentityToRegistryUser", JsonValue.TRUE);
    }
  }

  /** One for each issuer, in their order. */
  List<Definition> definitions(List<String> issuers, Optional<JsonObject> filter) {
    return definitions(issuers, filter, filter.isPresent());
  }

  /**
   * One for each issuer, in their order.
   *
   * @param filter what is written as authFilter
   * @param isFiltered whether it lets anything fit less than every request
   */
  List<Definition> definitions(
      List<String> issuers, Optional<JsonObject> filter, boolean isFiltered) {
    List<Definition> definitions = new ArrayList<>();
    for (String issuer : issuers) {
      Map<String, JsonValue> own = new LinkedHashMap<>();
      own.putAll(json);
      own.put("issuerIdentifier", Json.string(issuer));
      own.computeIfAbsent("realmName", n -> realmOf(issuer));
      filter.ifPresent(f -> own.put("authFilter", f));
      definitions.add(new Definition(source.element(), issuer, places, filter, isFiltered, own));
    }
    return definitions;
  }

  private JsonValue realmOf(String issuer) {
    checkRealm("issuerIdentifier", issuer);
    return Json.string(issuer);
  }
}
