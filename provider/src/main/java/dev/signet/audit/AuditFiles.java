package dev.signet.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file and those that it was before. When it is full it gets the time as a suffix, and a new one
 * is begun; the oldest ones are deleted. Nothing is overwritten: where several copies of Signet
 * find the file full at once, one of them may give a suffix to a file that has few lines.
 *
 * @param file the file
 * @param maxBytes how long it gets
 * @param maxFiles how many there are at most, with the one that is written to
 * @param clock tells the time of day
 */
record AuditFiles(Path file, long maxBytes, int maxFiles, Clock clock) {
  private static final DateTimeFormatter SUFFIX =
      DateTimeFormatter.ofPattern("'.'yyyyMMdd-HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Begins a new file where the present one has no room for some more bytes. */
  void makeRoom(int bytes) throws IOException {
    try {
      long size = Files.size(file);
      if (size == 0 || size + bytes <= maxBytes) {
        return;
      }
      Files.move(file, file.resolveSibling(file.getFileName() + SUFFIX.format(clock.instant())));
      deleteOldest();
    } catch (NoSuchFileException | FileAlreadyExistsException e) {
      // another has moved it meanwhile, or the time has its file already: the next line is as good
    }
  }

  private void deleteOldest() throws IOException {
    List<Path> before = new ArrayList<>();
    String name = file.getFileName() + ".";
    Path folder = file.resolveSibling(".").normalize();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(folder, other -> isBefore(name, other))) {
      all.forEach(before::add);
    }
    before.sort(null);
    for (Path oldest : before.subList(0, Math.max(0, before.size() - (maxFiles - 1)))) {
      Files.deleteIfExists(oldest);
    }
  }

  private static boolean isBefore(String name, Path other) {
    String text = String.valueOf(other.getFileName());
    return text.startsWith(name) && text.substring(name.length()).matches("\\d{8}-\\d{9}");
  }
}
