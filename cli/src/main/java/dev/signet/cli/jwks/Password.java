package dev.signet.cli.jwks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.cli.command.CommandFailedException;
import dev.signet.cli.command.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The password of a keystore. It is never printed: {@link #toString} does not show it. */
public final class Password {
  private static final int RANDOM_BYTES = 20;

  private final String text;

  private Password(String text) {
    this.text = text;
  }

  public static Password of(String text) {
    return new Password(text);
  }

  /** Reads the first line of a file. */
  public static Password fromFile(Path file) {
    try {
      String text = Files.readString(file, UTF_8).lines().findFirst().orElse("");
      if (text.isEmpty()) {
        throw new CommandFailedException(
            file, "its first line should be the password; it is empty");
      }
      return new Password(text);
    } catch (IOException e) {
      throw new CommandFailedException(file, "the password file cannot be read", e);
    }
  }

  /** A random password. Letters and digits only: it has to survive {@code server.env}. */
  public static Password random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Password(HexFormat.of().formatHex(bytes));
  }

  public char[] chars() {
    return text.toCharArray();
  }

  /** Writes the password as the only line of a file that only its owner can read. */
  public void writeTo(Path file) {
    WholeFile.ownerOnly(file).write(text + "\n");
  }

  /** The line that gives this password to a server as an environment variable. */
  public String asVariable(String name) {
    return name + "=" + text;
  }

  @Override
  public String toString() {
    return "Password[not shown]";
  }
}
