package dev.signet.container;

import dev.signet.settings.FileState;
import java.time.Duration;
import java.util.List;

/**
 * The files of a configuration, and when they are to be read. Changed files are read once they have
 * stayed the same between two looks. A configuration that is not in force is read again at every
 * look, changed or not: what was missing may be a key store, a folder or a variable that none of
 * the files shows. A reading that takes long is repeated less often, so that it takes a twentieth
 * of one processor at most. For one thread.
 */
final class ConfigFiles {
  /** For how many times the duration of a reading nothing is read after it. */
  private static final int REST = 20;

  /** After an error that no administrator can correct, in looks. */
  private static final long LONG_REST = 60;

  private FileState read = FileState.of(List.of());
  private FileState seen = read;
  private long rest;

  /** What a look shows. */
  enum Look {
    /** Nothing is to be read. */
    NOTHING,
    /** The files have changed and stay the same now: read them. */
    CHANGED,
    /** The files have not changed and are not in force: read them again. */
    AGAIN
  }

  /** Begins with what was read. */
  void begin(FileState files) {
    read = files;
    seen = files;
  }

  /** Looks at the files, once a second. */
  Look look(boolean isInForce) {
    FileState state = read.now();
    boolean isStable = state.equals(seen);
    boolean hasChanged = !state.equals(read);
    seen = state;
    if (!isStable || (!hasChanged && (isInForce || --rest >= 0))) {
      return Look.NOTHING;
    }
    read = state;
    return hasChanged ? Look.CHANGED : Look.AGAIN;
  }

  /** After a reading has shown which files there are. */
  void wereRead(FileState files) {
    read = files;
  }

  /** At the end of a reading. An error that no administrator can correct is not tried each look. */
  void rest(Duration reading, boolean isLong) {
    seen = read;
    rest = Math.max(isLong ? LONG_REST : 0, reading.multipliedBy(REST).toSeconds());
  }
}
