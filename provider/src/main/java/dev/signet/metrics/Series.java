package dev.signet.metrics;

/**
 * The labels of a duration. Each is one of a few fixed words or comes from the configuration, and
 * none from a request.
 *
 * @param result what has come out
 * @param errorType why it failed: the number of a refusal or a fixed word; empty where it did not
 * @param definition the {@code id} of an issuer's definition; empty where none was reached
 */
public record Series(String result, String errorType, String definition) {
  /** Stands for all definitions for which there is no room. */
  static final String OTHER = "_OTHER";

  Series ofOthers() {
    return new Series(result, errorType, OTHER);
  }
}
