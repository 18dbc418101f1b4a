package dev.signet.testing;

import dev.signet.testing.HostileToken.Line;
import dev.signet.token.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collects hostile tokens. */
final class HostileTable {
  private final List<HostileToken> tokens = new ArrayList<>();

  /** A token in the header that most issuers use. */
  HostileTable add(Rejection expected, String name, String token) {
    return add(expected, name, new Line(HostileWorld.HEADER, token));
  }

  HostileTable add(Rejection expected, String name, Line... lines) {
    tokens.add(new HostileToken(name, List.of(lines), expected));
    return this;
  }

  List<HostileToken> tokens() {
    return List.copyOf(tokens);
  }

  /** The first two parts of a token. */
  static String signingInput(String token) {
    return token.substring(0, token.lastIndexOf('.'));
  }

  /** The parts of a token. */
  static String[] parts(String token) {
    return token.split("\\.", -1);
  }

  /** A token around any two texts and any signature. */
  static String token(String header, String payload, byte[] signature) {
    return Tokens.base64Url(header)
        + "."
        + Tokens.base64Url(payload)
        + "."
        + Tokens.base64Url(signature);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
