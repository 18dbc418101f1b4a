package dev.signet.cli.revoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.revocation.RevokedEntry;
import dev.signet.revocation.RevokedFile;
import dev.signet.revocation.RevokedRow;
import dev.signet.revocation.RevokedRow.Field;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * Adds an entry to a file of revocations. The file is written beside, forced to the disk and then
 * renamed, so that neither a server nor a crash finds half of it. A lock on a file beside it lets
 * two commands write one after the other: neither loses the other's entry.
 */
final class RevokedFileEdit {
  private final Path file;
  private final Instant now;
  private long kept;
  private long removed;

  RevokedFileEdit(Path file, Instant now) {
    this.file = file;
    this.now = now;
  }

  /**
   * What was done.
   *
   * @param kept how many entries the file had that have not ended
   * @param removed how many had ended
   */
  record Result(long kept, long removed) {}

  Result add(RevokedRow row) {
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      Path lock = target.resolveSibling(target.getFileName() + ".lock");
      try (FileChannel turn =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // until it is closed
        var unused = turn.lock();
        replace(target, row);
      }
    } catch (IllegalArgumentException e) {
      throw new CommandFailedException("nothing was changed: " + e.getMessage(), e);
    } catch (UncheckedIOException | IOException e) {
      throw new CommandFailedException(file, "cannot be written", e);
    }
    return new Result(kept, removed);
  }

  private void replace(Path target, RevokedRow row) throws IOException {
    Path written = Files.createTempFile(target.toAbsolutePath().getParent(), ".signet", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE);
          Writer out =
              new BufferedWriter(
                  new OutputStreamWriter(Channels.newOutputStream(channel), UTF_8))) {
        try (RevokedText text = RevokedText.of(target, out)) {
          copy(target, text);
          text.row(row);
        }
        out.flush();
        channel.force(true);
      }
      samePermissions(target, written);
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(target);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private void copy(Path target, RevokedText text) {
    if (Files.notExists(target)) {
      return;
    }
    RevokedFile.read(
        target,
        new RevokedFile.Reading() {
          @Override
          public void row(RevokedRow row) {
            boolean hasEnded =
                row.get(Field.UNTIL)
                    .map(end -> RevokedEntry.time(end, "line " + row.line() + ": until"))
                    .filter(end -> !now.isBefore(end))
                    .isPresent();
            if (hasEnded) {
              removed++;
            } else {
              kept++;
              text.row(row);
            }
          }

          @Override
          public void mistake(long line, String message) {
            throw new IllegalArgumentException(target + " line " + line + ": " + message);
          }
        });
  }

  /** As before; a new file can be read by the server, which may run as another user. */
  private static void samePermissions(Path target, Path written) throws IOException {
    if (!Files.getFileStore(written).supportsFileAttributeView("posix")) {
      return;
    }
    try {
      Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(target));
    } catch (NoSuchFileException e) {
      Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /** The renaming itself, where the system can do that to a folder. */
  private static void forceFolder(Path target) {
    try (FileChannel folder = FileChannel.open(target.toAbsolutePath().getParent())) {
      folder.force(true);
    } catch (IOException e) {
      // Windows opens no folder, and keeps the names safe itself
      return;
    }
  }
}
