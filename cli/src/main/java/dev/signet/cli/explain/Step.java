package dev.signet.cli.explain;

/** What a server looks at; {@link Route} has the order. */
enum Step {
  TOKEN("token"),
  DECRYPTION("decryption"),
  ISSUER("issuer"),
  LOCATION("header or cookie"),
  CHANNEL("authFilter"),
  ENCRYPTION("encryption"),
  HEADER("alg, typ, crit"),
  PRESET_HEADER("preset: header"),
  KEY("key"),
  SIGNATURE("signature"),
  PRESET_CLAIMS("preset: claims"),
  EVENTS("events"),
  AUDIENCE("aud"),
  REQUIRED("required claims"),
  EXPIRY("exp"),
  NOT_BEFORE("nbf"),
  ISSUED("iat"),
  CONFIRMATION("cnf"),
  INTROSPECTION("introspection"),
  REVOCATION("revocations"),
  USER("user"),
  REALM("realm"),
  MAPPING("identityMapping"),
  GROUPS("groups"),
  NAMES("names on the server"),
  SINGLE_USE("jti"),
  STORES("identity stores"),
  OTHER_LOGIN("other logins");

  private final String title;

  Step(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
