package dev.signet.settings;

/**
 * One mistake in the configuration.
 *
 * @param path where it is, such as {@code issuers[0].audiences}; empty for the file as a whole
 * @param message what is wrong and what would be right
 */
public record ConfigProblem(String path, String message) {
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
