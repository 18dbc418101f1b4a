package dev.signet.cli.server;

import dev.signet.cli.check.Finding;
import dev.signet.cli.xml.XmlDocument;
import dev.signet.cli.xml.XmlElement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Files of a server, read and not changed. */
final class InstalledFiles {
  private InstalledFiles() {}

  static XmlElement xml(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      return XmlDocument.read(bytes, file.toString());
    }
  }

  /** The folders in a folder, in the order of their names; none where it is missing. */
  static List<Path> folders(Path folder) throws IOException {
    return list(folder, "*").stream().filter(Files::isDirectory).toList();
  }

  /** What is in a folder and has such a name, in the order of the names. */
  static List<Path> list(Path folder, String glob) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
        entries.forEach(found::add);
      }
    }
    Collections.sort(found);
    return found;
  }

  /** Whether the configuration is in the server's own folder; an application may have it, too. */
  static Finding signetJson(Path file) {
    return Files.isRegularFile(file)
        ? Finding.ok(file.toString(), "is there")
        : Finding.note(
            file.toString(),
            "is not there: signet.config must say where the configuration is, or it is in"
                + " WEB-INF");
  }
}
