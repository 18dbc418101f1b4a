package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When files are looked at, and when they are read anew. */
class FileWatchTest {
  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();

  @BeforeEach
  void write() throws IOException {
    write("first");
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("file"), text);
  }

  private FileWatch watch() {
    return new FileWatch(() -> ContentState.ofFiles(List.of(directory.resolve("file"))), clock);
  }

  @Test
  void filesAreLookedAtEveryThreeSeconds() {
    FileWatch watch = watch();
    clock.advance(Duration.ofMillis(2_999));
    assertFalse(watch.isDue());
    clock.advance(Duration.ofMillis(1));
    assertTrue(watch.isDue());
    assertFalse(watch.look(false));
    assertFalse(watch.isDue());
  }

  @Test
  void whatHasChangedIsReadOnceItIsTheSameInTwoLooks() throws IOException {
    FileWatch watch = watch();
    write("half of");
    assertFalse(watch.look(false));
    write("half of the second");
    assertFalse(watch.look(false));
    assertTrue(watch.look(false));
    assertFalse(watch.look(false), "it has been read");
  }

  @Test
  void whileFilesChangeTheNextLookIsDueAtOnce() throws IOException {
    FileWatch watch = watch();
    write("second");
    assertFalse(watch.look(false));
    assertTrue(watch.isDue());
    assertTrue(watch.look(false));
    assertFalse(watch.isDue());
  }

  @Test
  void whatChangesBackIsNotReadAnew() throws IOException {
    FileWatch watch = watch();
    write("second");
    assertFalse(watch.look(false));
    write("first");
    assertFalse(watch.look(false));
    assertFalse(watch.look(false));
  }

  @Test
  void whatCouldNotBeUsedIsReadAgainAsItIs() {
    FileWatch watch = watch();
    assertTrue(watch.look(true));
    assertFalse(watch.look(false));
  }

  @Test
  void aFileThatGoesIsAChange() throws IOException {
    FileWatch watch = watch();
    Files.delete(directory.resolve("file"));
    assertFalse(watch.look(false));
    assertTrue(watch.look(false));
  }
}
