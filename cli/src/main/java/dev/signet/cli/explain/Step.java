package dev.signet.cli.explain;

import java.util.List;
import java.util.Set;

/** The steps of a request, in the order in which the server takes them. */
@SuppressWarnings("ImmutableEnumChecker") // its fields are, though their types do not say so
enum Step {
  TOKEN("token", "101", "102", "103", "104", "105"),
  ISSUER("issuer", "201", "202"),
  LOCATION("header or cookie", "203"),
  CHANNEL("authFilter", "204"),
  DECRYPTION("decryption", "307", "308"),
  HEADER("alg, typ, crit", "301", "302", "303"),
  KEY("key", "304", "306"),
  SIGNATURE("signature", "305"),
  PRESET("preset", "408", "409", "410"),
  AUDIENCE("aud", "402", "403"),
  REQUIRED("required claims", "414", "415"),
  EXPIRY("exp", "404", "405"),
  NOT_BEFORE("nbf", "406"),
  ISSUED("iat", "407", "411", "412", "413"),
  CONFIRMATION("cnf", "416", "417"),
  INTROSPECTION("introspection", "420"),
  REVOCATION("revocations", "421"),
  USER("user", "501"),
  REALM("realm", "503"),
  MAPPING("identityMapping", "504", "505"),
  GROUPS("groups", "502"),
  NAMES("names on the server", "506"),
  SINGLE_USE("jti", "418", "419");

  private final String title;
  private final Set<String> numbers;

  Step(String title, String... numbers) {
    this.title = title;
    this.numbers = Set.copyOf(List.of(numbers));
  }

  String title() {
    return title;
  }

  /** Whether a refusal belongs to this step; by its id, such as {@code SIGNET-405}. */
  boolean refuses(String id) {
    return numbers.contains(id.substring(id.lastIndexOf('-') + 1));
  }
}
