package dev.signet.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Says when files have to be read anew: they hold something else than when they were read, and the
 * same as a look ago, so that no half of a file is read. To be used under its owner's lock.
 */
public final class FileWatch {
  /** Between two looks; while files change, the next look is the next call. */
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private final Supplier<List<Path>> files;
  private final MonotonicTime time;
  private FileState read;
  private FileState seen;
  private Duration lastLook;

  /** To be made before the files are read for the first time, so that no change is missed. */
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

  /** Whether it is time to look. */
  public boolean isDue() {
    return !seen.equals(read) || time.elapsed().minus(lastLook).compareTo(INTERVAL) >= 0;
  }

  /**
   * Looks at the files.
   *
   * @param again whether to read them anew although they have not changed
   * @return whether they have to be read now
   * @throws IllegalArgumentException where it cannot be said which files there are
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
