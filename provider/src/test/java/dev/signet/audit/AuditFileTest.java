package dev.signet.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.config.AuditSettings;
import dev.signet.refusals.RefusalLedger;
import dev.signet.testing.LoggedLines;
import dev.signet.testing.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file of an audit: who may read it, how long it gets, and what happens where it is in the way.
 */
class AuditFileTest {
  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();

  private AuditFile at(Path file, long maxBytes, int maxFiles) {
    return AuditFile.of(
        file,
        new AuditSettings(Optional.of(file), maxBytes, maxFiles),
        RefusalLedger.of("host /app", clock));
  }

  private Path file() {
    return directory.resolve("audit.jsonl");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void itIsMadeAtOnceForItsOwnerAloneAndAnExistingOneIsAppendedTo() throws IOException {
    AuditFile audit = at(file(), 1_000, 2);
    audit.flush();
    assertEquals("", Files.readString(file()));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    audit.write("one");
    audit.flush();
    AuditFile next = at(file(), 1_000, 2);
    next.write("two");
    next.flush();
    assertEquals("one\ntwo\n", Files.readString(file()));
  }

  @Test
  void aFullFileGetsTheTimeAndTheOldestAreDeleted() throws IOException {
    Path other = Files.writeString(directory.resolve("audit.jsonl.other"), "not ours");
    AuditFile audit = at(file(), 10, 3);
    for (String line : List.of("1234", "5678", "abcd", "efgh", "ijkl", "mnop", "qrst", "uvwx")) {
      audit.write(line);
      audit.flush();
      clock.advance(Duration.ofMillis(1));
    }
    assertEquals(
        List.of(
            "audit.jsonl",
            "audit.jsonl.20260601-120000004",
            "audit.jsonl.20260601-120000006",
            "audit.jsonl.other"),
        names());
    assertEquals("qrst\nuvwx\n", Files.readString(file()));
    assertEquals(
        "ijkl\nmnop\n", Files.readString(directory.resolve("audit.jsonl.20260601-120000006")));
    assertTrue(Files.exists(other));
  }

  @Test
  void aFileThatIsMovedAwayIsMadeAnew() throws IOException {
    AuditFile audit = at(file(), 1_000, 2);
    audit.write("before");
    audit.flush();
    Files.move(file(), directory.resolve("moved"));
    audit.write("after");
    audit.flush();
    assertEquals("after\n", Files.readString(file()));
  }

  @Test
  void severalWritersLoseNoLineAndTearNone() throws IOException {
    List<AuditFile> writers = Stream.generate(() -> at(file(), 20_000, 100)).limit(4).toList();
    String text = "x".repeat(200);
    IntStream.range(0, 2_000).parallel().forEach(i -> writers.get(i % 4).write(i + text));
    writers.forEach(AuditFile::flush);
    List<String> lines =
        names().stream()
            .map(directory::resolve)
            .flatMap(AuditFileTest::lines)
            .map(line -> line.replace(text, ""))
            .sorted()
            .toList();
    assertEquals(IntStream.range(0, 2_000).mapToObj(i -> i + "").sorted().toList(), lines);
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFolderThatIsMissingIsSaidOnceAndThatItWorksAgainTooWithWhatIsMissing() throws IOException {
    try (LoggedLines log = LoggedLines.of("dev.signet.auditfile")) {
      Path inFolder = directory.resolve("folder/audit.jsonl");
      AuditFile audit = at(inFolder, 1_000, 2);
      audit.write("one");
      audit.write("two");
      audit.flush();
      Files.createDirectory(inFolder.getParent());
      audit.write("three");
      audit.write("four");
      audit.flush();
      assertEquals(
          "{\"time\":\"2026-06-01T12:00:00Z\",\"event\":\"lost\",\"application\":\"host /app\","
              + "\"lost\":2}\nthree\nfour\n",
          Files.readString(inFolder));
      assertEquals(
          List.of(
              "SEVERE host /app: the audit file "
                  + inFolder
                  + " is in a folder that does not exist: make the folder; logins go on, and their"
                  + " lines are left out until it can be written",
              "WARNING host /app: the audit file "
                  + inFolder
                  + " is written again; 2 of its lines are missing"),
          log.all());
    }
  }

  /** A device whose disk is always full. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsSaidOnce() {
    try (LoggedLines log = LoggedLines.of("dev.signet.auditfile")) {
      AuditFile audit = at(Path.of("/dev/full"), 1_000, 2);
      audit.write("one");
      audit.write("two");
      audit.flush();
      assertEquals(
          List.of(
              "SEVERE host /app: the audit file /dev/full cannot be written: see whether it is a"
                  + " file and whether its disk is full; logins go on, and their lines are left out"
                  + " until it can be written"),
          log.all());
    }
  }

  @Test
  void itsThreadEndsAfterASecondWithoutWork() throws InterruptedException {
    at(file(), 1_000, 2).write("one");
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (hasThread() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertEquals(false, hasThread());
  }

  private static boolean hasThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("signet-audit"));
  }
}
