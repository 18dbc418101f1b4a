package dev.signet.cli.command;

import java.nio.file.Path;

/**
 * A command could not do its work. The message is one line for the person who ran the command: it
 * names the file or option at fault and never holds a password, a key or a token.
 */
public class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CommandFailedException(String message) {
    super(message);
  }

  public CommandFailedException(Path file, String whatIsWrong) {
    super(file + ": " + whatIsWrong);
  }

  public CommandFailedException(Path file, String whatIsWrong, Throwable cause) {
    super(file + ": " + whatIsWrong, cause);
  }

  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
