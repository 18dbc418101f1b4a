package dev.signet.cli.migrate;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Carries one {@code mpJwt} over. */
final class MpJwt {
  static final String ELSEWHERE =
      "; where an application's microprofile-config.properties says it, name that by --mp-config";

  private final Settings source;
  private final KeyStores keyStores;
  private final FilterConversion filters;
  private final MpConfig mpConfig;
  private final IssuerSettings issuer;

  MpJwt(Settings source, KeyStores keyStores, FilterConversion filters, MpConfig mpConfig) {
    this.source = source;
    this.keyStores = keyStores;
    this.filters = filters;
    this.mpConfig = mpConfig;
    this.issuer = new IssuerSettings(source);
  }

  /** Its definitions: one for each issuer it names. */
  List<Definition> convert() {
    issuer.put("inboundPropagation", "supported");
    place();
    List<String> issuers = issuers();
    issuer.audiences(
        listOr("audiences", "mp.jwt.verify.audiences"),
        Finding.Kind.TO_DO,
        "unset there: not looked at, as here (mpJwt-1.1 alone refuses a token with aud)");
    issuer.algorithm(
        source
            .word("signatureAlgorithm")
            .or(
                () ->
                    mpConfig.carry(
                        source, "signatureAlgorithm", "mp.jwt.verify.publickey.algorithm"))
            .or(() -> Optional.of("RS256")));
    identity();
    times();
    tokenReuse();
    Optional<JsonObject> filter = filters.of(source);
    filter.ifPresent(f -> tellWhatFiltersDo());
    new MpJwtKeys(source, keyStores, mpConfig, issuer).convert();
    tellAboutApplications();
    source.tellTheRest(NotCarried.ofMpJwt());
    return issuer.definitions(issuers, filter);
  }

  private List<String> listOr(String attribute, String property) {
    List<String> named = source.list(attribute, ",");
    if (!named.isEmpty()) {
      return named;
    }
    return mpConfig.carry(source, attribute, property).stream()
        .flatMap(text -> Stream.of(text.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  private void tellAboutApplications() {
    source.toDo(
        "",
        "an application that injects JsonWebToken or claims gets empty ones while Signet serves it:"
            + " let it inject JwtPrincipal, or name it in excludedApplications");
    if (!mpConfig.isRead()) {
      source.looser(
          "",
          "the applications' microprofile-config.properties were not read: what one says of"
              + " mp.jwt.verify.audiences and the like, where this element is silent, is not checked"
              + " here; name it by --mp-config");
    }
  }

  private void tellWhatFiltersDo() {
    source.stricter(
        "authFilter",
        "a request that does not fit may have another login there (Basic, a form); here it gets 401"
            + " without a token");
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
    String header =
        source
            .word("tokenHeader")
            .or(() -> mpConfig.carry(source, "tokenHeader", "mp.jwt.token.header"))
            .orElse("Authorization");
    Optional<String> cookie =
        source
            .text("cookieName")
            .or(() -> mpConfig.carry(source, "cookieName", "mp.jwt.token.cookie"));
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
    List<String> issuers = listOr("issuer", "mp.jwt.verify.issuer");
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

  private void times() {
    Optional<String> skew =
        source.has("clockSkew")
            ? Optional.empty()
            : mpConfig
                .carry(source, "clockSkew", "mp.jwt.verify.clock.skew")
                .filter(MpJwt::isNumber);
    issuer.clockSkew(skew.map(seconds -> seconds + "s").orElse("5m"));
    Optional<String> age =
        source
            .duration("tokenAge")
            .or(
                () ->
                    mpConfig
                        .carry(source, "tokenAge", "mp.jwt.verify.token.age")
                        .filter(MpJwt::isNumber)
                        .map(seconds -> seconds + "s"));
    Optional<DurationText> duration = age.flatMap(DurationText::parse);
    if (age.isPresent() && duration.isEmpty()) {
      throw source.refused("tokenAge", "is no duration such as 300s");
    }
    duration.filter(d -> d.millis() > 0).ifPresent(d -> issuer.put("maxTokenAge", d.text()));
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,9}");
  }

  private void tokenReuse() {
    if (!source.flag("tokenReuse", true)) {
      issuer.put("tokenReuse", JsonValue.FALSE);
      source.stricter("tokenReuse", "false, as there; here a token must have a jti");
    }
  }
}
