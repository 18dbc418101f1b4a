package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Absent, forbidden and broken files have different messages, and none of them is the JDK's. */
class UnreadableTest {
  private static final String FORBIDDEN =
      "may not be read by the user that this server runs as: see its permissions and those of its"
          + " folders";

  @TempDir Path directory;

  private static String why(Path file) {
    IOException failure = assertThrows(IOException.class, () -> TextFile.read(file));
    return Unreadable.why(file, failure);
  }

  @Test
  void anAbsentFileAndOneInAnAbsentFolderDoNotExist() {
    assertEquals("does not exist", why(directory.resolve("none")));
    assertEquals("does not exist", why(directory.resolve("none").resolve("none")));
  }

  @Test
  void aFolderAndAFileThatIsNoTextAreNamed() throws Exception {
    assertEquals("is a folder and not a file", why(directory));
    assertEquals(
        "is not text in UTF-8",
        why(Files.write(directory.resolve("latin"), new byte[] {(byte) 0xe9, 'x'})));
  }

  @Test
  void theReasonIsTheFailuresAndNoLaterLookAtTheFile() {
    Path file = directory.resolve("none");
    assertEquals(FORBIDDEN, Unreadable.why(file, new AccessDeniedException("secret")));
    assertEquals(FORBIDDEN, Unreadable.whyFolder(new AccessDeniedException("secret")));
    assertEquals("is not text in UTF-8", Unreadable.why(file, new MalformedInputException(1)));
    assertEquals("cannot be read", Unreadable.why(file, new IOException("secret")));
    assertEquals("cannot be read", Unreadable.whyFolder(new IOException("secret")));
  }

  /** Root may read everything, so this needs another user. */
  @Test
  void aFileWithoutPermissionAndOneInSuchAFolderAreForbidden() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    Path file = Files.writeString(folder.resolve("file"), "x");
    Files.setPosixFilePermissions(file, Set.of());
    assumeFalse(Files.isReadable(file), "this user may read everything");
    assertEquals(FORBIDDEN, why(file));
    Files.setPosixFilePermissions(folder, Set.of());
    assertEquals(FORBIDDEN, why(file));
    assertEquals(FORBIDDEN, why(folder.resolve("none")));
    Files.setPosixFilePermissions(folder, Set.of(PosixFilePermission.values()));
  }

  @Test
  void whatCanBeOpenedIsNotRefusedAndAllElseIsByItsName() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertDoesNotThrow(() -> Unreadable.refuse("the key store", file));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Unreadable.refuse("the key store", directory));
    assertEquals(
        "the key store " + directory + " is a folder and not a file", refused.getMessage());
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));
    refused =
        assertThrows(
            IllegalArgumentException.class, () -> Unreadable.refuse("the key store", device));
    assertEquals("the key store /dev/null is no regular file", refused.getMessage());
  }
}
