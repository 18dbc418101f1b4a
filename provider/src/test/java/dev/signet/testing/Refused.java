package dev.signet.testing;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.signet.AuthenticationResult;
import dev.signet.AuthenticationResult.Rejected;
import dev.signet.token.RefusalDetails;
import dev.signet.token.Rejection;

/** What is asked of a refusal; any other result fails the test. */
public final class Refused {
  private Refused() {}

  public static Rejection reason(AuthenticationResult result) {
    return assertInstanceOf(Rejected.class, result).reason();
  }

  public static RefusalDetails details(AuthenticationResult result) {
    return assertInstanceOf(Rejected.class, result).details();
  }
}
