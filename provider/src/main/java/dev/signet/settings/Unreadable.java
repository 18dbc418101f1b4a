package dev.signet.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Why a file cannot be read: absent, forbidden and broken are three things that an administrator
 * corrects in three ways. No text of the JDK is in a message.
 */
public final class Unreadable {
  private static final String FORBIDDEN =
      "may not be read by the user that this server runs as: see its permissions and those of its"
          + " folders";

  private Unreadable() {}

  /**
   * What is said behind the file's name.
   *
   * @param file the file
   * @param failure what reading it failed with
   * @return such as {@code does not exist}
   */
  public static String why(Path file, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (failure instanceof AccessDeniedException) {
      return FORBIDDEN;
    }
    if (failure instanceof CharacterCodingException) {
      return "is not text in UTF-8";
    }
    return Files.isDirectory(file) ? "is a folder and not a file" : "cannot be read";
  }

  /**
   * The same for a folder whose files are listed.
   *
   * @param failure what listing them failed with
   * @return such as {@code cannot be read}
   */
  public static String whyFolder(Exception failure) {
    return failure instanceof AccessDeniedException ? FORBIDDEN : "cannot be read";
  }

  /**
   * Refuses a file that cannot be opened, for readers whose own messages do not say why. A device
   * or a pipe is refused without being opened, since that may take for ever.
   *
   * @param what the kind of file, such as {@code the key store}
   * @param file the file
   * @throws IllegalArgumentException with a message that names the file
   */
  public static void refuse(String what, Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      throw new IllegalArgumentException(what + " " + file + " is no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      var unused = in.read();
    } catch (IOException e) {
      throw new IllegalArgumentException(what + " " + file + " " + why(file, e), e);
    }
  }
}
