package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single texts, the files they are in, and the time that passes between two looks at them. */
class TextsTest {
  @TempDir Path directory;

  @Test
  void aPatternHasToFitTheWholeText() {
    assertEquals("abc", Texts.matching("abc", "[a-c]+", "wrong"));
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class, () -> Texts.matching("abcd", "[a-c]+", "wrong"));
    assertEquals("wrong", wrong.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Texts.matching("", "[a-c]+", "wrong"));
  }

  @Test
  void aRelativePathBeginsInTheFolderOfTheConfigurationAndAnAbsoluteOneStays() {
    assertEquals(directory.resolve("key.p12"), Texts.path(directory.resolve("."), "./key.p12"));
    assertEquals(
        directory.resolveSibling("key.p12"), Texts.path(directory, "../key.p12").normalize());
    Path absolute = directory.resolve("a/key.p12");
    assertEquals(absolute, Texts.path(Path.of("elsewhere"), absolute.toString()));
  }

  @Test
  void whatIsNoPathIsAMistakeAndNoFailure() {
    assertThrows(IllegalArgumentException.class, () -> Texts.path(directory, "a\u0000b"));
  }

  @Test
  void oneByteOrderMarkIsDroppedAndNoOther() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "\ufeff\ufeffa\ufeff");
    assertEquals("\ufeffa\ufeff", TextFile.read(file));
    assertEquals("", TextFile.withoutMark("\ufeff"));
  }

  @Test
  void aFileThatIsNotUtf8IsNotRead() throws IOException {
    Path file = Files.write(directory.resolve("a"), new byte[] {'a', (byte) 0xe4});
    assertThrows(MalformedInputException.class, () -> TextFile.read(file));
  }

  @Test
  void aClockThatTellsThePassingTimeIsAskedForIt() {
    SettableClock clock = new SettableClock();
    assertSame(clock, MonotonicTime.of(clock));
    clock.set(Duration.ofHours(1));
    assertEquals(Duration.ZERO, MonotonicTime.of(clock).elapsed());
  }

  @Test
  void besideAnotherClockTimeBeginsWithTheObject() {
    MonotonicTime time = MonotonicTime.of(Clock.systemUTC());
    Duration first = time.elapsed();
    assertTrue(first.compareTo(Duration.ofMinutes(10)) < 0);
    assertTrue(time.elapsed().compareTo(first) >= 0);
    assertNotSame(time, MonotonicTime.ofSystem());
  }
}
