package dev.signet.keys;

/** A key of a key set cannot be used here. Its message is a text of Signet. */
final class UnusableKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isOdd;

  private UnusableKeyException(String reason, boolean isOdd) {
    super(reason, null, false, false);
    this.isOdd = isOdd;
  }

  /** The key is valid, but for another use. */
  static UnusableKeyException forSomethingElse(String reason) {
    return new UnusableKeyException(reason, false);
  }

  /** The publisher should check the key. */
  static UnusableKeyException odd(String reason) {
    return new UnusableKeyException(reason, true);
  }

  boolean isOdd() {
    return isOdd;
  }
}
