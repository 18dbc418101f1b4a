package dev.signet.liberty.applications;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The applications in the folder {@code dropins}: the server learns of them one after another. */
final class InDropins {
  private InDropins() {}

  /** Their names, which are those of the files without what comes behind the last dot. */
  static List<String> names() {
    Optional<Path> folder =
        Optional.ofNullable(System.getProperty("server.config.dir"))
            .map(server -> Path.of(server, "dropins"))
            .filter(Files::isDirectory);
    if (folder.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.get(), 2)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.[^.]*$", ""))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
