package dev.signet.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a recipe, as it stands in the documentation, but for the names and places that are a
 * reader's own. Immutable.
 */
record Recipe(String name, String text) {
  private static final Path DOCUMENTATION =
      Path.of(ClusterServer.property("cluster.recipes"), "..");

  /** Such as {@code balance/nginx.conf}. */
  static Recipe of(String path) throws IOException {
    Path file = DOCUMENTATION.resolve(path);
    return new Recipe(String.valueOf(file.getFileName()), Files.readString(file));
  }

  /** With something in another's place, which has to be there. */
  Recipe with(String original, Object replacement) {
    if (!text.contains(original)) {
      throw new AssertionError(name + " does not say " + original);
    }
    return new Recipe(name, text.replace(original, replacement.toString()));
  }

  void writeTo(Path folder) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
