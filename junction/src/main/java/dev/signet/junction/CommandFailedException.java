package dev.signet.junction;

import java.nio.file.Path;

/**
 * A command could not do its work. The message is one line for the person who ran the command: it
 * names the file or option at fault and never holds a password, a key or a token.
 */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandFailedException(String message) {
    super(message);
  }

  CommandFailedException(Path file, String whatIsWrong) {
    super(file + ": " + whatIsWrong);
  }

  CommandFailedException(Path file, String whatIsWrong, Throwable cause) {
    super(file + ": " + whatIsWrong, cause);
  }
}
