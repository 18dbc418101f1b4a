package dev.signet.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What several files held at a moment. Two states are equal where each file holds the same,
 * whatever its time, its size and the file behind its name are: a file that is swapped for another
 * of equal size and time has changed, and one that is only touched has not.
 *
 * @param fingerprints one for each file
 */
public record FileState(Map<Path, String> fingerprints) {

  /** Copies the fingerprints. */
  public FileState {
    fingerprints = Map.copyOf(fingerprints);
  }

  /**
   * Looks at files.
   *
   * @param files which; one that is not there is a state as well
   * @return how they are now
   */
  public static FileState of(Collection<Path> files) {
    Map<Path, String> fingerprints = new LinkedHashMap<>();
    files.forEach(file -> fingerprints.put(file, fingerprint(file)));
    return new FileState(fingerprints);
  }

  /**
   * Looks at the same files again.
   *
   * @return how they are now
   */
  public FileState now() {
    return of(fingerprints.keySet());
  }

  /** What stands for a file: other content has another one; so has a file that is not there. */
  public static String fingerprint(Path file) {
    try {
      return FileDigest.of(file);
    } catch (IOException e) {
      return Files.exists(file) ? "cannot be read" : "is not there";
    }
  }
}
