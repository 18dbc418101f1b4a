package dev.signet.container;

import dev.signet.config.ConfigException;

/** What the log may say of a configuration that could not be put in force. */
final class FailureReason {
  private FailureReason() {}

  /** The mistakes, where they are one's own to correct; a message that is not ours is not shown. */
  static String of(Throwable failure) {
    return failure instanceof ConfigException || failure instanceof IllegalArgumentException
        ? String.valueOf(failure.getMessage())
        : "an error in Signet: " + failure.getClass().getName();
  }
}
