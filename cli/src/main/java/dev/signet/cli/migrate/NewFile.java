package dev.signet.cli.migrate;

import dev.signet.cli.command.CommandFailedException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file to write, never over another one unless that is wanted. */
record NewFile(Path path, boolean force) {

  /** To be asked before anything is done. */
  void requireFree() {
    if (Files.exists(path) && !force) {
      throw exists(null);
    }
  }

  void write(String text) {
    write(text, StandardCharsets.UTF_8);
  }

  void write(String text, Charset charset) {
    byte[] bytes = text.getBytes(charset);
    try {
      if (force) {
        Files.write(path, bytes);
      } else {
        Files.write(path, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
    } catch (FileAlreadyExistsException e) {
      throw exists(e);
    } catch (IOException e) {
      throw new CommandFailedException(path, "cannot be written", e);
    }
  }

  private CommandFailedException exists(@Nullable FileAlreadyExistsException cause) {
    String problem = "is there already; --force writes over it";
    return cause == null
        ? new CommandFailedException(path, problem)
        : new CommandFailedException(path, problem, cause);
  }
}
