package dev.signet.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is written whole or not at all: a reader finds the whole old content or the whole new
 * one.
 *
 * @param path the file
 * @param permissions what others may do with it at most, on file systems that know owners
 */
public record WholeFile(Path path, String permissions) {

  /** A file that holds a secret: only the owner can read it, at any moment. */
  public static WholeFile ownerOnly(Path path) {
    return new WholeFile(path, "rw-------");
  }

  /** A file that others can read as far as this process's umask lets them. */
  public static WholeFile readable(Path path) {
    return new WholeFile(path, "rw-rw-rw-");
  }

  public void write(String text) {
    write(text.getBytes(UTF_8));
  }

  public void write(byte[] content) {
    Path target = path.toAbsolutePath();
    try {
      Path folder = target.getParent();
      if (folder == null) {
        throw new CommandFailedException(path, "is a folder, not a file");
      }
      Files.createDirectories(folder);
      Path written = Files.createTempFile(folder, ".signet", ".tmp", attributes());
      try {
        Files.write(written, content);
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      throw new CommandFailedException(path, "cannot be written", e);
    }
  }

  /**
   * Deletes a file, or a folder with nothing in it; one that is not there is as good as deleted.
   */
  public static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      return;
    } catch (IOException e) {
      throw new CommandFailedException(path, "cannot be deleted", e);
    }
  }

  private FileAttribute<?>[] attributes() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
