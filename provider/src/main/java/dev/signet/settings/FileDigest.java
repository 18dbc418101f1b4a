package dev.signet.settings;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * The SHA-256 of a file's content. Many definitions check the same files often, so a digest is
 * kept. It is used again while the inode, the size and the times of the file are the same, none of
 * the times was recent when the content was read, and the read was not long ago.
 */
final class FileDigest {
  /** The coarsest file time is FAT's. Two changes within it can have the same time. */
  private static final Duration COARSEST_TIME = Duration.ofSeconds(2);

  /** With a change time (ctime), which only the operating system sets. */
  private static final Duration KEPT_WITH_CHANGE_TIME = Duration.ofMinutes(1);

  /** Without one: programs can set size and modification time, as {@code cp -p} does. */
  private static final Duration KEPT_WITHOUT = Duration.ofSeconds(5);

  private static final MonotonicTime TIME = MonotonicTime.ofSystem();
  private static final String UNIX = "unix";
  private static final String REGULAR = "isRegularFile";
  private static final String MODIFIED = "lastModifiedTime";
  private static final String CHANGED = "ctime";
  private static final int MAX_KEPT = 10_000;
  private static final int BUFFER = 65_536;

  private static final Cache<Path, Known> KNOWN =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).executor(Runnable::run).build();

  private FileDigest() {}

  /** A digest, the attributes of the file before it was read, and the time of the read. */
  private record Known(
      Map<String, Object> attributes, String digest, boolean isSettled, Duration readAt) {

    static Known read(Path file, Map<String, Object> attributes) throws IOException {
      Duration now = TIME.elapsed();
      boolean isSettled = hasOnlyOldTimes(attributes);
      return new Known(attributes, content(file), isSettled, now);
    }

    boolean isStillValid(Map<String, Object> now) {
      Duration kept = now.containsKey(CHANGED) ? KEPT_WITH_CHANGE_TIME : KEPT_WITHOUT;
      return isSettled
          && attributes.equals(now)
          && TIME.elapsed().minus(readAt).compareTo(kept) < 0;
    }
  }

  /**
   * The digest of a file, links followed.
   *
   * @return the digest; for a folder or a device, which is not read, a fixed text
   */
  static String of(Path file) throws IOException {
    Map<String, Object> attributes = attributes(file);
    if (!Boolean.TRUE.equals(attributes.get(REGULAR))) {
      return "is no regular file";
    }
    Known known = KNOWN.getIfPresent(file);
    if (known == null || !known.isStillValid(attributes)) {
      known = Known.read(file, attributes);
      KNOWN.put(file, known);
    }
    return known.digest();
  }

  private static Map<String, Object> attributes(Path file) throws IOException {
    String common = REGULAR + ",size," + MODIFIED;
    return file.getFileSystem().supportedFileAttributeViews().contains(UNIX)
        ? Files.readAttributes(file, UNIX + ":" + common + "," + CHANGED + ",dev,ino")
        : Files.readAttributes(file, common);
  }

  /** Whether a later change would change the times. A time in the future cannot show that. */
  private static boolean hasOnlyOldTimes(Map<String, Object> attributes) {
    Instant fresh = Instant.now().minus(COARSEST_TIME);
    return attributes.values().stream()
        .filter(FileTime.class::isInstance)
        .allMatch(time -> ((FileTime) time).toInstant().isBefore(fresh));
  }

  private static String content(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
