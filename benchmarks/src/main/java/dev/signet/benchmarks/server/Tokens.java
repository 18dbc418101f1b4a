package dev.signet.benchmarks.server;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Tokens of every kind. The five thousand are among the many: as many tokens are alive as their
 * name says.
 */
record Tokens(
    String first,
    TokenFile one,
    TokenFile fiveThousand,
    TokenFile many,
    TokenFile unseen,
    TokenFile forged,
    TokenFile expired,
    TokenFile garbage,
    TokenFile ofNoKey,
    TokenFile ofNoIssuer,
    TokenFile oversized) {
  private static final int SOME = 5_000;
  private static final int BAD = 5_000;

  /** The load generator has each of them in memory. */
  private static final int OVERSIZED = 200;

  /**
   * Makes them.
   *
   * @param folder where their files are written
   * @param issuer who signs them
   * @param pace how many to make
   */
  static Tokens make(Path folder, Issuer issuer, Pace pace) throws IOException {
    String first = issuer.token(0);
    TokenFile fiveThousand = TokenFile.write(folder.resolve("5000"), 1, SOME, issuer::token);
    return new Tokens(
        first,
        TokenFile.write(folder.resolve("one"), 0, 1, n -> first),
        fiveThousand,
        pace.manyTokens() > SOME
            ? fiveThousand.andMore(folder.resolve("many"), pace.manyTokens(), issuer::token)
            : fiveThousand,
        TokenFile.write(
            folder.resolve("unseen"), pace.manyTokens() + 1, pace.unseenTokens(), issuer::token),
        TokenFile.write(folder.resolve("forged"), 1, BAD, issuer::forged),
        TokenFile.write(folder.resolve("expired"), 1, BAD, issuer::expired),
        TokenFile.write(folder.resolve("garbage"), 1, BAD, n -> Issuer.garbage()),
        TokenFile.write(folder.resolve("no-key"), 1, BAD, issuer::ofNoKey),
        TokenFile.write(folder.resolve("no-issuer"), 1, BAD, issuer::ofNoIssuer),
        TokenFile.write(folder.resolve("oversized"), 1, OVERSIZED, issuer::oversized));
  }
}
