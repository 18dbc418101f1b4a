package dev.signet.benchmarks;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Authenticated;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.token.Rejection;
import java.security.GeneralSecurityException;
import java.util.List;

/** The kinds of token that requests bring. */
public enum SentToken {
  /** Good, and seen before. */
  REMEMBERED,
  /** Good, and never seen before. */
  NEW,
  /** With the signature of another token. */
  FORGED,
  /** Rightly signed, and over. */
  EXPIRED,
  /** Of the letters of a token, and as long as one, but holding nothing. */
  GARBAGE;

  List<String> tokens(ManyIssuers issuers, int number, TokenShape shape)
      throws GeneralSecurityException {
    return switch (this) {
      case REMEMBERED, NEW -> issuers.tokens(number, shape);
      case FORGED -> ManyIssuers.forged(issuers.tokens(number, shape));
      case EXPIRED -> issuers.tokens(number, shape.expired());
      case GARBAGE ->
          issuers.tokens(number, shape).stream().map(token -> token.replace("eyJ", "AAA")).toList();
    };
  }

  boolean isAnsweredBy(AuthenticationResult result) {
    return switch (this) {
      case REMEMBERED, NEW -> result instanceof Authenticated;
      case FORGED -> isRefused(result, Rejection.SIGNATURE_INVALID);
      case EXPIRED -> isRefused(result, Rejection.EXPIRED);
      case GARBAGE -> isRefused(result, Rejection.TOKEN_MALFORMED);
    };
  }

  private static boolean isRefused(AuthenticationResult result, Rejection reason) {
    return result instanceof Rejected refused && refused.reason() == reason;
  }
}
