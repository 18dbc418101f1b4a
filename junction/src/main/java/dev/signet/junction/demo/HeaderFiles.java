package dev.signet.junction.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.WholeFile;
import dev.signet.junction.proxy.Login;
import dev.signet.junction.proxy.SessionCookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder with one file a caller, each a request header for {@code curl -H @FILE} with the cookie
 * of that caller's login. Only their owner can read the files, and they are deleted when this is
 * closed.
 */
final class HeaderFiles implements AutoCloseable {
  private static final String HEADER = "Cookie: ";

  private final Path folder;

  HeaderFiles(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path of(DemoCaller caller) {
    return folder.resolve(caller.user() + ".header");
  }

  /** Writes the file of one caller. */
  void write(DemoCaller caller, Login login) {
    WholeFile.ownerOnly(of(caller)).write(HEADER + SessionCookie.NAME + "=" + login.id() + "\n");
  }

  /** The value of the header in such a file. */
  static String cookie(Path file) {
    try {
      return Files.readString(file, UTF_8).strip().substring(HEADER.length());
    } catch (IOException e) {
      throw new CommandFailedException(file, "cannot be read", e);
    }
  }

  /** Deletes the files, and the folder unless there is something else in it. */
  @Override
  public void close() {
    for (DemoCaller caller : DemoCaller.values()) {
      WholeFile.delete(of(caller));
    }
    WholeFile.delete(folder);
  }
}
