package dev.signet.refusals;

import java.security.SecureRandom;

/** Makes the reference of an event, by which its answer, its log line and its record are found. */
public final class RefusalReference {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Without 0 and 1, I and O, which look alike. */
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 8;

  private RefusalReference() {}

  /**
   * Makes a reference. It says nothing of the request, and cannot be foreseen.
   *
   * @return eight random letters and digits
   */
  public static String next() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    StringBuilder reference = new StringBuilder(LENGTH);
    for (byte b : bytes) {
      reference.append(LETTERS.charAt(b & LETTERS.length() - 1));
    }
    return reference.toString();
  }
}
