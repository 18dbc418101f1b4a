package dev.signet.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reference of a refusal, which is another one in each answer. */
public final class References {
  private static final Pattern IN_A_CHALLENGE =
      Pattern.compile(" \\(ref ([A-HJ-NP-Z2-9]{8})\\)\"$");

  private References() {}

  /** A challenge to compare; one with a number must have a reference, and no other has one. */
  public static @Nullable String removed(@Nullable String challenge) {
    if (challenge == null || !challenge.contains("error_description=\"SIGNET-")) {
      assertFalse(String.valueOf(challenge).contains("(ref "), challenge);
      return challenge;
    }
    of(challenge);
    return IN_A_CHALLENGE.matcher(challenge).replaceFirst("\"");
  }

  /** The reference in a challenge that must have one. */
  public static String of(@Nullable String challenge) {
    Matcher reference = IN_A_CHALLENGE.matcher(String.valueOf(challenge));
    assertTrue(reference.find(), "without a reference: " + challenge);
    return reference.group(1);
  }
}
