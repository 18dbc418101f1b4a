package dev.signet.crypto;

import org.jspecify.annotations.Nullable;

/** A password. It never appears in a log, a message or {@link #toString}. */
public final class Secret {
  private final String value;

  /**
   * Wraps a password.
   *
   * @param value the password
   */
  public Secret(String value) {
    this.value = value;
  }

  /**
   * The password, for the one call that opens a key store.
   *
   * @return a new array on each call
   */
  public char[] toCharArray() {
    return value.toCharArray();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Shows that there is a secret, never its value. */
  @Override
  public String toString() {
    return "********";
  }
}
