package dev.signet.refusals;

import java.security.SecureRandom;

/** Makes the reference of a refusal, by which its answer, its log line and its record are found. */
final class RefusalReference {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Without 0 and 1, I and O, which look alike. */
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 8;

  private RefusalReference() {}

  /** Eight random letters and digits: it says nothing of the request, and cannot be foreseen. */
  static String next() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    StringBuilder reference = new StringBuilder(LENGTH);
    for (byte b : bytes) {
      reference.append(LETTERS.charAt(b & LETTERS.length() - 1));
    }
    return reference.toString();
  }
}
