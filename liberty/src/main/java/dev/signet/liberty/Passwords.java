package dev.signet.liberty;

/** Texts of attributes. */
final class Passwords {
  private Passwords() {}

  static Object text(Object value) {
    return String.valueOf(value);
  }
}
