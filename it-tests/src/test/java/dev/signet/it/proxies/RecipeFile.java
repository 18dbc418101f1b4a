package dev.signet.it.proxies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a recipe in {@code docs/proxies}, as it stands there, but for the names and places that
 * are a reader's own. Immutable.
 */
record RecipeFile(String name, String text) {
  private static final Path FOLDER = Path.of("..", "docs", "proxies");

  static RecipeFile of(String recipe, String name) {
    try {
      return new RecipeFile(name, Files.readString(FOLDER.resolve(recipe).resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With something in another's place, which has to be there. */
  RecipeFile with(String original, Object replacement) {
    if (!text.contains(original)) {
      throw new AssertionError(name + " does not say " + original);
    }
    return new RecipeFile(name, text.replace(original, replacement.toString()));
  }

  Path writeTo(Path folder) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
