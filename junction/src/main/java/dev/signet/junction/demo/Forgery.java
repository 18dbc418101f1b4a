package dev.signet.junction.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways in which the demo tampers with a token. None of them may get past a server. */
enum Forgery {
  /** Other claims under the signature of the true ones. */
  PAYLOAD(
      "It has more groups than the token that the junction has signed.",
      "The true token's signature; it does not fit these claims.",
      "claims.groups"),
  /** The true token with one letter of its signature changed. */
  SIGNATURE(
      "It is the true token, except for one letter of the signature.",
      "One letter differs from the true one.",
      "signature"),
  /** A token whose header says that it is not signed (RFC 7518 section 3.6). */
  NONE(
      "Its header says that it is not signed.",
      "Empty: there is no signature.",
      "header.alg",
      "signature"),
  /** With a valid signature, but expired an hour ago. */
  EXPIRED(
      "The junction itself has signed it, but it has expired.",
      "A valid signature of the junction's key.",
      "claims.iat",
      "claims.exp"),
  /** With a valid signature, in the name of an issuer that the server does not trust. */
  ISSUER(
      "It is signed with the true key, but names an issuer that the server does not trust.",
      "A valid signature of the junction's key.",
      "claims.iss"),
  /** Signed with a key that was never published. */
  KEY(
      "It is signed with a key that is not published.",
      "A valid signature of another key.",
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
