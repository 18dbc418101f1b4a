package dev.signet.settings;

import jakarta.json.JsonString;

/**
 * A text of an element, where {@code signet.json} has a text, a number or a boolean: the reader
 * that asks for it decides.
 */
record ElementText(String text) implements JsonString {
  @Override
  public String getString() {
    return text;
  }

  @Override
  public CharSequence getChars() {
    return text;
  }

  @Override
  public ValueType getValueType() {
    return ValueType.STRING;
  }

  /** Never shows the text, which may be a password. */
  @Override
  public String toString() {
    return "a text";
  }
}
