package dev.signet.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Decides when files must be read again. Their content must differ from what was read, and must be
 * the same as at the previous check, so that a half-written file is not read. To be used under its
 * owner's lock.
 */
public final class FileWatch {
  /** The time between two checks. While files change, each call checks. */
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private final Supplier<List<Path>> files;
  private final MonotonicTime time;
  private FileState read;
  private FileState seen;
  private Duration lastLook;

  /** To be created before the files are read for the first time, so that no change is missed. */
  public FileWatch(Supplier<List<Path>> files) {
    this(files, MonotonicTime.ofSystem());
  }

  FileWatch(Supplier<List<Path>> files, MonotonicTime time) {
    this.files = files;
    this.time = time;
    this.lastLook = time.elapsed();
    this.read = FileState.of(files.get());
    this.seen = read;
  }

  /** Whether a check is due. */
  public boolean isDue() {
    return !seen.equals(read) || time.elapsed().minus(lastLook).compareTo(INTERVAL) >= 0;
  }

  /**
   * Checks the files.
   *
   * @param again whether to read them again although they have not changed
   * @return whether they must be read now
   * @throws IllegalArgumentException where the files cannot be listed
   */
  public boolean look(boolean again) {
    lastLook = time.elapsed();
    FileState now = FileState.of(files.get());
    boolean standsStill = now.equals(seen);
    seen = now;
    if (!standsStill || (now.equals(read) && !again)) {
      return false;
    }
    read = now;
    return true;
  }
}
