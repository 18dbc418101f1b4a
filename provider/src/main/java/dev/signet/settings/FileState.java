package dev.signet.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The content of several files at one moment. Two states are equal where each file has the same
 * content. A file that is replaced by another of the same size and time has changed. A file that is
 * only touched has not.
 *
 * @param fingerprints one for each file
 */
public record FileState(Map<Path, String> fingerprints) {

  /** Copies the fingerprints. */
  public FileState {
    fingerprints = Map.copyOf(fingerprints);
  }

  /**
   * Reads the state of files.
   *
   * @param files the files; a missing file is a state as well
   * @return their state now
   */
  public static FileState of(Collection<Path> files) {
    Map<Path, String> fingerprints = new LinkedHashMap<>();
    files.forEach(file -> fingerprints.put(file, fingerprint(file)));
    return new FileState(fingerprints);
  }

  /**
   * Reads the state of the same files again.
   *
   * @return their state now
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
