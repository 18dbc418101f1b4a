package dev.signet.it.servers;

import dev.signet.it.server.WholeFile;
import dev.signet.it.tokens.Token;
import dev.signet.it.tokens.Tokens;
import java.time.Duration;

/** The file of revocations of the server, beside its {@code signet.json}. */
final class Revoked {
  static final String FILE = "revoked.json";

  private static final String ONE =
      """
      [ { "issuer": "%s", "jti": "%s", "until": %d } ]
      """;

  private Revoked() {}

  /** This token, and nothing else. */
  static void alone(Token token) {
    put(ONE.formatted(Tokens.ISSUER, token.claims().get("jti"), Tokens.in(Duration.ofMinutes(20))));
  }

  static void nothing() {
    put("[]");
  }

  private static void put(String text) {
    WholeFile.put(Installation.ofServerUnderTest().configuration().resolve(FILE), text);
  }
}
