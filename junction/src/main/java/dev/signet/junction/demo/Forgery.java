package dev.signet.junction.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways in which the demo tampers with a token. None of them may get past a server. */
enum Forgery {
  /** Other claims under the signature of the true ones. */
  PAYLOAD(
      "Its groups say more than the junction has signed.",
      "That of the true token; it does not fit these claims.",
      "claims.groups"),
  /** The true token with one letter of its signature changed. */
  SIGNATURE(
      "It is the true one but for one letter of the signature.",
      "One letter differs from the true one.",
      "signature"),
  /** A token that says it needs no signature (RFC 7518 section 3.6). */
  NONE(
      "It says that it needs no signature, and has none.",
      "Empty: there is none.",
      "header.alg",
      "signature"),
  /** Signed as it should be, but over for an hour. */
  EXPIRED(
      "The junction itself has signed it, but its time is over.",
      "A true one of the junction's key.",
      "claims.iat",
      "claims.exp"),
  /** Signed as it should be, in the name of an issuer the server does not trust. */
  ISSUER(
      "It is signed with the true key, but names an issuer the server does not know.",
      "A true one of the junction's key.",
      "claims.iss"),
  /** Signed with a key that was never published. */
  KEY(
      "It is signed with a key that nobody has published.",
      "A true one, of another key.",
      "header.kid",
      "signature");

  private final String inWords;
  private final String signatureInWords;
  private final String changes;

  Forgery(String inWords, String signatureInWords, String... changes) {
    this.inWords = inWords;
    this.signatureInWords = signatureInWords;
    this.changes = String.join(" ", changes);
  }

  /** The one the page calls so; empty when there is none. */
  static Optional<Forgery> named(String text) {
    return Arrays.stream(values()).filter(one -> one.toString().equals(text)).findFirst();
  }

  /** What is wrong with the token. */
  String inWords() {
    return inWords;
  }

  /** What its signature is. */
  String signatureInWords() {
    return signatureInWords;
  }

  /** Where it differs from a true one: {@code header.NAME}, {@code claims.NAME}, signature. */
  List<String> changes() {
    return List.of(changes.split(" ", -1));
  }

  /** Its name on the page. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
