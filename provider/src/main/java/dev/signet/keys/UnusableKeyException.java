package dev.signet.keys;

/** A key of a key set cannot be used here. Its message is one of ours. */
final class UnusableKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isOdd;

  private UnusableKeyException(String reason, boolean isOdd) {
    super(reason, null, false, false);
    this.isOdd = isOdd;
  }

  /** Nothing is wrong with the key: it is for something else. */
  static UnusableKeyException forSomethingElse(String reason) {
    return new UnusableKeyException(reason, false);
  }

  /** The publisher should look at it. */
  static UnusableKeyException odd(String reason) {
    return new UnusableKeyException(reason, true);
  }

  boolean isOdd() {
    return isOdd;
  }
}
