package dev.signet.container;

import dev.signet.config.ConfigException;

/** What the log says of a configuration that could not be put in force. */
final class FailureReason {
  private FailureReason() {}

  /** The mistakes of the configuration; of any other failure the class, and not its message. */
  static String of(Throwable failure) {
    return failure instanceof ConfigException || failure instanceof IllegalArgumentException
        ? String.valueOf(failure.getMessage())
        : "an error in Signet: " + failure.getClass().getName();
  }
}
