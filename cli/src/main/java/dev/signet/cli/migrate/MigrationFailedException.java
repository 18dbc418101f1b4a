package dev.signet.cli.migrate;

import dev.signet.cli.command.CommandFailedException;
import java.nio.file.Path;

/**
 * Nothing can be written. The message is one line for the person who ran the command: it names the
 * file, and where it can the line, and holds no value of an attribute.
 */
final class MigrationFailedException extends CommandFailedException {
  private static final long serialVersionUID = 1;

  MigrationFailedException(Path file, String whatIsWrong) {
    super(file + ": " + whatIsWrong);
  }

  MigrationFailedException(Path file, String whatIsWrong, Throwable cause) {
    super(file + ": " + whatIsWrong, cause);
  }

  MigrationFailedException(XmlLocation place, String whatIsWrong) {
    super(place + ": " + whatIsWrong);
  }

  MigrationFailedException(XmlLocation place, String whatIsWrong, Throwable cause) {
    super(place + ": " + whatIsWrong, cause);
  }
}
