package dev.signet.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.testing.LogOfSignet;
import dev.signet.testing.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a changed file takes back, and what it does not. */
class FollowedRevocationsTest {
  private static final String ENTRY =
      "{\"issuer\": \"i\", \"jti\": \"secret-%d\", \"until\": \"2099-01-01T00:00:00Z\"}";

  @TempDir private Path directory;
  private final SettableClock clock = new SettableClock();

  /** It runs nothing: the test itself looks. */
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(0);

  @AfterEach
  void end() {
    var unused = threads.shutdownNow();
  }

  private FollowedRevocations follow(Path file) {
    RevocationSettings settings =
        new RevocationSettings(file, false, Map.of("i", Optional.empty()));
    return FollowedRevocations.join(LoadedRevocations.read(settings), threads, clock);
  }

  private static String entries(int count) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",\n").append(ENTRY.formatted(i));
    }
    return text + "]";
  }

  private static void lookTwice(FollowedRevocations followed) {
    followed.look();
    followed.look();
  }

  @Test
  void aFileThatComesLaterIsRead() throws Exception {
    Path file = directory.resolve("revoked.json");
    try (FollowedRevocations followed = follow(file)) {
      assertEquals(0, followed.current().size());
      Files.writeString(file, entries(2));
      followed.look();
      assertEquals(2, followed.current().size());
    }
  }

  @Test
  void aBrokenOrMissingFileTakesNothingBackAndIsLoggedOnceWithoutAValue() throws Exception {
    Path file = Files.writeString(directory.resolve("revoked.json"), entries(2));
    try (FollowedRevocations followed = follow(file);
        LogOfSignet log = LogOfSignet.open()) {
      RevocationList before = followed.current();
      Files.writeString(file, entries(3).replace("]", ""));
      lookTwice(followed);
      lookTwice(followed);
      assertSame(before, followed.current());
      assertEquals(1, log.linesWith("cannot be used").size());
      Files.delete(file);
      lookTwice(followed);
      assertSame(before, followed.current());
      assertEquals("the file " + file + " is not there any more", followed.failure().orElseThrow());
      Files.writeString(file, "[]");
      lookTwice(followed);
      assertEquals(0, followed.current().size());
      assertEquals(Optional.empty(), followed.failure());
      assertEquals(1, log.linesWith("0 entries, of which 0 have ended").size());
      assertTrue(log.linesWith("secret-").isEmpty());
    }
  }

  @Test
  void aLinkToAnotherFileIsAChange() throws Exception {
    Path one = Files.writeString(directory.resolve("one.json"), entries(1));
    Path two = Files.writeString(directory.resolve("two.json"), entries(2));
    Path file = Files.createSymbolicLink(directory.resolve("revoked.json"), one);
    try (FollowedRevocations followed = follow(file)) {
      assertEquals(1, followed.current().size());
      Path link = Files.createSymbolicLink(directory.resolve("new"), two);
      Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
      followed.look();
      assertEquals(2, followed.current().size());
    }
  }

  @Test
  void aTableIsReadWhenItStaysTheSame() throws Exception {
    Path file = Files.writeString(directory.resolve("r.csv"), "issuer,jti,until\ni,a,4000000000\n");
    try (FollowedRevocations followed = follow(file)) {
      Files.writeString(file, "issuer,jti,until\n");
      followed.look();
      assertEquals(1, followed.current().size());
      Files.writeString(file, "issuer,jti,until\ni,a,4000000000\ni,b,4000000000\n");
      followed.look();
      assertEquals(1, followed.current().size());
      followed.look();
      assertEquals(2, followed.current().size());
    }
  }

  @Test
  void anArrayMayBeLargerThanTheParserAllowsByItself() throws Exception {
    String text = entries(250_000);
    assertTrue(text.length() > 16_000_000);
    Path file = Files.writeString(directory.resolve("revoked.json"), text);
    try (FollowedRevocations followed = follow(file)) {
      assertEquals(250_000, followed.current().size());
    }
  }

  @Test
  void whatHasEndedIsCountedAndNotKept() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("revoked.json"),
            "[" + ENTRY.formatted(1) + ",{\"issuer\":\"i\",\"jti\":\"b\",\"until\":1000}]");
    try (LogOfSignet log = LogOfSignet.open();
        FollowedRevocations followed = follow(file)) {
      assertEquals(1, followed.current().size());
      assertEquals(1, log.linesWith(file + " read: 2 entries, of which 1 have ended").size());
    }
  }

  @Test
  void applicationsShareOneUntilTheLastEnds() throws Exception {
    Path file = Files.writeString(directory.resolve("revoked.json"), entries(1));
    int before = FollowedRevocations.count();
    FollowedRevocations one = follow(file);
    FollowedRevocations other = follow(file);
    assertSame(one, other);
    one.close();
    assertEquals(before + 1, FollowedRevocations.count());
    other.close();
    assertEquals(before, FollowedRevocations.count());
    assertFalse(one.current().size() == 0);
  }
}
