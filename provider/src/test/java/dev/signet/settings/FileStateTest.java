package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is what it holds, whatever its time and its size say. */
class FileStateTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));

  @TempDir Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void firstContent() throws IOException {
    file = write(directory.resolve("file"), "one");
  }

  /** All files have one time; all texts of these tests have one size. */
  private static Path write(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setLastModifiedTime(file, LONG_AGO);
  }

  private static FileState of(Path... files) {
    return FileState.of(List.of(files));
  }

  @Test
  void aFileThatStaysAsItIsHasOneState() {
    assertEquals(of(file), of(file).now());
  }

  @Test
  void aFileThatIsWrittenInPlaceHasChanged() throws IOException {
    FileState before = of(file);
    write(file, "two");
    assertNotEquals(before, before.now());
  }

  @Test
  void aFileThatIsWrittenInPlaceOverAndOverHasChangedEachTime() throws IOException {
    for (int i = 100; i < 300; i++) {
      FileState before = of(file);
      write(file, String.valueOf(i));
      assertNotEquals(before, before.now(), String.valueOf(i));
    }
  }

  /** Once its times are old, its content is not read at each look. */
  @Test
  void aFileThatWasLeftAloneForLongHasChangedAsSoonAsItIsWritten() throws Exception {
    Thread.sleep(2_100);
    FileState before = of(file);
    assertEquals(before, before.now());
    write(file, "two");
    FileState after = before.now();
    assertNotEquals(before, after);
    assertEquals(after, after.now());
  }

  @Test
  void aFileThatIsRenamedOverAnotherHasChanged() throws IOException {
    FileState before = of(file);
    Files.move(
        write(directory.resolve("new"), "two"),
        file,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertNotEquals(before, before.now());
  }

  /** As Kubernetes publishes a secret: file and folder are links, and one link is replaced. */
  @Test
  void aLinkInThePathThatLeadsElsewhereIsAChange() throws IOException {
    Path first = Files.createDirectory(directory.resolve("..2024_01"));
    Path second = Files.createDirectory(directory.resolve("..2024_02"));
    write(first.resolve("tls.crt"), "one");
    write(second.resolve("tls.crt"), "two");
    Path data = Files.createSymbolicLink(directory.resolve("..data"), first.getFileName());
    Path link =
        Files.createSymbolicLink(directory.resolve("tls.crt"), Path.of("..data", "tls.crt"));
    FileState before = of(link);
    assertEquals(before, before.now());
    Files.delete(data);
    Files.createSymbolicLink(data, second.getFileName());
    assertNotEquals(before, before.now());
    assertEquals(
        of(second.resolve("tls.crt")).fingerprints().values().iterator().next(),
        of(link).fingerprints().values().iterator().next());
  }

  @Test
  void aNewTimeOrAnotherFileWithTheSameContentIsNoChange() throws IOException {
    FileState before = of(file);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    assertEquals(before, before.now());
    Files.delete(file);
    write(file, "one");
    assertEquals(before, before.now());
  }

  @Test
  void aFileThatVanishesHasChangedAndIsItselfAgainWhenItReturns() throws IOException {
    FileState before = of(file);
    Files.delete(file);
    FileState gone = before.now();
    assertNotEquals(before, gone);
    assertEquals(gone, gone.now());
    write(file, "one");
    assertEquals(before, gone.now());
  }

  @Test
  void aFolderIsNotRead() throws IOException {
    FileState before = of(directory);
    write(directory.resolve("another"), "two");
    assertEquals(before, before.now());
  }
}
