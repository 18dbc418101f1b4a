package dev.signet.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Checks on single texts. */
public final class Texts {
  private Texts() {}

  /**
   * The text, if the pattern matches all of it.
   *
   * @throws IllegalArgumentException with the message for other texts
   */
  public static String matching(String text, String pattern, String otherwise) {
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException(otherwise);
    }
    return text;
  }

  /**
   * The path of a file that a setting names.
   *
   * @param baseDirectory the folder of {@code signet.json}, which a relative location starts from
   * @param location the text of the setting
   * @return the normalized path
   * @throws IllegalArgumentException where the text is not a path of this operating system
   */
  public static Path path(Path baseDirectory, String location) {
    try {
      return baseDirectory.resolve(location).normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path of this operating system", e);
    }
  }
}
