package dev.signet.settings;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Decides when files, or what else keys are in, must be read again. Their content must differ from
 * what was read, and must be the same as at the previous check, so that a half-written file is not
 * read. To be used under its owner's lock.
 */
public final class FileWatch {
  /** The time between two checks. While files change, each call checks. */
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  private final Supplier<ContentState> state;
  private final MonotonicTime time;
  private ContentState read;
  private ContentState seen;
  private Duration lastLook;

  /**
   * To be created before the files are read for the first time, so that no change is missed.
   *
   * @param state reads what stands for the content now
   */
  public FileWatch(Supplier<ContentState> state) {
    this(state, MonotonicTime.ofSystem());
  }

  FileWatch(Supplier<ContentState> state, MonotonicTime time) {
    this.state = state;
    this.time = time;
    this.lastLook = time.elapsed();
    this.read = state.get();
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
    ContentState now = state.get();
    boolean standsStill = now.equals(seen);
    seen = now;
    if (!standsStill || (now.equals(read) && !again)) {
      return false;
    }
    read = now;
    return true;
  }
}
